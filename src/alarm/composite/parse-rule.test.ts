import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StateValue } from "../alarm.ts";
import { parseAlarmRule } from "./parse-rule.ts";
import { referencesOf, ruleHolds } from "./rule.ts";

const STATES: Readonly<Record<string, StateValue>> = { a: "ALARM", b: "OK", c: "INSUFFICIENT_DATA", "x y": "ALARM" };

function holds(text: string): boolean | string {
  const parsed = parseAlarmRule(text);
  return parsed.ok ? ruleHolds(parsed.rule, (reference) => STATES[reference]) : parsed.message;
}

describe("an alarm rule", () => {
  it.each([
    ["TRUE", true],
    ["NOT NOT FALSE", false],
    ["ALARM(a) AND OK(b)", true],
    ["ALARM ( a )", true],
    ['ALARM("x y")', true],
    ["INSUFFICIENT_DATA(c)", true],
    ["ALARM(nobody)", false],
    ["TRUE OR FALSE AND FALSE", true],
    ["(TRUE OR FALSE) AND FALSE", false],
    ["NOT FALSE AND FALSE", false],
  ])("%s is %s", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  // What AWS decided for A in ALARM and B in OK: obs STACKD alarm_composites, dependencies.
  it.each([
    ["AT_LEAST(2, ALARM, (a, a, b))", true],
    ["AT_LEAST(67%, ALARM, (a,a,b))", false],
    ["AT_LEAST(66%, ALARM, (a,a,b))", true],
    ["AT_LEAST(2, ALARM, (a, b))", false],
    ["AT_LEAST(50%, NOT ALARM, (a, b))", true],
  ])("%s is %s: alarms count as often as they are listed, percentages are rounded up", (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  const OPERAND = "must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";
  it.each([
    ["true", `Unsupported token 'true' at char 0, ${OPERAND}`],
    ["!TRUE", `Unsupported token '!TRUE' at char 0, ${OPERAND}`],
    ["UNKNOWN(a)", `Unsupported token 'UNKNOWN' at char 0, ${OPERAND}`],
    ["TRUE and FALSE", "Unsupported token 'and' at char 5, must be: <EOF>, 'AND', 'OR'"],
    ["TRUE && FALSE", "Unsupported token '&&' at char 5, must be: <EOF>, 'AND', 'OR'"],
    ["TRUE FALSE", "Unsupported token 'FALSE' at char 5, must be: <EOF>"],
    ["ALARM(an alarm with spaces)", "Unsupported token 'alarm' at char 9, must be: ')'"],
    ["AT_LEAST(-1, ALARM, (a,b))", "Unsupported token '-1' at char 9, must be: NUMBER, PERCENTAGE NUMBER"],
    ["AT_LEAST(50.5%, ALARM, (a,b))", "Unsupported token '50.5%' at char 9, must be: NUMBER, PERCENTAGE NUMBER"],
    ["AT_LEAST(3, ALARM, (a,b))", "AT_LEAST absolute threshold must be between 1 and number of alarms (2)"],
    ["AT_LEAST(101%, ALARM, (a,b))", "AT_LEAST percentage threshold must be between 1 and 100"],
    [
      "AT_LEAST(1, BOGUS, (a,b))",
      "Unsupported token 'BOGUS' at char 12, must be: 'NOT', ALARM, OK, or INSUFFICIENT_DATA",
    ],
  ])("%s is refused as AWS refuses it", (text, message) => {
    expect(holds(text)).toBe(message);
  });

  it("names the alarms it mentions once each, quotes and escapes removed", () => {
    const parsed = parseAlarmRule('ALARM("a\\"b") OR OK("c)d") OR ALARM(e) AND AT_LEAST(1, OK, (e, f))');
    expect(parsed.ok && referencesOf(parsed.rule)).toEqual(['a"b', "c)d", "e", "f"]);
  });

  it("has at most 500 elements", () => {
    const rule = (count: number) => Array.from({ length: count }, () => "TRUE").join(" AND ");
    expect(parseAlarmRule(rule(500)).ok).toBe(true);
    expect(parseAlarmRule(rule(501)).ok).toBe(false);
  });

  it("refuses any text that is none with a place in it, and never throws", () => {
    const piece = fc.constantFrom("(", ")", ",", '"', "\\", " ", "NOT ", "AND", "ALARM(", "AT_LEAST(", "1", "50%", "a");
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const parsed = parseAlarmRule(text);
        const { span } = parsed.ok ? parsed.rule : parsed;
        expect(text.slice(0, span.end)).toHaveLength(span.end);
      }),
    );
  });
});
