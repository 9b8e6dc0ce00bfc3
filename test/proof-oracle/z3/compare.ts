import fc from "fast-check";
import type { JsonPattern, RegexPattern, TermPattern } from "../../../src/pattern/ast.ts";
import { type Asked, askAll } from "../asked.ts";
import { anyCase, type ReadPattern } from "../pairs/case.ts";
import { encodeJson, KINDS } from "./encode-json.ts";
import { encodeText } from "./encode-text.ts";
import { type Solver, startZ3 } from "./solver.ts";

export interface Comparison {
  /** Cases with a question that Z3 was asked. */
  readonly pairs: number;
  readonly agreed: number;
  /** Not decided by Z3 within its time, or by the proof. */
  readonly undecided: number;
  readonly disagreements: readonly string[];
}

/** Asks Z3 what the proof was asked, about `count` generated pairs that it can be told of. */
export async function compareWithZ3(count: number, seed: number): Promise<Comparison> {
  const solver = startZ3(KINDS);
  let [pairs, agreed, undecided] = [0, 0, 0];
  const disagreements: string[] = [];
  try {
    for (let round = 0; pairs < count; round += 1) {
      for (const patterns of fc.sample(anyCase, { numRuns: count, seed: seed + round })) {
        if (pairs >= count || encode({ must: [patterns.first, patterns.second], mustNot: [] }) === undefined) continue;
        pairs += 1;
        for (const asked of askAll({ ...patterns, third: undefined }).asked) {
          const verdict = await compare(solver, asked);
          if (verdict === "agreed") agreed += 1;
          else if (verdict === "undecided") undecided += 1;
          else disagreements.push(verdict);
        }
      }
    }
  } finally {
    solver.stop();
  }
  return { pairs, agreed, undecided, disagreements };
}

async function compare(solver: Solver, asked: Asked): Promise<string> {
  const script = encode(asked);
  if (script === undefined || asked.outcome.kind === "unknown") return "undecided";
  const found = await solver.check(script);
  if (found === "unknown") return "undecided";
  if ((found === "sat") === (asked.outcome.kind === "event")) return "agreed";
  const spell = (patterns: readonly ReadPattern[]): string => patterns.map(({ text }) => text).join(" and ");
  const { question, must, mustNot, outcome } = asked;
  return `${question}: must ${spell(must)} must not ${spell(mustNot)}: Z3 says ${found}, the proof ${JSON.stringify(outcome)}`;
}

function encode({ must, mustNot }: Pick<Asked, "must" | "mustNot">): string | undefined {
  const all = [...must, ...mustNot].map(({ pattern }) => pattern.kind);
  if (all.every((kind) => kind === "json")) return encodeJson(jsonOf(must), jsonOf(mustNot));
  if (all.every((kind) => kind === "terms" || kind === "regex")) return encodeText(textsOf(must), textsOf(mustNot));
  return undefined;
}

function jsonOf(read: readonly ReadPattern[]): readonly JsonPattern[] {
  return read.flatMap(({ pattern }) => (pattern.kind === "json" ? [pattern] : []));
}

function textsOf(read: readonly ReadPattern[]): readonly (TermPattern | RegexPattern)[] {
  return read.flatMap(({ pattern }) => (pattern.kind === "terms" || pattern.kind === "regex" ? [pattern] : []));
}
