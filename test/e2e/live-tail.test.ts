import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
  PutLogEventsCommand,
  StartLiveTailCommand,
  type StartLiveTailCommandInput,
  type StartLiveTailResponseStream,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { awsJson, CLI, type Server, startServer } from "../support/server.ts";

/*
 * Live Tail as its clients see it: an answer that goes on for as long as both sides want it to.
 */
const ARN = "arn:aws:logs:us-east-1:123456789012:log-group:app";
const AT = "2026-11-21T10:00:00.000Z";
const PATIENCE_MS = 30_000;

let server: Server;
afterEach(() => server.stop());

/** A server with the log group `app` and the stream `web` in it. */
async function startWithGroup(...args: readonly string[]): Promise<void> {
  server = await startServer(["--ephemeral", ...args]);
  await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"app"}');
  await awsJson(server.url, "Logs_20140328.CreateLogStream", '{"logGroupName":"app","logStreamName":"web"}');
}

const stand = ["--clock", "manual", "--clock-start", AT];

function client(more: CloudWatchLogsClientConfig = {}): CloudWatchLogsClient {
  return new CloudWatchLogsClient({
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" },
    maxAttempts: 1,
    disableHostPrefix: true,
    ...more,
  });
}

function eventsOf(...messages: readonly string[]) {
  const timestamp = Date.parse(AT);
  return {
    logGroupName: "app",
    logStreamName: "web",
    logEvents: messages.map((message) => ({ timestamp, message })),
  };
}

interface Tail {
  readonly stream: AsyncIterator<StartLiveTailResponseStream>;
  hangUp(): void;
}

/** A session through the AWS SDK for JavaScript. */
async function startTail(
  input: Partial<StartLiveTailCommandInput> = {},
  more: CloudWatchLogsClientConfig = {},
): Promise<Tail> {
  const abort = new AbortController();
  const command = new StartLiveTailCommand({ logGroupIdentifiers: [ARN], ...input });
  const { responseStream } = await client(more).send(command, { abortSignal: abort.signal });
  if (responseStream === undefined) throw new Error("there is no stream");
  return { stream: responseStream[Symbol.asyncIterator](), hangUp: () => abort.abort() };
}

async function next({ stream }: Tail): Promise<StartLiveTailResponseStream> {
  const { value, done } = await stream.next();
  if (done === true) throw new Error("the stream has ended");
  return value;
}

/** The messages of the first update that has any. */
async function firstMessages(tail: Tail): Promise<readonly (string | undefined)[]> {
  for (;;) {
    const results = (await next(tail)).sessionUpdate?.sessionResults ?? [];
    if (results.length > 0) return results.map(({ message }) => message);
  }
}

function present(command: string, ...args: readonly string[]): boolean {
  const runs = spawnSync(command, args).status === 0;
  if (!runs) process.stdout.write(`skipped: \`${command} ${args.join(" ")}\` fails\n`);
  return runs;
}

