import { PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { PutMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import { authorities } from "../../src/audit/authorities/authorities.ts";
import type { Finding, Verdict } from "../../src/audit/finding.ts";
import type { Inventory } from "../../src/audit/inventory.ts";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import type { Control } from "../../src/controls/control.ts";
import { LOG_GROUP, NAMESPACE, soundAlarm, TOPIC_ARN, topicArnIn } from "./build.ts";
import {
  isOperation,
  judged,
  type Keyhole,
  made,
  openKeyhole,
  operationOf,
  turned,
  turnedAuthorities,
} from "./denied.ts";
import { chainNamed, DEPENDS_ON } from "./denied-chains.ts";
import { ELSEWHERE, HOME, type Rig, startRig } from "./rig.ts";
import { controlOf } from "./verify.ts";

const CORPUS = readCorpus();
const CONTROLS = readControls();

let rig: Rig;
let keyhole: Keyhole;
beforeAll(async () => {
  rig = await startRig();
  keyhole = await openKeyhole(rig);
});
afterAll(async () => {
  await keyhole.stop();
  await rig.stop();
});

describe("one operation after the other is denied to whoever reads", () => {
  it.each(Object.entries(DEPENDS_ON))(
    "%s",
    async (name, needed) => {
      const chain = chainNamed(name);
      const control = controlOf(chain);
      await made(rig, chain);
      const { inventory: whole, called } = await keyhole.look();
      const sure = findingOf(whole, control);
      const unknownWithout: string[] = [];
      for (const operation of called) {
        if (operation === "sts:GetCallerIdentity") continue;
        const { inventory } = await keyhole.look(isOperation(operation));
        const finding = findingOf(inventory, control);
        const isUnknown = finding.verdict === "unknown";
        if (isUnknown) unknownWithout.push(operation);
        expect({
          gaps: [...new Set(inventory.gaps.map(operationOf))],
          judged: judged(finding),
          // What makes it unknown is named.
          gapIsNamed: !isUnknown || finding.gaps.some((gap) => gap.startsWith(`${operation} `)),
          turned: turned(sure.witnesses, finding.witnesses),
          turnedAuthorities: turnedAuthorities(sure, finding),
        }).toEqual({
          gaps: [operation],
          judged: isUnknown ? judged(finding) : judged(sure),
          gapIsNamed: true,
          turned: [],
          turnedAuthorities: [],
        });
      }
      expect(unknownWithout).toEqual(needed.toSorted());
    },
    120_000,
  );

  it("leaves nothing to judge where it is not even told whose account it is", async () => {
    await expect(keyhole.look(isOperation("sts:GetCallerIdentity"))).rejects.toThrow("AccessDenied: User: ");
  });
});

describe("an operation that is denied in a region where nothing of the chain is", () => {
  it.each([
    ["as recommended", []],
    ["an empty pattern: every event rings", []],
    // A trail that only that region shows may lead to somebody.
    ["actions are disabled", ["cloudtrail:DescribeTrails"]],
  ])(
    "%s: leaves the verdict unknown but by %j",
    async (name, expected) => {
      const chain = chainNamed(name);
      await made(rig, chain);
      const { inventory: whole, called } = await keyhole.look();
      const sure = judged(findingOf(whole, controlOf(chain)));
      const changed: string[] = [];
      let denied = 0;
      for (const operation of called) {
        const isDenied = isOperation(operation);
        const { inventory } = await keyhole.look((call) => isDenied(call) && call.region === ELSEWHERE);
        denied += inventory.gaps.length;
        const finding = findingOf(inventory, controlOf(chain));
        if (JSON.stringify(judged(finding)) !== JSON.stringify(sure)) changed.push(operation, finding.verdict);
      }
      expect(denied).toBe(5);
      expect(changed).toEqual(expected.flatMap((operation) => [operation, "unknown"]));
    },
    60_000,
  );
});

describe("what is denied of one topic", () => {
  beforeEach(async () => {
    await made(rig, chainNamed("as recommended"), addRootChain);
  });

  it.each([
    "sns:GetTopicAttributes",
    "sns:ListSubscriptionsByTopic",
  ])("by %s leaves the control of another as it is", async (operation) => {
    const isDenied = isOperation(operation);
    const about = new URLSearchParams({ TopicArn: TOPIC_ARN }).toString();
    const { inventory } = await keyhole.look((call) => isDenied(call) && call.body.split("&").includes(about));
    expect(inventory.gaps.map(({ resource }) => resource)).toEqual([TOPIC_ARN]);
    expect(verdictsOf(inventory)).toEqual([
      ["console-signin-without-mfa", "unknown"],
      ["root-account-usage", "rings"],
      ["vpc-changes", "silent"],
    ]);
  });
});

describe("a list that breaks off", () => {
  it("of alarms is not taken for the whole of it, though it holds the alarm that keeps quiet", async () => {
    await made(rig, chainNamed("the threshold is 2, and one event is one too few"));
    const { inventory: whole } = await keyhole.look();
    const message = "no more";
    const gap = { service: "cloudwatch", operation: "DescribeAlarms", region: HOME, code: "AccessDenied", message };
    const partial: Inventory = { ...whole, gaps: [{ ...gap, service: "cloudwatch" }] };
    const [finding] = audit(partial, [controlNamed("console-signin-without-mfa")], CORPUS);
    expect(finding).toMatchObject({
      verdict: "unknown",
      brokenLink: "alarm",
      gaps: ["cloudwatch:DescribeAlarms in us-east-1: AccessDenied"],
    });
  });
});

function controlNamed(id: string): Control {
  return controlOf({ name: "", parts: {}, expected: { verdict: "rings" }, control: id });
}

/** Beside the chain: a filter, an alarm, a topic and a subscriber of their own for whatever root does. */
async function addRootChain(): Promise<void> {
  const { logs, topics, alarms } = rig.clients[HOME];
  const [filter] = controlNamed("root-account-usage").recommended;
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName: LOG_GROUP,
      filterName: "root",
      filterPattern: filter?.filterPattern,
      metricTransformations: [{ metricNamespace: NAMESPACE, metricName: "Root", metricValue: "1" }],
    }),
  );
  const TopicArn = topicArnIn(HOME).replace(/alerts$/, "root");
  const Endpoint = "root@example.com";
  await topics.send(new CreateTopicCommand({ Name: "root" }));
  await topics.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint }));
  await rig.confirmByMail(HOME, Endpoint);
  await alarms.send(new PutMetricAlarmCommand({ ...soundAlarm(TopicArn), AlarmName: "root", MetricName: "Root" }));
}

function findingOf(inventory: Inventory, control: Control): Finding {
  const options = { authorities: (one: Control) => authorities(inventory, one) };
  const [finding] = audit(inventory, [control], CORPUS, options);
  if (finding === undefined) throw new Error("the audit found nothing to say");
  return finding;
}

function verdictsOf(inventory: Inventory): readonly (readonly [string, Verdict])[] {
  const ids = ["console-signin-without-mfa", "root-account-usage", "vpc-changes"];
  const found = audit(
    inventory,
    CONTROLS.filter(({ id }) => ids.includes(id)),
    CORPUS,
  );
  return found.map(({ control, verdict }) => [control, verdict] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}
