import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import type { Control } from "../../src/controls/control.ts";
import { messageOf } from "../../src/controls/corpus-record.ts";
import { compileMatcher, logMessage, parsePattern } from "../../src/pattern/index.ts";
import { openSession, type Session } from "../docs/session.ts";
import { confirmByMail, mailsOf, passTenMinutes, reset } from "../docs/subscriber.ts";
import { awsJson, CLI, type Server, startServer } from "../support/server.ts";
import { joined, quoted, readPageBlocks } from "./page-blocks.ts";

const hasAws = spawnSync("aws", ["--version"]).status === 0;
if (!hasAws)
  process.stdout.write("skipped: the commands of the pages need the AWS CLI, and `aws` is not on the PATH\n");

const START = "2026-03-02T08:00:00Z";
const GROUP = "trail-group";
const GROUP_ARN = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:*`;
const TRAIL = "management-events";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:security-alarms";

/** Scripts of audit steps that have been executed. */
const typed = new Set<string>();

const corpus = new Map(readCorpus().map((record) => [record.id, record]));

describe.runIf(hasAws)("the commands of each control's page, typed into a shell", { timeout: 90_000 }, () => {
  let server: Server;
  let session: Session;
  beforeAll(async () => {
    server = await startServer(["--ephemeral", "--clock", "manual", "--clock-start", START]);
    session = await openSession(pathToFileURL(CLI), []);
    const client = `AWS_ENDPOINT_URL=${server.url} AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any`;
    await session.run(joined([], [`export ${client} AWS_DEFAULT_REGION=us-east-1`]));
  });
  afterAll(async () => {
    await session.close();
    await server.stop();
  });

  it.each(
    readControls().map((control) => [control.id, control] as const),
  )("%s: they build a chain that rings for what must ring, and show it to an auditor", async (id, control) => {
    const page = readPageBlocks(id);
    await prepareTrail(server.url);

    const built = await session.run(
      joined(page["AWS CLI"], [`LOG_GROUP=${GROUP}`, "EMAIL=security@example.com", "unset TOPIC_ARN"]),
    );
    expect(built).toMatchObject({ exitCode: 0, output: expect.stringContaining("pending confirmation") });
    await passTenMinutes(server.url);
    await confirmByMail(server.url);
    const [confirmation] = await mailsOf(server.url);
    await deliver(server.url, control.events.mustNot);
    expect(await mailsOf(server.url)).toEqual([confirmation]);
    await deliver(server.url, ringersOf(control));
    const subjects = (await mailsOf(server.url)).slice(1).map(({ subject }) => subject);
    const expected = control.recommended.map(({ filterName }) => `ALARM: "${filterName}" in US East (N. Virginia)`);
    expect(subjects.toSorted()).toEqual(expected.toSorted());

    const told = [`TRAIL=${TRAIL}`, `LOG_GROUP=${GROUP}`, `TOPIC_ARN=${TOPIC}`];
    const judged = page.Audit.filter(({ script }) => /^\s*tocsin /.test(script));
    // What pages have in common to the letter is typed once: each call of the AWS CLI takes half a second.
    const looking = page.Audit.filter((block) => !judged.includes(block) && !typed.has(block.script));
    for (const { script } of looking) typed.add(script);
    const shown = await session.run(joined(looking, told));
    expect(shown).toEqual({ exitCode: 0, output: shown.output });
    const isFirst = looking.length + judged.length === page.Audit.length;
    for (const part of isFirst ? chainAsShown(control) : alarmsAsShown(control)) expect(shown.output).toContain(part);

    expect(judged.map(({ script }) => script)).toEqual(page.Preventive.map(({ script }) => script));
    // A filter that is recommended beside others is silent where they ring, and the command says for which events.
    const isWhole = control.recommended.length === 1;
    for (const { filterPattern } of control.recommended)
      for (const judging of judged) {
        const { exitCode, output } = await session.run(joined([judging], [`PATTERN=${quoted(filterPattern)}`]));
        const names = /^ {2}silent: /m.test(output);
        expect({ exitCode, names, output }).toEqual({ exitCode: isWhole ? 0 : 1, names: !isWhole, output });
      }
  });

  it.each(
    readControls()
      .filter(({ recommended }) => recommended.length > 1)
      .map((control) => [control.id, control] as const),
  )("%s: its filters together ring wherever they must", async (id, { recommended }) => {
    const patterns = recommended.map(({ filterPattern }) => quoted(filterPattern)).join(" ");
    const { exitCode, output } = await session.run(joined([], [`tocsin controls score ${patterns} --control ${id}`]));
    expect({ exitCode, output }).toEqual({ exitCode: 0, output });
  });
});

/** "One account whose trail is in order", and nothing else in it. */
async function prepareTrail(url: string): Promise<void> {
  await reset(url);
  const call = (target: string, input: object): Promise<unknown> => awsJson(url, target, JSON.stringify(input));
  await call("Logs_20140328.CreateLogGroup", { logGroupName: GROUP });
  await call("Logs_20140328.CreateLogStream", { logGroupName: GROUP, logStreamName: "s" });
  const cloudTrail = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
  await call(`${cloudTrail}.CreateTrail`, {
    Name: TRAIL,
    S3BucketName: "trail-bucket",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: GROUP_ARN,
    CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs",
  });
  await call(`${cloudTrail}.StartLogging`, { Name: TRAIL });
}

/** For each filter a record that it alone sees, so that each of the alarms has to ring by itself. */
function ringersOf({ recommended, events }: Control): readonly string[] {
  const matchers = recommended.map(({ filterPattern }) => {
    const parsed = parsePattern(filterPattern);
    if (!parsed.ok) throw new Error(`not a pattern: ${filterPattern}`);
    return compileMatcher(parsed.pattern);
  });
  return matchers.map((own) => {
    const id = events.mustRing.find((candidate) => {
      const message = logMessage(messageById(candidate));
      return matchers.every((match) => match(message) === (match === own));
    });
    if (id === undefined) throw new Error("a recommended filter sees no event that the others do not");
    return id;
  });
}

function messageById(id: string): string {
  const record = corpus.get(id);
  if (record === undefined) throw new Error(`the corpus has no ${id}`);
  return messageOf(record);
}

async function deliver(url: string, ids: readonly string[]): Promise<void> {
  const timestamp = await passTenMinutes(url);
  const logEvents = ids.map((id) => ({ timestamp, message: messageById(id) }));
  const batch = { logGroupName: GROUP, logStreamName: "s", logEvents };
  await awsJson(url, "Logs_20140328.PutLogEvents", JSON.stringify(batch));
  await passTenMinutes(url);
}

/** What the audit's steps are to show of the chain that was built. */
function chainAsShown(control: Control): readonly string[] {
  const { recommended } = control;
  return [
    `"${TRAIL}"`,
    GROUP_ARN,
    '"ReadWriteType": "All"',
    '"ActionsEnabled": true',
    `"SubscriptionArn": "${TOPIC}:`,
    "__default_statement_ID",
    ...recommended.map(({ filterPattern }) => `"filterPattern": ${JSON.stringify(filterPattern)}`),
    ...alarmsAsShown(control),
  ];
}

function alarmsAsShown({ recommended }: Control): readonly string[] {
  return recommended.map(({ filterName }) => `"AlarmName": "${filterName}"`);
}
