import { parseAst } from "vitest/node";

/** What the architecture rules need to know of one source file. */
export interface SourceFile {
  /** From the root of the repository, e.g. `src/pattern/lex.ts`. */
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  /** `default` for a default export, `*` for `export *`; named exports are of no interest here. */
  readonly exports: readonly ("default" | "*")[];
  /** Names of the impure things used: `Date.now`, `new Date()`, `async`, `fetch` and so on. */
  readonly impurities: readonly string[];
}

export interface Import {
  /** A path from the root of the repository for relative imports, otherwise the specifier as written. */
  readonly target: string;
  readonly kind: "file" | "node" | "package";
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Globals through which code would reach the world, the time or chance. */
const IMPURE_GLOBALS = new Set([
  "process",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "crypto",
  "performance",
]);
const IMPURE_MEMBERS = new Set(["Date.now", "Math.random"]);

/**
 * Reads one file of TypeScript. It looks at the syntax tree, so that comments and strings never count.
 *
 * @example
 * readSource("src/pattern/x.ts", "export const now = Date.now();").impurities; // ["Date.now"]
 */
export function readSource(path: string, text: string): SourceFile {
  const imports: Import[] = [];
  const exports: ("default" | "*")[] = [];
  const impurities: string[] = [];
  for (const node of nodesOf(parseAst(text, { lang: "ts" }, path))) {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push(readImport(path, specifier, isTypeOnly(node)));
    if (node["type"] === "ExportDefaultDeclaration") exports.push("default");
    if (node["type"] === "ExportAllDeclaration") exports.push("*");
    const impurity = impurityOf(node);
    if (impurity !== undefined) impurities.push(impurity);
  }
  return { path, lineCount: text.split("\n").length, imports, exports, impurities };
}

/** The npm package of a specifier: `hono` of `hono/body-limit`, `@hono/node-server` of itself. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Every node of a tree, except names that are not references: member names, keys, and the names a file declares. */
function* nodesOf(root: unknown): Generator<Node> {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) {
      pending.push(...value);
    } else if (isNode(value)) {
      yield value;
      for (const [key, child] of Object.entries(value)) if (!isMereName(value, key)) pending.push(child);
    }
  }
}

function isMereName(parent: Node, key: string): boolean {
  if (parent["computed"] === true) return false;
  switch (parent["type"]) {
    case "MemberExpression":
      return key === "property";
    case "Property":
      return key === "key" && parent["shorthand"] !== true;
    case "PropertyDefinition":
    case "MethodDefinition":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return key === "key";
    case "ImportSpecifier":
    case "ExportSpecifier":
      return true;
    default:
      return false;
  }
}

function specifierOf(node: Node): string | undefined {
  switch (node["type"]) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return literalOf(node["source"]);
    default:
      return undefined;
  }
}

function literalOf(node: unknown): string | undefined {
  return isNode(node) && typeof node["value"] === "string" ? node["value"] : undefined;
}

function isTypeOnly(node: Node): boolean {
  if (node["type"] === "TSImportType" || node["importKind"] === "type" || node["exportKind"] === "type") return true;
  const specifiers = node["specifiers"];
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false;
  return specifiers.every((item) => isNode(item) && (item["importKind"] === "type" || item["exportKind"] === "type"));
}

function readImport(from: string, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith(".")) {
    const target = new URL(specifier, `file:///${from}`).pathname.slice(1);
    return { target, kind: "file", typeOnly };
  }
  return { target: specifier, kind: specifier.startsWith("node:") ? "node" : "package", typeOnly };
}

function impurityOf(node: Node): string | undefined {
  switch (node["type"]) {
    case "Identifier": {
      const name = String(node["name"]);
      return IMPURE_GLOBALS.has(name) ? name : undefined;
    }
    case "MemberExpression": {
      const member = `${nameOf(node["object"])}.${nameOf(node["property"])}`;
      return IMPURE_MEMBERS.has(member) ? member : undefined;
    }
    case "NewExpression":
    case "CallExpression": {
      // `Date()` without `new` gives the present time too.
      if (nameOf(node["callee"]) !== "Date") return undefined;
      const present =
        node["type"] === "CallExpression" || (Array.isArray(node["arguments"]) && node["arguments"].length === 0);
      return present ? "new Date()" : undefined;
    }
    case "AwaitExpression":
      return "await";
    default:
      return node["async"] === true ? "async" : undefined;
  }
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  const name = node["name"] ?? node["value"];
  return typeof name === "string" ? name : "";
}
