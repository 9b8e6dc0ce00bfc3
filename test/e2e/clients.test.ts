import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Server, startServer } from "../support/server.ts";
import { type Subscriber, startSubscriber } from "../support/subscriber.ts";
import { playAwsCli } from "./clients/aws-cli.ts";
import { playBoto3 } from "./clients/boto3.ts";
import { playJavascriptSdk } from "./clients/javascript-sdk.ts";
import { type Observations, type Play, type Stage, script } from "./clients/scenario.ts";

/*
 * One scenario, from the first log group to the last deletion, played by each client against a server of its own. All
 * must see the same, and this is what.
 */
const topicArn = "arn:aws:sns:us-east-1:123456789012:pager";
const alarm = { threshold: 2, period: 60, actionsEnabled: true, actions: [topicArn] };
const [first, , , last] = script.messages;
const expected: Observations = {
  logGroup: {
    name: "app/orders",
    arn: "arn:aws:logs:us-east-1:123456789012:log-group:app/orders:*",
    created: script.start,
    filters: 2,
  },
  logStreams: ["web-1"],
  metricFilters: [
    { name: "errors", pattern: '{ $.level = "ERROR" }', metric: "Errors", value: "1", unit: null },
    { name: "latency", pattern: "{ $.latency > 0 }", metric: "Latency", value: "$.latency", unit: "Milliseconds" },
  ],
  topicArn,
  subscriptionAtFirst: "pending confirmation",
  subscriptions: [{ protocol: "http", topicArn }],
  alarmAtFirst: { ...alarm, state: "INSUFFICIENT_DATA", reason: "Unchecked: Initial alarm creation" },
  alarmThen: {
    ...alarm,
    state: "ALARM",
    reason:
      "Threshold Crossed: 1 out of the last 5 datapoints [2.0 (21/11/26 10:00:00)] was greater than or equal to the threshold (2.0) and 4 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).",
  },
  history: [
    'ConfigurationUpdate: Alarm "too many errors" created',
    "StateUpdate: Alarm updated from INSUFFICIENT_DATA to OK",
    "StateUpdate: Alarm updated from OK to ALARM",
    `Action: Successfully executed action ${topicArn}`,
  ],
  // Of four events two have a latency that is a number; the text "?" is not greater than 0.
  statistics: [{ at: script.start, sum: 150.5, average: 75.25, maximum: 120.5, samples: 2, unit: "Milliseconds" }],
  events: [
    { stream: "web-1", at: script.start, message: first },
    { stream: "web-1", at: script.start + 3, message: last },
  ],
  alarmWhenSet: { ...alarm, state: "OK", reason: "set by hand" },
  left: [0, 0, 0, 0, 0],
  refusals: {
    "missing log group": "ResourceNotFoundException",
    "bad pattern": "InvalidParameterException",
    "missing alarm": "ResourceNotFound",
    "unknown operation": "UnknownOperationException",
    "unknown operation of SNS": "InvalidAction",
    "missing topic": "NotFound",
  },
  badPatternText: expect.stringMatching(/^Invalid metric filter pattern\nAt character 24: a condition is missing here/),
  unknownOperationText: "Tocsin does not implement the operation DescribeQueries of logs.",
};

const clients: readonly { readonly name: string; readonly play: Play; readonly needs?: readonly string[] }[] = [
  { name: "the AWS CLI", play: (stage) => playAwsCli("aws", stage), needs: ["aws", "--version"] },
  // Debian's, of 2023: it speaks the query protocol to CloudWatch.
  {
    name: "an older AWS CLI",
    play: (stage) => playAwsCli("/usr/bin/aws", stage),
    needs: ["bash", "-c", "/usr/bin/aws --version | grep aws-cli/2.9"],
  },
  ...["json", "query", "smithy-rpc-v2-cbor"].map((protocol) => ({
    name: `boto3 over ${protocol}`,
    play: (stage: Stage) => playBoto3(protocol, stage),
    needs: ["python3", "-c", "import boto3"],
  })),
  ...(["json", "query", "cbor"] as const).map((protocol) => ({
    name: `the AWS SDK for JavaScript over ${protocol}`,
    play: (stage: Stage) => playJavascriptSdk(protocol, stage),
  })),
];

const MINUTES_AT_MOST = 4;

describe.each(clients)("$name", ({ name, play, needs = ["true"] }) => {
  const [command = "", ...args] = needs;
  const present = spawnSync(command, args).status === 0;
  if (!present) process.stdout.write(`skipped: nothing answers to \`${needs.join(" ")}\`, so ${name} is not tested\n`);

  let server: Server;
  let subscriber: Subscriber;
  beforeEach(async () => {
    server = await startServer(["--clock", "manual", "--clock-start", new Date(script.start).toISOString()]);
    subscriber = await startSubscriber();
  });
  afterEach(async () => {
    await subscriber.close();
    await server.stop();
  });

  it.runIf(present)(
    "sees the whole chain work, and every refusal by its code",
    async () => {
      const seen = await play({ endpoint: server.url, subscriberUrl: subscriber.url });
      expect(seen).toEqual(expected);
      const told = await subscriber.until(({ type }) => type === "Notification");
      expect(told.body["Subject"]).toBe('ALARM: "too many errors" in US East (N. Virginia)');
    },
    MINUTES_AT_MOST * 60_000,
  );
});
