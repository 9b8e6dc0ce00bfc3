import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { readCorpus } from "../../src/cli/controls/library.ts";
import { valueAt } from "../../src/cloudtrail/json-value.ts";
import { build } from "./build.ts";
import type { Chain } from "./chain.ts";
import { MORNING, type Rig, startRig } from "./rig.ts";
import { controlOf, happening, inventoryOf, recordOf } from "./verify.ts";

const HALF_AN_HOUR = 30 * 60_000;
const CORPUS = readCorpus();

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

/** A chain with these filters. */
type Example = Pick<Chain, "name" | "control" | "parts">;

function withFilters(name: string, control: string, ...filterPatterns: readonly string[]): Example {
  return { name, control, parts: { filters: filterPatterns.map((filterPattern) => ({ filterPattern })) } };
}

/** `($.field = "a") || …`: all that the events of a control have there. */
function spelled(control: string, ...path: readonly string[]): string {
  const records = controlOf({ control, name: "", parts: {}, expected: { verdict: "rings" } }).events.mustRing.map(
    recordOf,
  );
  const values = new Set(records.map(({ record }) => String(valueAt(record, ...path))));
  return [...values].map((value) => `($.${path.join(".")} = ${JSON.stringify(value)})`).join(" || ");
}

/** Everything that the corpus holds rings, and something else does not. */
const UNSEEN: readonly Example[] = [
  withFilters(
    "the codes of refusals as the corpus spells them",
    "unauthorized-api-calls",
    `{ ${spelled("unauthorized-api-calls", "errorCode")} }`,
  ),
  withFilters(
    "the messages of failed sign-ins as the corpus spells them",
    "console-authentication-failures",
    `{ ($.eventName = "ConsoleLogin") && (${spelled("console-authentication-failures", "errorMessage")}) }`,
  ),
  withFilters(
    "the calls of root that the corpus has",
    "root-account-usage",
    `{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && (${spelled("root-account-usage", "eventName")}) }`,
  ),
];

/** Filters that see as much as the recommended one, though none has its text. */
const SEEN: readonly Example[] = [
  withFilters(
    "root at the sign-in page, and root everywhere else",
    "root-account-usage",
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventSource = "signin.amazonaws.com") && ($.eventType != "AwsServiceEvent") }',
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventSource != "signin.amazonaws.com") && ($.eventType != "AwsServiceEvent") }',
  ),
  withFilters(
    "a success is what is no failure",
    "console-authentication-failures",
    '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin != "Success") }',
  ),
];

describe("beyond the corpus", () => {
  it.each(
    UNSEEN.map((example) => [example.name, example] as const),
  )("%s: all of it rings, and the engine tells nobody of the record that is found", async (_, example) => {
    const { finding, chain } = await audited(example);
    expect(namesOf(finding, "silent")).toEqual([]);
    const [coverage] = finding.coverage;
    expect(coverage?.covered).toBe("no");
    expect(await heardOf(chain.known)).toHaveLength(1);
    expect(await heardOf(JSON.parse(coverage?.record ?? ""))).toEqual([]);
  });

  it.each(SEEN.map((example) => [example.name, example] as const))("%s: nothing else is there", async (_, example) => {
    const { finding } = await audited(example);
    expect(namesOf(finding, "silent")).toEqual([]);
    expect(finding.coverage.map(({ covered }) => covered)).toEqual(["yes"]);
    expect(finding.coverage[0]?.by).toHaveLength(example.parts.filters?.length ?? 0);
  });
});

async function audited(
  example: Example,
): Promise<{ readonly finding: Finding; readonly chain: { readonly known: object } }> {
  const chain: Chain = { ...example, expected: { verdict: "rings" } };
  const control = controlOf(chain);
  await rig.reset();
  await build(rig, chain, control);
  await rig.advanceTo(MORNING);
  const [finding] = audit(await inventoryOf(rig), [control], CORPUS);
  const [known = ""] = control.events.mustRing;
  if (finding === undefined) throw new Error("one control has one finding");
  return { finding, chain: { known: recordOf(known).record } };
}

/** What is told of a record that happens now. */
async function heardOf(record: object): Promise<readonly string[]> {
  const at = rig.now();
  await rig.ingest([happening(record, at)]);
  await rig.advance(HALF_AN_HOUR);
  return (await rig.heardSince(at)).map(({ subject }) => subject).filter((subject) => subject.startsWith("ALARM: "));
}

function namesOf({ witnesses }: Finding, outcome: "rings" | "silent"): readonly string[] {
  return witnesses.filter((one) => one.expected === "must-ring" && one.outcome === outcome).map(({ event }) => event);
}
