import { isJunction, type JsonCondition, type JsonExpression } from "../../pattern/ast.ts";
import { type JsonObject, parseJsonObject } from "../../pattern/json-value.ts";
import { compileJsonCondition, type JsonSubject } from "../../pattern/match-json.ts";
import { logMessage } from "../../pattern/message.ts";
import type { Assumption } from "../assume/assumption.ts";
import { formulaHolds } from "../assume/holds.ts";
import { guessEvent, type Wish, wishesThat } from "./guess.ts";

/** Is a condition true of the event at hand? */
export type Truths = (condition: JsonCondition) => boolean;

/** Tries events at once that come to mind, which spares most questions. */
export interface Probe {
  /** A considered event that passes the test; `undefined` says nothing. */
  readonly find: (wishes: readonly Wish[], test: (truths: Truths) => boolean) => string | undefined;
}

type Test = (subject: JsonSubject) => boolean;

export function openProbe(assumption: Assumption | undefined): Probe {
  const tests = new Map<JsonCondition, Test>();
  const testOf = (condition: JsonCondition): Test => {
    const test = tests.get(condition) ?? compileJsonCondition(condition);
    tests.set(condition, test);
    return test;
  };
  const bases = basesOf(assumption).map((record): Base => {
    const truths = truthsOf({ message: logMessage(JSON.stringify(record)), root: record }, testOf);
    return { record, truths };
  });
  const passes = (event: JsonObject, test: (truths: Truths) => boolean): string | undefined => {
    const text = JSON.stringify(event);
    const message = logMessage(text);
    const root = message.json();
    if (root === undefined || !test(truthsOf({ message, root }, testOf))) return undefined;
    return assumption === undefined || formulaHolds(assumption.given, message) ? text : undefined;
  };
  return {
    find: (wishes, test) => {
      // The fewer wishes are left, the less of the record must change.
      const tellers = wishes.slice(0, MOST_TELLERS);
      const left = ({ truths }: Base): number => tellers.filter((wish) => !comesTrue(wish, truths)).length;
      for (const { record, truths } of bases.toSorted((one, other) => left(one) - left(other))) {
        const open = wishes.filter((wish) => !comesTrue(wish, truths));
        for (const instead of [undefined, "x"]) {
          const event = guessEvent(record, open, instead);
          const passed = event === undefined ? undefined : passes(event, test);
          if (passed !== undefined) return passed;
        }
      }
      return undefined;
    },
  };
}

/** A record to start from, and what is true of it. */
interface Base {
  readonly record: JsonObject;
  readonly truths: Truths;
}

/** Wishes that are counted to find the record to start from. */
const MOST_TELLERS = 12;

function comesTrue({ condition, holds }: Wish, truths: Truths): boolean {
  return truths(condition) === holds;
}

function basesOf(assumption: Assumption | undefined): readonly JsonObject[] {
  if (assumption === undefined) return [{}];
  return assumption.kinds.flatMap(({ sample }) => {
    const record = parseJsonObject(sample);
    return record === undefined ? [] : [record];
  });
}

function truthsOf(subject: JsonSubject, testOf: (condition: JsonCondition) => Test): Truths {
  const known = new Map<JsonCondition, boolean>();
  return (condition) => {
    const truth = known.get(condition) ?? testOf(condition)(subject);
    known.set(condition, truth);
    return truth;
  };
}

/** Is an expression true, given the truth of its conditions? */
export function isTrue(expression: JsonExpression, truths: Truths): boolean {
  if (!isJunction(expression)) return truths(expression);
  return expression.kind === "and"
    ? expression.operands.every((operand) => isTrue(operand, truths))
    : expression.operands.some((operand) => isTrue(operand, truths));
}

/** A considered event that tells two expressions apart by a node of the first: seen by the first, unseen by the other. */
export function eventBetween(
  probe: Probe,
  seen: JsonExpression,
  unseen: JsonExpression,
  node: JsonExpression,
): string | undefined {
  return probe.find(wishesThat(seen, node, true), (truths) => isTrue(seen, truths) && !isTrue(unseen, truths));
}
