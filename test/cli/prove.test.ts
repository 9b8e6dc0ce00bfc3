import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

const BASE = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
const USERS_ONLY = `${BASE.slice(0, -2)} && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }`;

const prove = (...args: readonly string[]) => run(["pattern", "prove", ...args]);

describe("pattern prove", () => {
  it.each([
    ["implies", ['{ $.a = "xy" }', '{ $.a = "x*" }'], "yes: the second matches whatever the first matches\n"],
    ["equivalent", ["{ $.a = x && $.b = y }", '{ $.b = "y" && ($.a = "x") }'], "yes: both match the same events\n"],
    ["disjoint", ["{ $.a < 1 }", "{ $.a > 1 }"], "yes: no event matches both\n"],
    ["tautology", [""], "yes: it matches everything\n"],
    ["satisfiable", ["{ $.a = 1 }"], 'yes: it matches this event\n{"a":1}\n'],
    [
      "covers",
      ["{ $.a < 5 }", "{ $.a >= 5 }", "{ $.a > 3 }"],
      "yes: whenever the requirement matches, one of the patterns does\n",
    ],
  ])("%s ends with 0 and says what a yes means", async (question, patterns, stdout) => {
    expect(await prove(question, ...patterns)).toEqual({ code: 0, stdout, stderr: "" });
  });

  it.each([
    [
      "implies",
      ['{ $.a = "x*" }', '{ $.a = "xy" }'],
      'no: the first matches this event, and the second does not\n{"a":"x"}\n',
    ],
    ["equivalent", ['{ $.a = "x*" }', '{ $.a = "xy" }'], 'no: only the first matches this event\n{"a":"x"}\n'],
    ["equivalent", ['{ $.a = "xy" }', '{ $.a = "x*" }'], 'no: only the second matches this event\n{"a":"x"}\n'],
    ["disjoint", ["{ $.a = 1 }", "{ $.a > 0 }"], 'no: both match this event\n{"a":1}\n'],
    ["tautology", ["{ $.a = 1 || $.a != 1 }"], "no: it does not match this event\n{}\n"],
    ["satisfiable", ["{ $.a = 1 && $.a = 2 }"], "no: no event can match it\n"],
    [
      "covers",
      ["{ $.a < 5 }", "{ $.a > 5 }", "{ $.a = 5 }"],
      'no: the requirement matches this event, and none of the patterns does\n{"a":5}\n',
    ],
  ])("%s ends with 1 and shows the smallest event for a no", async (question, patterns, stdout) => {
    expect(await prove(question, ...patterns)).toEqual({ code: 1, stdout, stderr: "" });
  });

  it("ends with 3 and the reason when it is not decided", async () => {
    const { code, stdout } = await prove("disjoint", "{ $.a = 1 }", "ERROR");
    expect(code).toBe(3);
    expect(stdout).toMatch(/^unknown: .*different families/);
  });

  it("ends with 2 and shows what is wrong with every pattern that is none", async () => {
    const { code, stdout, stderr } = await prove("implies", "{ $.a == 1 }", "{ $.b = 1");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/pattern\/unknown-operator[^]*pattern\/unclosed-brace/);
  });

  it.each([
    [["implies", "a"], "implies is asked of <first> <second>"],
    [["satisfiable", "a", "b"], "satisfiable is asked of <pattern>"],
    [["covers", "a"], "covers is asked of <pattern...> <requirement>"],
    [["sees", "a"], "value 'sees' is invalid for argument 'question'"],
    [["implies", "-", "-"], "only one of the patterns can come from standard input"],
    [["implies", "a", "b", "--assume", "terraform"], "Allowed choices are cloudtrail"],
  ])("ends with 2 for %j", async (args, message) => {
    const { code, stderr } = await prove(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("reads one of the patterns from standard input", async () => {
    const argv = ["pattern", "prove", "implies", "-", "{ $.a > 0 }"];
    expect((await run(argv, { stdin: "{ $.a > 1 }\n" })).code).toBe(0);
  });

  it("shows the facts that a proof rests on", async () => {
    const { stdout } = await prove("satisfiable", "{ $.a = x && $.a = y }", "--certificate");
    expect(stdout).toBe(
      'no: no event can match it\nNo event matches { $.a = x && $.a = y }, because these never hold together:\n  $.a = "x"; $.a = "y"\n',
    );
  });

  it("gives answer, certificate and witness as JSON", async () => {
    const yes = await prove("equivalent", "{ $.a = x }", '{ $.a = "x" }', "--output", "json");
    expect(JSON.parse(yes.stdout)).toMatchObject({
      question: "equivalent",
      patterns: ["{ $.a = x }", '{ $.a = "x" }'],
      answer: "yes",
      certificate: { kind: "both", parts: [{ kind: "refutation" }, { kind: "refutation" }] },
    });
    const witness = await prove("implies", "{ $.a > 0 }", "{ $.a > 1 }", "--query", "witness", "--output", "text");
    expect(witness).toEqual({ code: 1, stdout: '{"a":1}\n', stderr: "" });
  });

  it("under an assumption shows a record as CloudTrail writes them, and says what it tells", async () => {
    const { code, stdout } = await prove("implies", BASE, USERS_ONLY, "--assume", "cloudtrail");
    const [verdict, record = "", story] = stdout.split("\n");
    expect(code).toBe(1);
    expect(verdict).toBe(
      "no, of the events that CloudTrail writes: the first matches this event, and the second does not",
    );
    expect(JSON.parse(record)).toMatchObject({ eventName: "ConsoleLogin", eventSource: "signin.amazonaws.com" });
    expect(story).toMatch(
      /^ {2}root sign-ins without MFA: root of .* signed in to the console from .* without MFA: Success$/,
    );
  });
});

describe("pattern diff", () => {
  const diff = (...args: readonly string[]) => run(["pattern", "diff", ...args]);

  it("says in words which records the second no longer sees, with one of each", async () => {
    const { code, stdout, stderr } = await diff(BASE, USERS_ONLY);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^B no longer sees: root sign-ins without MFA; .*failed sign-ins/);
    expect(stdout).toMatch(/\n\nOnly A sees\n {2}root sign-ins without MFA\n {4}root of account \d+ signed in /);
    expect(stdout).not.toContain("Only B sees");
  });

  it("shows the whole records on demand, and always in JSON", async () => {
    const shown = await diff(BASE, USERS_ONLY, "--records");
    expect(shown.stdout).toMatch(/\n {4}\{"eventVersion":/);
    const { stdout } = await diff(USERS_ONLY, BASE, "--output", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      patterns: [USERS_ONLY, BASE],
      assume: "cloudtrail",
      summary: [expect.stringContaining("B sees in addition: root sign-ins without MFA")],
      onlyFirst: [],
      onlySecond: expect.arrayContaining([
        expect.objectContaining({
          kind: "root sign-ins without MFA",
          record: expect.stringContaining('"type":"Root"'),
        }),
      ]),
    });
  });

  it("ends with 0 when both see the same", async () => {
    expect(await diff(BASE, BASE)).toEqual({ code: 0, stdout: "A and B see the same records.\n", stderr: "" });
    expect(await diff(BASE, BASE, "--assume", "none")).toMatchObject({
      code: 0,
      stdout: "A and B match the same events.\n",
    });
  });

  it("takes any event into account when nothing is assumed", async () => {
    expect(await diff('{ $.a = "x*" }', '{ $.a = "xy" }', "--assume", "none")).toEqual({
      code: 1,
      stdout: 'Only A matches: {"a":"x"}\nNothing is matched by B only.\n',
      stderr: "",
    });
  });

  it("ends with 2 when one is no pattern", async () => {
    const { code, stderr } = await diff(BASE, "{ $.a == 1 }");
    expect(code).toBe(2);
    expect(stderr).toContain("pattern/unknown-operator");
  });
});
