import { invalidParameter } from "./errors.ts";
import type { PolicyCondition } from "./policy-condition.ts";

/** Whom a statement speaks of: everybody, or the principals listed by kind ("AWS", "Service", ...). */
export type PolicyPrincipal =
  | { readonly kind: "everybody" }
  | { readonly kind: "listed"; readonly principals: Readonly<Record<string, readonly string[]>> };

/** A statement of a topic's policy. An element written with Not... instead (NotPrincipal) is absent here and named in `negated`. */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  readonly principal?: PolicyPrincipal;
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly conditions: readonly PolicyCondition[];
  readonly negated: readonly string[];
}

/**
 * Reads the text of a topic's Policy attribute.
 *
 * @throws AwsError InvalidParameter when it is not a policy, or speaks of actions that are not a topic's.
 * @example
 * readPolicy('{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*"}]}').length; // 1
 */
export function readPolicy(text: string): readonly PolicyStatement[] {
  const document = parseJson(text);
  const statements = asList(record(document)["Statement"]).map(readStatement);
  if (statements.length === 0) throw notAPolicy();
  return statements;
}

/** The policy as GetTopicAttributes returns it: AWS drops the blanks between its tokens. obs STACKD policy_context */
export function compactPolicy(text: string): string {
  return JSON.stringify(parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notAPolicy();
  }
}

function readStatement(value: unknown): PolicyStatement {
  const statement = record(value);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw notAPolicy();
  for (const element of ["Principal", "Action"]) {
    if (statement[element] === undefined && statement[`Not${element}`] === undefined) throw notAPolicy();
  }
  const actions = statement["Action"] === undefined ? undefined : texts(statement["Action"]);
  for (const action of actions ?? []) checkAction(action);
  return {
    effect,
    ...(statement["Principal"] === undefined ? {} : { principal: readPrincipal(statement["Principal"]) }),
    ...(actions === undefined ? {} : { actions }),
    ...(statement["Resource"] === undefined ? {} : { resources: texts(statement["Resource"]) }),
    conditions: readConditions(statement["Condition"]),
    negated: ["NotPrincipal", "NotAction", "NotResource"].filter((element) => statement[element] !== undefined),
  };
}

function readPrincipal(value: unknown): PolicyPrincipal {
  if (value === "*") return { kind: "everybody" };
  const principals = Object.entries(record(value)).map(([kind, names]) => [kind, texts(names)] as const);
  return { kind: "listed", principals: Object.fromEntries(principals) };
}

function readConditions(value: unknown): readonly PolicyCondition[] {
  if (value === undefined) return [];
  return Object.entries(record(value)).flatMap(([operator, keys]) =>
    Object.entries(record(keys)).map(([key, values]) => ({ operator, key, values: texts(values) })),
  );
}

/** obs STACKD controls: a topic's policy may not say `SNS:*`; inf: nor name another service's actions. */
function checkAction(action: string): void {
  const name = action.toLowerCase();
  if (name === "sns:*" || (name !== "*" && !name.startsWith("sns:"))) {
    throw invalidParameter("Policy statement action out of service scope!");
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notAPolicy();
  return value as Readonly<Record<string, unknown>>;
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function texts(value: unknown): readonly string[] {
  return asList(value).map((item) => {
    if (typeof item === "string") return item;
    if (typeof item === "boolean" || typeof item === "number") return String(item);
    throw notAPolicy();
  });
}

/** obs STACKD controls: this is the whole text, whatever is wrong with the document. */
function notAPolicy() {
  return invalidParameter("Policy Error: null");
}
