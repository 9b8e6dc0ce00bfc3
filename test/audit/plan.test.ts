import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import { authorities } from "../../src/audit/authorities/authorities.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { type AccountPlan, accountPlan } from "../../src/audit/plan/account-plan.ts";
import { readCorpus } from "../../src/cli/controls/library.ts";
import type { Control } from "../../src/controls/control.ts";
import { ALARM, build } from "./build.ts";
import type { Chain, Parts } from "./chain.ts";
import { ELSEWHERE, HOME, MORNING, type Rig, startRig } from "./rig.ts";
import { controlOf, happening, inventoryOf, recordOf } from "./verify.ts";

const run = promisify(execFile);
const MINUTE = 60_000;
const TIMEOUT = 180_000;
const CORPUS = readCorpus();

/** Who is subscribed by the commands of a plan. */
const PAGER = "pager@example.com";
const LOW_PRIORITY = "some.day@example.com";

const CIS = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';

interface Case {
  readonly name: string;
  readonly control?: string;
  readonly parts: Parts;
  /** Chosen authorities; all unless given. */
  readonly chosen?: readonly string[];
  /** `pager` or `low-priority`; with `!` where the filter was there. */
  readonly filters: readonly string[];
  readonly unreachable?: readonly string[];
  readonly verdict?: Finding["verdict"];
}

const NO_CHAIN: Parts = { filters: [], alarm: false };

const CASES: readonly Case[] = [
  {
    name: "ScoutSuite and CloudSploit want texts that contradict each other",
    parts: {},
    chosen: ["scoutsuite", "cloudsploit"],
    filters: ["low-priority", "low-priority"],
  },
  {
    name: "Security Hub wants its exact text and a subscription, where a precise filter rings",
    parts: {},
    chosen: ["security-hub"],
    filters: ["low-priority"],
  },
  {
    name: "an account with a trail and nothing else, and all authorities",
    parts: NO_CHAIN,
    filters: ["pager", "pager", "low-priority", "low-priority", "low-priority"],
    unreachable: ["trivy"],
  },
  {
    name: "Trivy wants a text that the language does not have",
    parts: {},
    chosen: ["trivy", "scoutsuite"],
    filters: ["low-priority"],
    unreachable: ["trivy"],
  },
  {
    name: "a log group in another region",
    parts: { ...NO_CHAIN, region: ELSEWHERE },
    chosen: ["cis-1.4", "security-hub"],
    filters: ["pager", "pager", "low-priority"],
  },
  {
    name: "the filter of the benchmark is there without an alarm, on a metric whose name must be quoted",
    parts: {
      logGroup: { logGroupName: "-logs/#trail" },
      filters: [{ filterPattern: CIS }],
      transformation: { metricName: `Bob's \`sign-ins\`; "new"` },
      alarm: false,
    },
    chosen: ["cis-1.4", "mitre-inspec"],
    filters: ["pager", "pager", "low-priority!"],
  },
  {
    name: "Elastic wants a metric named like the filter, and MITRE no second filter of the text",
    parts: { filters: [{ filterPattern: CIS }] },
    chosen: ["elastic-cspm", "mitre-inspec"],
    filters: ["pager", "pager", "low-priority"],
  },
  {
    name: "the precise filters are there, and the only subscription is not confirmed",
    parts: { subscriptions: [{ isConfirmed: false }] },
    chosen: ["prowler"],
    filters: ["pager", "pager"],
  },
  {
    name: "the benchmark's text pages, for some events and for harmless ones",
    parts: { filters: [{ filterPattern: CIS }] },
    chosen: ["cloudsploit", "cis-1.2"],
    filters: ["pager", "pager", "low-priority"],
  },
  {
    name: "another control",
    control: "root-account-usage",
    parts: NO_CHAIN,
    chosen: ["mitre-inspec", "trivy"],
    filters: ["pager", "low-priority"],
    unreachable: ["trivy"],
  },
  {
    name: "a trail of one region only: some look at it, some do not",
    parts: { trail: { IsMultiRegionTrail: false } },
    chosen: ["scoutsuite", "security-hub"],
    filters: ["low-priority"],
    unreachable: ["security-hub"],
    verdict: "rings-for-some",
  },
];

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const hasAwsCli = spawnSync("aws", ["--version"]).status === 0;

