import { isMap, isNode, isPair, LineCounter, parseDocument } from "yaml";
import type { Misfit } from "./schema.ts";

/** A YAML text that was read, or everything that is wrong with it. */
export type YamlReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** The line, from 1, of what stands at a path; of the nearest thing around it where nothing does. */
      readonly lineOf: (path: Misfit["path"]) => number;
    }
  | { readonly ok: false; readonly problems: readonly { readonly line: number; readonly message: string }[] };

/** Reads one YAML 1.2 document; anchors and aliases are not taken, so that a small file stays small. */
export function readYaml(text: string): YamlReading {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    stringKeys: true,
    prettyErrors: false,
  });
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return { ok: false, problems: faults.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })) };

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    // The library's refusal of an alias; it has no other reason to throw on a document without errors.
    if (!(cause instanceof ReferenceError)) throw cause;
    return { ok: false, problems: [{ line: 1, message: "holds an alias, which is not taken" }] };
  }

  const lineOf = (path: Misfit["path"]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(path.slice(0, length));
      if (offset !== undefined) return lineAt(offset);
    }
    return 1;
  };
  /** Where the key of a member begins, or an item of a list. */
  const offsetOf = (path: Misfit["path"]): number | undefined => {
    const parent: unknown = document.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isNode(item.key) && item.key.toJSON() === key);
      return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    }
    const node: unknown = document.getIn(path, true);
    return isNode(node) ? node.range?.[0] : undefined;
  };
  return { ok: true, value, lineOf };
}
