import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";

/** What a stored check asks for: one field of one argument, and members of what it answers. */
export interface CheckQuery {
  /** `AWSMonitoring` */
  readonly field: string;
  /** Arguments that are strings, by name. */
  readonly args: Readonly<Record<string, string>>;
  /** Members to show, in order; a fragment that the text does not define stays `...Name`. */
  readonly members: readonly string[];
}

/** What is wrong with a stored check, and where. */
export interface CheckProblem {
  readonly message: string;
  /** From 1; absent where it is about no place. */
  readonly line?: number;
  readonly column?: number;
}

export type CheckQueryParse =
  | { readonly ok: true; readonly query: CheckQuery }
  | { readonly ok: false; readonly problems: readonly CheckProblem[] };

const MAX_LENGTH = 65_536;
const MAX_TOKENS = 2000;

/**
 * Reads a stored check: a GraphQL query of one field, with or without the braces around it.
 *
 * @example
 * readCheckQuery('AWSMonitoring(filterPattern: "MFAUsed") { ...AssetFragment }');
 * // { ok: true, query: { field: "AWSMonitoring", args: { filterPattern: "MFAUsed" }, members: ["...AssetFragment"] } }
 */
export function readCheckQuery(text: string): CheckQueryParse {
  if (text.length > MAX_LENGTH) return refused(`the query is longer than ${MAX_LENGTH} characters`);
  const isDocument = /^\s*(?:[{#]|query\b|fragment\b)/.test(text);
  const parsed = parseDocument(isDocument ? text : `{${text}\n}`);
  if (!parsed.ok) return isDocument ? parsed : { ok: false, problems: parsed.problems.map(withoutBrace) };
  return queryOf(parsed.document);
}

function parseDocument(
  text: string,
): { readonly ok: true; readonly document: DocumentNode } | { readonly ok: false; readonly problems: CheckProblem[] } {
  try {
    return { ok: true, document: parse(text, { maxTokens: MAX_TOKENS, noLocation: true }) };
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    const [place] = cause.locations ?? [];
    return { ok: false, problems: [{ message: cause.message, ...place }] };
  }
}

/** The brace that was put before the text is no part of its first line. */
function withoutBrace(problem: CheckProblem): CheckProblem {
  return problem.line === 1 && problem.column !== undefined ? { ...problem, column: problem.column - 1 } : problem;
}

function queryOf({ definitions }: DocumentNode): CheckQueryParse {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1 || operation.operation !== "query")
    return refused("a stored check is one query");
  const [field] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || operation.selectionSet.selections.length > 1)
    return refused("a stored check asks for one field");
  const problems: CheckProblem[] = [];
  const args = argsOf(field, problems);
  const members = membersOf(field.selectionSet, fragments, problems, []);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, query: { field: field.name.value, args, members: [...new Set(members)] } };
}

function argsOf(field: FieldNode, problems: CheckProblem[]): Readonly<Record<string, string>> {
  const args = new Map<string, string>();
  for (const { name, value } of field.arguments ?? []) {
    if (value.kind === Kind.STRING) args.set(name.value, value.value);
    else problems.push({ message: `the argument ${name.value} must be a string` });
  }
  return Object.fromEntries(args);
}

function membersOf(
  set: SelectionSetNode | undefined,
  fragments: readonly FragmentDefinitionNode[],
  problems: CheckProblem[],
  within: readonly string[],
): readonly string[] {
  return (set?.selections ?? []).flatMap((selection): readonly string[] => {
    switch (selection.kind) {
      case Kind.FIELD:
        if (selection.selectionSet !== undefined)
          problems.push({ message: `the member ${selection.name.value} has no members of its own` });
        return [selection.name.value];
      case Kind.INLINE_FRAGMENT:
        return membersOf(selection.selectionSet, fragments, problems, within);
      case Kind.FRAGMENT_SPREAD: {
        const name = selection.name.value;
        const fragment = fragments.find((candidate) => candidate.name.value === name);
        if (fragment === undefined) return [`...${name}`];
        if (!within.includes(name)) return membersOf(fragment.selectionSet, fragments, problems, [...within, name]);
        problems.push({ message: `the fragment ${name} contains itself` });
        return [];
      }
    }
  });
}

function refused(message: string): CheckQueryParse {
  return { ok: false, problems: [{ message }] };
}