describe("a plan", () => {
  it.for(CASES)(
    "keeps its word when the AWS CLI has executed it: $name",
    { timeout: TIMEOUT },
    async (one, context) => {
      const { control, plan } = await planned(one);
      expect(plan.filters.map(({ topic, existing }) => `${topic}${existing === true ? "!" : ""}`)).toEqual(one.filters);
      expect(plan.unreachable.map(({ authority }) => authority)).toEqual(one.unreachable ?? []);
      expect(plan.verdictAfter).toBe(one.verdict ?? "rings");
      if (!hasAwsCli) context.skip("the AWS CLI is not installed, so that no command is executed");
      await execute(plan);
      const inventory = await inventoryOf(rig);
      const [finding] = audit(inventory, [control], CORPUS);
      expect(finding?.verdict).toBe(plan.verdictAfter);
      const after = authorities(inventory, control).filter(({ authority }) => one.chosen?.includes(authority) ?? true);
      expect(after.map(({ authority, verdict }) => [authority, verdict])).toEqual(
        plan.authorities.map(({ authority, after: said }) => [authority, said]),
      );
      const heard = await alarmsHeard(control);
      expect(heard.byPager.filter((alarm) => !mayPage(alarm, plan))).toEqual([]);
      const subscribed = new Set(plan.topics.filter(({ subscribes }) => subscribes).map(({ use }) => use));
      const alarmsOn = (use: string): readonly string[] =>
        plan.filters.filter(({ topic }) => topic === use).map(({ alarmName }) => alarmName);
      expect(heard.byPager).toEqual(expect.arrayContaining([...alarmsOn("pager")]));
      const alsoHeard = subscribed.has("low-priority") ? alarmsOn("low-priority") : [];
      expect(heard.byOthers.toSorted()).toEqual(alsoHeard.toSorted());
    },
  );

  it.for([
    ["the trail does not log", { isLogging: false }, /mend first the trail: .*not logging/],
    ["there is no trail", { trail: false }, /mend first the trail: there is no trail/],
  ] as const)("is not made up where %s", async ([, parts, why]) => {
    const { plan } = await planned({ parts: { ...NO_CHAIN, ...parts } });
    expect(plan).toMatchObject({
      filters: [],
      commands: [],
      verdictAfter: "silent",
      notOffered: expect.stringMatching(why),
    });
  });
});

/** Builds an account and plans for it. */
async function planned({ control: id, parts, chosen }: Pick<Case, "control" | "parts" | "chosen">): Promise<{
  readonly control: Control;
  readonly plan: AccountPlan;
}> {
  const chain: Chain = {
    name: "",
    parts,
    expected: { verdict: "rings" },
    ...(id === undefined ? {} : { control: id }),
  };
  await rig.reset();
  const control = controlOf(chain);
  await build(rig, chain, control);
  await rig.advanceTo(MORNING);
  const inventory = await inventoryOf(rig);
  const [finding] = audit(inventory, [control], CORPUS);
  if (finding === undefined) throw new Error("the audit found nothing to say");
  const request = { inventory, control, finding, corpus: CORPUS };
  const plan = accountPlan(chosen === undefined ? request : { ...request, authorities: chosen });
  if (plan === undefined) throw new Error("nothing needs a plan");
  return { control, plan };
}

/** Runs the commands as they are printed, and confirms what they subscribe. */
async function execute({ commands, topics, region }: AccountPlan): Promise<void> {
  await run("sh", ["-euc", commands.join("\n")], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: rig.url,
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      EMAIL: PAGER,
      LOW_PRIORITY_EMAIL: LOW_PRIORITY,
    },
  });
  for (const { use, subscribes } of topics)
    if (subscribes)
      await rig.confirmByMail(region === ELSEWHERE ? ELSEWHERE : HOME, use === "pager" ? PAGER : LOW_PRIORITY);
}

/** Lets all events of a control happen, the harmless ones first, and tells which alarms rang at whose. */
async function alarmsHeard(control: Control): Promise<{
  readonly byPager: readonly string[];
  readonly byOthers: readonly string[];
}> {
  const from = rig.now();
  for (const event of [...control.events.mustNot, ...control.events.mustRing]) {
    await rig.ingest([happening(recordOf(event).record, rig.now())]);
    await rig.advance(20 * MINUTE);
  }
  const rung = (await rig.heardSince(from)).flatMap(({ to, subject }) => {
    const alarm = /^ALARM: "(.*)" in /.exec(subject)?.[1];
    return alarm === undefined ? [] : [{ to, alarm }];
  });
  const by = (isWanted: (to: string) => boolean): readonly string[] => [
    ...new Set(rung.flatMap(({ to, alarm }) => (isWanted(to) ? [alarm] : []))),
  ];
  return { byPager: by((to) => to !== LOW_PRIORITY), byOthers: by((to) => to === LOW_PRIORITY) };
}

/** Precise alarms of the plan, and the one that paged before. */
function mayPage(alarm: string, { filters }: AccountPlan): boolean {
  return alarm === ALARM || filters.some(({ topic, alarmName }) => topic === "pager" && alarmName === alarm);
}
