import { compileMatcher } from "../../src/pattern/match.ts";
import { type LogMessage, logMessage } from "../../src/pattern/message.ts";
import { compileNaive } from "../../src/pattern/naive.ts";
import { type Answer, type Certificate, checkCertificate } from "../../src/proof/index.ts";
import { type Asked, askAll } from "./asked.ts";
import type { Case, ReadPattern } from "./pairs/case.ts";
import { universeOf } from "./universe/universe.ts";

/** An answer, and the events of the universe that are what was looked for. */
export interface Examined extends Asked {
  readonly shown: readonly LogMessage[];
}

export interface Examination {
  readonly answers: readonly Examined[];
  /** What is wrong with the answers; empty when they hold. */
  readonly flaws: readonly string[];
  /** The answers were held against every event of the small universe, not only against some. */
  readonly complete: boolean;
}

/** How many events answers are held against. */
const EVENTS = 800;

/** Asks every question about some patterns and holds the answers against the matcher and against a small universe. */
export function examine(patterns: Case): Examination {
  const all = [patterns.first, patterns.second, ...(patterns.third === undefined ? [] : [patterns.third])];
  const universe = universeOf(
    all.map(({ pattern }) => pattern),
    EVENTS,
  );
  const messages = universe.messages.map(logMessage);
  const matched = new Map(
    all.map((read) => {
      const matches = compileMatcher(read.pattern);
      return [read, new Set(messages.filter((message) => matches(message)))] as const;
    }),
  );
  const { asked, equivalent } = askAll(patterns);
  const answers = asked.map((one): Examined => {
    const shown = messages.filter(
      (message) =>
        isConsidered(one, message) &&
        one.must.every((read) => matched.get(read)?.has(message)) &&
        !one.mustNot.some((read) => matched.get(read)?.has(message)),
    );
    return { ...one, shown };
  });
  const flaws = [
    ...answers.flatMap((one) => flawsOf(one).map((flaw) => `${spell(one)}: ${flaw}`)),
    ...equivalenceFlaws(patterns, asked, equivalent).map((flaw) => `equivalent: ${flaw}`),
  ];
  return { answers, flaws, complete: universe.complete };
}

/** Patterns are equivalent exactly if each implies the other. */
function equivalenceFlaws({ first, second }: Case, asked: readonly Asked[], equivalent: Answer): readonly string[] {
  const ways = asked.filter(({ question }) => question === "implies").map(({ outcome }) => outcome.kind);
  const due = ways.includes("event") ? "no" : ways.includes("unknown") ? "unknown" : "yes";
  if (equivalent.answer !== due) return [`it says ${equivalent.answer}, and should say ${due}`];
  switch (equivalent.answer) {
    case "yes":
      return problemsOf(equivalent.certificate);
    case "no": {
      const message = logMessage(equivalent.witness);
      const [left, right] = [first, second].map(({ pattern }) => compileMatcher(pattern)(message));
      return left === right ? [`${equivalent.witness} tells nothing apart`] : [];
    }
    case "unknown":
      return [];
  }
}

/** Questions about JSON patterns alone are about JSON objects alone. */
function isConsidered({ must, mustNot }: Asked, message: LogMessage): boolean {
  return [...must, ...mustNot].some(({ pattern }) => pattern.kind !== "json") || message.json() !== undefined;
}

function flawsOf(examined: Examined): readonly string[] {
  const { outcome, must, mustNot, shown } = examined;
  switch (outcome.kind) {
    case "unknown":
      return [];
    case "none": {
      const [event] = shown;
      return [
        ...(event === undefined ? [] : [`said to be impossible: ${JSON.stringify(event.text)}`]),
        ...problemsOf(outcome.certificate),
      ];
    }
    case "event": {
      const message = logMessage(outcome.message);
      const shorter = outcome.least ? shown.find(({ text }) => text.length < outcome.message.length) : undefined;
      return [
        ...(isConsidered(examined, message) ? [] : [`not an event of the family: ${JSON.stringify(outcome.message)}`]),
        ...must.flatMap((read) => disputes(read, message, true)),
        ...mustNot.flatMap((read) => disputes(read, message, false)),
        ...(shorter === undefined
          ? []
          : [`${JSON.stringify(message.text)} is least, but ${JSON.stringify(shorter.text)}`]),
        ...(outcome.certificate === undefined ? [] : problemsOf(outcome.certificate)),
      ];
    }
  }
}

function problemsOf(certificate: Certificate): readonly string[] {
  const verdict = checkCertificate(certificate, undefined);
  return verdict.ok ? [] : [`the certificate is refused: ${verdict.problem}`];
}

/** Both matchers, the quick and the naive one, are asked. */
function disputes({ text, pattern }: ReadPattern, message: LogMessage, wanted: boolean): readonly string[] {
  const quick = compileMatcher(pattern)(message);
  const naive = compileNaive(pattern)(message.text);
  return quick === wanted && naive === wanted
    ? []
    : [`${text} ${wanted ? "does not match" : "matches"} the witness ${JSON.stringify(message.text)}`];
}

function spell({ question, must, mustNot }: Asked): string {
  const side = (patterns: readonly ReadPattern[]): string => patterns.map(({ text }) => text).join(" and ");
  return `${question}: must ${side(must)} must not ${side(mustNot)}`;
}
