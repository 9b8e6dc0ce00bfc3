import type { Decimal } from "../../pattern/decimal.ts";
import { eventNumber } from "../../pattern/number-text.ts";
import type { Budget } from "../budget.ts";
import { type ClassTable, classTable, openOrders, ordersTo } from "./class-table.ts";
import type { Classes, TextTest } from "./classes.ts";
import { doublesAmong } from "./doubles-among.ts";
import { lineTests } from "./line-tests.ts";
import { membersOf } from "./members.ts";
import { doubleTexts, integerTexts } from "./number-format.ts";
import { numberLine } from "./number-line.ts";
import { shortestSpelling } from "./number-spelling.ts";
import { isReadOrder, orderReader, type ReadOrder } from "./order-reader.ts";
import { read } from "./read.ts";
import { TOO_MANY_STATES } from "./text-classes.ts";
import { outOfReach, type TextReaders, textReaders } from "./text-reader.ts";
import { type Outcome, type Walk, walk } from "./walk.ts";

/** Texts of the right form tried for one that is the text of a double, before a class is left unsettled. */
const MEMBERS_TRIED = 300;

/** What stands around a class while it is settled. */
interface Question {
  readonly decimals: readonly Decimal[];
  readonly tests: TextReaders;
  readonly table: ClassTable;
}

/**
 * Every way in which a number of a JSON event can answer tests on its text and stand to some decimals, each with a
 * number as an event spells it.
 *
 * @example
 * numberClasses([], [{ kind: "equals", text: "Infinity" }], DEFAULT_BUDGET); // of two classes: "0" and "1e999"
 */
export function numberClasses(decimals: readonly Decimal[], tests: readonly TextTest[], budget: Budget): Classes {
  const reason = outOfReach(tests);
  if (reason !== undefined) return { kind: "unknown", reason };
  const onLine = lineTests(tests);
  return onLine === undefined
    ? walkedNumberClasses(decimals, tests, budget)
    : { kind: "classes", classes: numberLine(decimals, onLine) };
}

/** The same for any tests, by walking over all texts of numbers. */
export function walkedNumberClasses(decimals: readonly Decimal[], tests: readonly TextTest[], budget: Budget): Classes {
  const question: Question = { decimals, tests: textReaders(tests), table: classTable() };
  const readers = [...question.tests.readers, ...decimals.map((decimal) => orderReader(decimal))];
  const integers = walk(readers, integerTexts, budget);
  const doubles = walk(readers, doubleTexts, budget);
  if (integers === undefined || doubles === undefined) return { kind: "unknown", reason: TOO_MANY_STATES };
  for (const outcome of integers.outcomes) settleIntegers(question, outcome);
  for (const outcome of doubles.outcomes) settleDoubles(question, doubles, outcome);
  for (const lexeme of ["1e999", "-1e999"]) offer(question, lexeme);
  return { kind: "classes", classes: question.table.classes() };
}

/** Takes one number into the table. */
function offer({ decimals, tests, table }: Question, lexeme: string): void {
  const { text, decimal } = eventNumber(lexeme);
  const holds = tests.holds(tests.readers.map((reader) => read(reader, text)));
  table.offer({ holds, orders: ordersTo(decimals, decimal), example: lexeme });
}

/** The text of an integer is the integer, so every outcome has members; only past hundreds of digits orders are open. */
function settleIntegers(question: Question, { verdicts, example }: Outcome): void {
  offer(question, example);
  const orders = readOrders(question, verdicts);
  if (orders.includes("unsettled")) leaveOpen(question, verdicts, orders);
}

/** Not every text that looks like a double's is one. */
function settleDoubles(question: Question, doubles: Walk, outcome: Outcome): void {
  const orders = readOrders(question, outcome.verdicts);
  if (isDoubleText(outcome.example)) {
    offer(question, shortestSpelling(outcome.example));
    return;
  }
  const narrow = doublesAmong(question.decimals, orders);
  if (narrow !== undefined) {
    // All there are: whatever their texts answer is what there is, in this class and no other of these orders.
    for (const text of narrow) offer(question, shortestSpelling(text));
    return;
  }
  const { texts, all } = membersOf(doubles, outcome, MEMBERS_TRIED);
  const found = texts.find(isDoubleText);
  if (found !== undefined) offer(question, shortestSpelling(found));
  else if (!all) leaveOpen(question, outcome.verdicts, orders);
}

/** What the readers behind those of the tests said. */
function readOrders({ tests }: Question, verdicts: Outcome["verdicts"]): readonly ReadOrder[] {
  return verdicts.slice(tests.readers.length).filter(isReadOrder);
}

function isDoubleText(text: string): boolean {
  return eventNumber(text).text === text;
}

function leaveOpen(
  { decimals, tests, table }: Question,
  verdicts: Outcome["verdicts"],
  read: readonly ReadOrder[],
): void {
  const holds = tests.holds(verdicts);
  for (const orders of openOrders(decimals, read)) table.offer({ holds, orders, example: undefined });
}
