import { parsePattern } from "../../src/pattern/parse.ts";
import {
  disjoint,
  implies,
  type No,
  type Satisfiability,
  satisfiable,
  tautology,
  type Unknown,
  type Yes,
} from "../../src/proof/index.ts";
import { alternativesOf } from "./alternatives.ts";

/** How a pattern stands to what it is meant to see, each decided by proof; a witness is a log message. */
export type Classification =
  | { readonly kind: "does not parse" }
  | { readonly kind: "contradiction" }
  | { readonly kind: "tautology" }
  | { readonly kind: "equivalent" }
  /** It sees all that the reference sees, and this as well. */
  | { readonly kind: "covers more"; readonly witness: string }
  | (Partly & { readonly kind: "covers part" | "narrowed" })
  /** There is nothing to hold it against; it can match this. */
  | { readonly kind: "on its own"; readonly witness: string };

/** `covers part`: some of what the reference looks for is never seen. `narrowed`: all of it is seen, not all always. */
interface Partly {
  /** In how many ways the reference can match. */
  readonly ways: number;
  /** What is never seen. */
  readonly missed: readonly string[];
  /** What is seen under further conditions only. */
  readonly narrowed: readonly string[];
  /** An event that the reference matches and the pattern does not. */
  readonly witness: string;
  /** It also sees what the reference does not ask for. */
  readonly more: boolean;
}

/**
 * Classifies a pattern against the reference of its control, where there is one. Throws when a question is not decided.
 */
export function classifyPublished(text: string, reference: string | undefined): Classification {
  if (!parsePattern(text).ok) return { kind: "does not parse" };
  const some = decided<Exclude<Satisfiability, Unknown>>(satisfiable(text));
  if (some.answer === "no") return { kind: "contradiction" };
  if (decided<Yes | No>(tautology(text)).answer === "yes") return { kind: "tautology" };
  return reference === undefined ? { kind: "on its own", witness: some.witness } : compare(text, reference);
}

function compare(text: string, reference: string): Classification {
  const covered = decided<Yes | No>(implies(reference, text));
  const exact = decided<Yes | No>(implies(text, reference));
  if (covered.answer === "yes") {
    return exact.answer === "yes" ? { kind: "equivalent" } : { kind: "covers more", witness: exact.witness };
  }
  const parsed = parsePattern(reference);
  const ways = parsed.ok ? alternativesOf(parsed.pattern) : [];
  const missed = ways.filter(({ pattern }) => decided<Yes | No>(disjoint(pattern, text)).answer === "yes");
  const narrowed = ways.filter(
    (way) => !missed.includes(way) && decided<Yes | No>(implies(way.pattern, text)).answer === "no",
  );
  return {
    kind: missed.length > 0 ? "covers part" : "narrowed",
    ways: ways.length,
    missed: missed.map(({ name }) => name),
    narrowed: narrowed.map(({ name }) => name),
    witness: covered.witness,
    more: exact.answer === "no",
  };
}

function decided<Given extends { readonly answer: string }>(given: Given | Unknown): Given {
  if (isUnknown(given)) throw new Error(`not decided: ${given.reason}`);
  return given;
}

function isUnknown(given: { readonly answer: string }): given is Unknown {
  return given.answer === "unknown";
}