describe("StartLiveTail", () => {
  it.runIf(present("python3", "-c", "import boto3"))(
    "shows boto3 what is put while it tails",
    async () => {
      await startWithGroup(...stand);
      const program = fileURLToPath(new URL("live-tail/boto3_tail.py", import.meta.url));
      const request = { logGroupIdentifiers: [ARN], logEventFilterPattern: "ERROR", logStreamNames: ["web"] };
      const input = JSON.stringify({ endpoint: server.url, request, events: eventsOf("ERROR é", "fine") });
      const { stdout, stderr } = spawnSync("python3", ["-B", program], { input, encoding: "utf8" });
      expect(stderr).toBe("");
      const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
      const { start, updates } = JSON.parse(stdout);
      expect(start).toEqual({ requestId: id, sessionId: id, ...request });
      const at = Date.parse(AT);
      expect(updates.at(-1)).toEqual({
        sessionMetadata: { sampled: false },
        sessionResults: [
          { logStreamName: "web", logGroupIdentifier: ARN, message: "ERROR é", timestamp: at, ingestionTime: at },
        ],
      });
    },
    PATIENCE_MS,
  );

  it("shows the AWS SDK for JavaScript what is put while it tails, and an update a second without", async () => {
    await startWithGroup(...stand);
    const tail = await startTail();
    expect(await next(tail)).toMatchObject({ sessionStart: { logGroupIdentifiers: [ARN] } });
    expect(await next(tail)).toEqual({ sessionUpdate: { sessionMetadata: { sampled: false }, sessionResults: [] } });
    await client().send(new PutLogEventsCommand(eventsOf("one", "two")));
    expect(await firstMessages(tail)).toEqual(["one", "two"]);
    tail.hangUp();
  });

  it.runIf(present("aws", "logs", "start-live-tail", "help"))(
    "prints through the AWS CLI, once that leaves the host alone",
    async () => {
      await startWithGroup();
      const child = spawn("aws", ["logs", "start-live-tail", "--log-group-identifiers", ARN], {
        env: {
          ...process.env,
          AWS_ENDPOINT_URL: server.url,
          AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
          AWS_SECRET_ACCESS_KEY: "not-a-secret",
          AWS_DEFAULT_REGION: "us-east-1",
          AWS_DISABLE_HOST_PREFIX_INJECTION: "true",
        },
      });
      let printed = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
      });
      const ended = new Promise((resolve) => {
        child.once("close", resolve);
      });
      const now = { logEvents: [{ timestamp: Date.now(), message: "seen" }] };
      const put = () => client().send(new PutLogEventsCommand({ ...eventsOf(), ...now }));
      await vi.waitFor(
        async () => {
          await put();
          expect(printed).toContain("seen\n");
        },
        { timeout: PATIENCE_MS, interval: 500 },
      );
      child.kill("SIGINT");
      expect(await ended).toBe(0);
    },
    PATIENCE_MS,
  );

  it("ends by an exception after three hours of the engine's time", async () => {
    await startWithGroup(...stand);
    const tail = await startTail();
    expect(await next(tail)).toHaveProperty("sessionStart");
    await fetch(`${server.url}/_tocsin/clock/advance`, { method: "POST", body: '{"duration":"10800000ms"}' });
    const toTheEnd = async () => {
      for (;;) await next(tail);
    };
    await expect(toTheEnd()).rejects.toMatchObject({ name: "SessionTimeoutException" });
  });

  it("takes fifteen sessions, and another when one of them hangs up", async () => {
    await startWithGroup(...stand);
    const tails = await Promise.all(Array.from({ length: 15 }, () => startTail()));
    const refusal = { name: "LimitExceededException", message: "Rate exceeded" };
    await expect(startTail()).rejects.toMatchObject(refusal);
    tails[0]?.hangUp();
    const another = await vi.waitFor(() => startTail(), { timeout: 5000 });
    await expect(startTail()).rejects.toMatchObject(refusal);
    for (const tail of [...tails, another]) tail.hangUp();
  });

  it("is refused before it begins, in words", async () => {
    await startWithGroup(...stand);
    await expect(startTail({ logEventFilterPattern: '""' })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Invalid filter pattern: Invalid character\(s\) in term '""'/),
    });
    await expect(startTail({ logGroupIdentifiers: [`${ARN}-missing`] })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("ends at once, and in good order, when the server stops", async () => {
    await startWithGroup(...stand);
    const tail = await startTail();
    expect(await next(tail)).toHaveProperty("sessionStart");
    const began = performance.now();
    const rest = (async () => {
      while ((await tail.stream.next()).done !== true);
    })();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(1500);
    await rest;
  });

  it("is signed like any other request, host prefix and all", async () => {
    const data = mkdtempSync(join(tmpdir(), "tocsin-live-tail-"));
    const made = spawnSync(process.execPath, [CLI, "keys", "create", "--data", data, "--output", "json"]);
    const credentials = JSON.parse(made.stdout.toString());
    server = await startServer(["--auth", "strict"], data);
    const { port } = new URL(server.url);
    // As if stream-localhost were in the table of hosts.
    const httpAgent = new Agent({
      lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    const named = { endpoint: `http://localhost:${port}`, disableHostPrefix: false, requestHandler: { httpAgent } };
    // The signature is right, so that it is the log group that is missed.
    const missing = { name: "ResourceNotFoundException" };
    await expect(startTail({}, { credentials })).rejects.toMatchObject(missing);
    await expect(startTail({}, { credentials, ...named })).rejects.toMatchObject(missing);
    await expect(startTail({}, named)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    rmSync(data, { recursive: true });
  });
});
