import type { ComparisonOperator, Value } from "../../../src/pattern/ast.ts";
import { compileComparison } from "../../../src/pattern/compare.ts";
import { eventNumber } from "../../../src/pattern/number-text.ts";
import { regexMembers } from "./regex-members.ts";

/** What a condition asks of a value. */
export interface Asked {
  readonly operator: ComparisonOperator;
  readonly value: Value;
}

const MAX_SEEDS = 14;
const MAX_LETTERS = 6;

/** Texts that are likely to tell some values apart: themselves, their neighbours, two of them in a row, short words. */
function candidateTexts(values: readonly Value[]): readonly string[] {
  const seeds = [...new Set(["", "z", ...values.flatMap(seedsOf)])].slice(0, MAX_SEEDS);
  const letters = [...new Set(seeds.flatMap((seed) => Array.from(seed)))].slice(0, MAX_LETTERS);
  return [
    ...new Set([
      ...seeds,
      ...letters,
      ...letters.flatMap((first) => letters.map((second) => first + second)),
      ...seeds.flatMap((first) => seeds.flatMap((second) => [first + second, `${first}z${second}`])),
      ...seeds.map((seed) => seed.slice(0, -1)),
    ]),
  ].sort(byLength);
}

function seedsOf(value: Value): readonly string[] {
  switch (value.kind) {
    case "number":
    case "text":
      return [value.text];
    case "glob":
      return [value.parts.join(""), value.parts.join("z"), ...value.parts];
    case "regex":
      return regexMembers(value.tree);
  }
}

/** Numbers that are likely to tell some values apart, spelled as they read, which is how witnesses spell them. */
function candidateNumbers(values: readonly Value[]): readonly string[] {
  const texts = values.flatMap((value) => (value.kind === "number" ? neighbours(value.text) : []));
  const spelled = [...PLAIN_NUMBERS, ...texts, ...candidateTexts(values), ...midpoints(texts)];
  return [...new Set(spelled.filter((text) => JSON_NUMBER.test(text)).map(asRead))].sort(byLength);
}

/** `1.0E9` for `1e9`. What overflows reads like no number of JSON and stays as it is. */
function asRead(lexeme: string): string {
  const { text } = eventNumber(lexeme);
  return JSON_NUMBER.test(text) ? text : lexeme;
}

const JSON_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const PLAIN_NUMBERS = ["0", "1", "2", "-1", "9", "10", "0.5", "1.0", "-0.5", "1e9", "1e999", "-1e999"];

function neighbours(text: string): readonly string[] {
  const plain = text.replace(/^\+/, "").replace(/^(-?)0+(?=[0-9])/, "$1");
  const opposite = plain.startsWith("-") ? plain.slice(1) : `-${plain}`;
  if (!/^-?[0-9]+$/.test(plain)) return [plain, opposite, `${plain}1`, `${plain.split("e")[0] ?? ""}1`];
  const integer = BigInt(plain);
  return [plain, opposite, `${plain}.0`, `${plain}.5`, String(integer + 1n), String(integer - 1n), `${plain}0`];
}

function midpoints(texts: readonly string[]): readonly string[] {
  const numbers = [...new Set(texts.map(Number).filter(Number.isFinite))].sort((left, right) => left - right);
  return numbers.map((number, index) => String((number + (numbers[index + 1] ?? number + 1)) / 2));
}

function byLength(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : 1);
}

/** Of strings that answer all conditions alike only the first. */
export function distinctStrings(asked: readonly Asked[]): readonly string[] {
  const tests = asked.map(({ operator, value }) => compileComparison(operator, value).string);
  return distinct(candidateTexts(valuesOf(asked)), (text) => tests.map((test) => test(text)).join());
}

/** Of fields of a line, which may be read as numbers, that answer all conditions alike only the first. */
export function distinctFields(asked: readonly Asked[]): readonly string[] {
  const tests = asked.map(({ operator, value }) => compileComparison(operator, value).field);
  const values = valuesOf(asked);
  const candidates = [...candidateTexts(values), ...candidateNumbers(values)].sort(byLength);
  return distinct(candidates, (text) => tests.map((test) => test(text)).join());
}

/** Of numbers that answer all conditions alike only the first. */
export function distinctNumbers(asked: readonly Asked[]): readonly string[] {
  const tests = asked.map(({ operator, value }) => compileComparison(operator, value).number);
  return distinct(candidateNumbers(valuesOf(asked)), (lexeme) => {
    const number = eventNumber(lexeme);
    return tests.map((test) => test(number)).join();
  });
}

function valuesOf(asked: readonly Asked[]): readonly Value[] {
  return asked.map(({ value }) => value);
}

function distinct(candidates: readonly string[], signatureOf: (candidate: string) => string): readonly string[] {
  const found = new Map<string, string>();
  for (const candidate of candidates) {
    const signature = signatureOf(candidate);
    if (!found.has(signature)) found.set(signature, candidate);
  }
  return [...found.values()];
}
