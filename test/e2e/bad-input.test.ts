import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { awsJson, CLI, type Server, startServer } from "../support/server.ts";
import { openRaw } from "./bad-input/raw-http.ts";

/*
 * What users and broken clients send, to a server in a process of its own. Each time the answer names the input and the
 * place, and the server goes on as if nothing had happened.
 */
const START = Date.parse("2026-11-21T10:00:00Z");
const MEBIBYTE = 1024 * 1024;
const MEMORY_LIMIT = 512 * MEBIBYTE;
const KEPT = "this was acknowledged";

const run = promisify(execFile);
let server: Server;
let folder: string;

beforeAll(async () => {
  server = await startServer(["--clock", "manual", "--clock-start", new Date(START).toISOString()]);
  folder = mkdtempSync(join(tmpdir(), "tocsin-bad-input-"));
  await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"kept"}');
  await awsJson(server.url, "Logs_20140328.CreateLogStream", '{"logGroupName":"kept","logStreamName":"s"}');
  await putEvents("kept", KEPT);
  await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"trail"}');
  const trail = {
    Name: "main",
    S3BucketName: "bucket",
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
    CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs",
  };
  await awsJson(server.url, "CloudTrail_20131101.CreateTrail", JSON.stringify(trail));
  await awsJson(server.url, "CloudTrail_20131101.StartLogging", '{"Name":"main"}');
});

afterEach(async () => {
  const health = await fetch(`${server.url}/readyz`);
  expect([health.status, server.process.exitCode]).toEqual([200, null]);
  expect(await messages("kept")).toEqual([KEPT]);
  expect(server.memory()).toBeLessThan(MEMORY_LIMIT);
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

function putEvents(group: string, message: string, timestamp = START): Promise<unknown> {
  const body = { logGroupName: group, logStreamName: "s", logEvents: [{ timestamp, message }] };
  return awsJson(server.url, "Logs_20140328.PutLogEvents", JSON.stringify(body));
}

async function messages(group: string): Promise<readonly string[]> {
  const answer = (await awsJson(server.url, "Logs_20140328.FilterLogEvents", `{"logGroupName":"${group}"}`)) as {
    readonly events: readonly { readonly message: string }[];
  };
  return answer.events.map(({ message }) => message);
}

/** Posts to the AWS endpoint; gives status and body. */
async function post(target: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target, ...headers },
    body,
  });
  return { status: response.status, body: JSON.parse(await response.text()) as unknown };
}

/** Runs `tocsin` and gives its exit code and what it wrote. */
async function tocsin(args: readonly string[], stdin = "") {
  const running = run(process.execPath, [CLI, ...args, "--endpoint-url", server.url, "--output", "json"]);
  running.child.stdin?.end(stdin);
  try {
    const { stdout, stderr } = await running;
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "stdout" in error && "stderr" in error)) throw error;
    return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

/** A CloudTrail record; `eventID` tells it from others. */
function recordText(eventID: string, changes: object = {}): string {
  return JSON.stringify({
    eventVersion: "1.08",
    eventTime: "2026-11-21T10:00:00Z",
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    awsRegion: "us-east-1",
    eventID,
    managementEvent: true,
    eventCategory: "Management",
    ...changes,
  });
}

/** A folder with files in it, below the folder of this test run. */
function folderOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

describe("a request that cannot be used", () => {
  it("with a malformed pattern is told what is wrong with it, and where", async () => {
    const filterPattern = '{ $.eventName = "ConsoleLogin" && ($.a = 1 }';
    const answer = await post(
      "Logs_20140328.PutMetricFilter",
      JSON.stringify({
        logGroupName: "kept",
        filterName: "f",
        filterPattern,
        metricTransformations: [{ metricName: "m", metricNamespace: "N", metricValue: "1" }],
      }),
    );
    expect(answer).toEqual({
      status: 400,
      body: { __type: "InvalidParameterException", message: expect.stringMatching(/^Invalid metric filter pattern\n/) },
    });
    expect(JSON.stringify(answer.body)).toMatch(/At character (35|44): .*parenthesis/);
  });

  it("with a truncated gzip body is told so", async () => {
    const whole = gzipSync(JSON.stringify({ logGroupNamePrefix: "k".repeat(500) }));
    const half = whole.subarray(0, whole.length / 2);
    expect(await post("Logs_20140328.DescribeLogGroups", half, { "content-encoding": "gzip" })).toEqual({
      status: 400,
      body: { __type: "SerializationException", message: "The request body is not valid gzip data." },
    });
  });

  it("with a body that inflates to 200 MiB is refused before it does", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MEBIBYTE), { level: 1 });
    expect(await post("Logs_20140328.DescribeLogGroups", bomb, { "content-encoding": "gzip" })).toEqual({
      status: 413,
      body: { __type: "RequestEntityTooLarge", message: "The request body is larger than 16777216 bytes." },
    });
  });

  it.each([
    "not JSON",
    '{"logGroupName":',
    "[]",
    "null",
    '"text"',
    "\u0000",
    '{"logGroupName": "kept"} x',
  ])("with the body %j in place of a JSON object is told so", async (body) => {
    expect(await post("Logs_20140328.DescribeLogStreams", body)).toEqual({
      status: 400,
      body: { __type: "SerializationException", message: expect.stringMatching(/\S/) },
    });
  });

  it("with a body nested a hundred thousand deep is refused", async () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"logGroupName":', "}"],
    ] as const) {
      const body = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      expect(await post("Logs_20140328.DescribeLogStreams", body)).toMatchObject({ status: 400 });
    }
  });

  it("with an unknown operation is told which", async () => {
    expect(await post("Logs_20140328.DescribeNothing", "{}")).toEqual({
      status: 400,
      // AWS says no more to a name that it does not know.
      body: { __type: "UnknownOperationException" },
    });
    expect(await post("Logs_20140328.StartQuery", "{}")).toEqual({
      status: 400,
      body: {
        __type: "UnknownOperationException",
        message: "Tocsin does not implement the operation StartQuery of logs.",
      },
    });
  });

  it("with an event too large is told its size and the limit, and stores nothing of it", async () => {
    await expect(putEvents("kept", "x".repeat(MEBIBYTE))).rejects.toThrow(
      `Log event too large: ${MEBIBYTE + 26} bytes exceeds limit of ${MEBIBYTE}`,
    );
  });

  it.each([
    ["now", "The value of 'timestamp' must be of the type integer, not string."],
    [1.5, "The value of 'timestamp' must be of the type integer, not number."],
    [null, "Value null at 'logEvents.1.member.timestamp' failed to satisfy constraint: Member must not be null"],
    [-1, "Value '-1' at 'logEvents.1.member.timestamp' failed to satisfy constraint: "],
  ])("with the timestamp %j is told which member cannot be used, and why", async (timestamp, reason) => {
    const body = { logGroupName: "kept", logStreamName: "s", logEvents: [{ timestamp, message: "m" }] };
    const answer = await post("Logs_20140328.PutLogEvents", JSON.stringify(body));
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(reason) } });
  });

  it("that sets the clock back is refused with where it stands", async () => {
    const response = await fetch(`${server.url}/_tocsin/clock/advance`, {
      method: "POST",
      body: '{"to":"2020-01-01T00:00:00Z"}',
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      message: "the clock stands at 2026-11-21T10:00:00.000Z and cannot be set back",
    });
    const ran = await tocsin(["clock", "advance", "-5m"]);
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("-5m") });
  });
});

describe("a log event that is hard to look at", () => {
  it("is stored and matched like any other", async () => {
    await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"hard"}');
    await awsJson(server.url, "Logs_20140328.CreateLogStream", '{"logGroupName":"hard","logStreamName":"s"}');
    const filter = {
      logGroupName: "hard",
      filterName: "f",
      filterPattern: '{ $.a.a.a > 1 || $.b[*] = "x*y*z" || $.c = %a*a*a*b$% }',
      metricTransformations: [{ metricName: "m", metricNamespace: "N", metricValue: "$.n" }],
    };
    await awsJson(server.url, "Logs_20140328.PutMetricFilter", JSON.stringify(filter));
    const hard = [
      `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`,
      `{"b":["${"xy".repeat(100_000)}"]}`,
      `{"c":"${"a".repeat(200_000)}","n":1e999999999}`,
      `{"a":{"a":{"a":${"9".repeat(200_000)}}},"n":-1e-999999999}`,
      "\u0000\ufffe\u{10ffff}",
    ];
    for (const message of hard) await putEvents("hard", message);
    expect((await messages("hard")).toSorted()).toEqual(hard.toSorted());
  });
});

describe("tocsin ingest", () => {
  it("keeps the good neighbours of a record without eventTime, and says which was left out", async () => {
    const bad = recordText("no-time", { eventTime: undefined });
    const input = [recordText("before"), bad, recordText("after")].join("\n");
    const ran = await tocsin(["ingest", "-"], input);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("standard input: record 2 (eventID no-time) has no eventTime");
    expect(JSON.parse(ran.stdout)).toMatchObject({ delivered: 2 });
    expect(await messages("trail")).toEqual(expect.arrayContaining([recordText("before"), recordText("after")]));
  });

  it("ingests the other files of a folder with one that is cut off, one that is no JSON and one that is no text", async () => {
    const whole = gzipSync(`{"Records":[${recordText("in-good-file")}]}`);
    const path = folderOf("mixed", {
      "1-cut-off.json.gz": whole.subarray(0, whole.length - 20),
      "2-no-json.json": "<html>not found</html>",
      "3-no-text.json.gz": gzipSync(Buffer.from([0xff, 0xfe, 0x00])),
      "4-good.json.gz": whole,
    });
    const ran = await tocsin(["ingest", path]);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/1-cut-off\.json\.gz: the gzip stream ends early, at byte \d+: the file is cut off/);
    expect(ran.stderr).toMatch(/2-no-json\.json: \S/);
    expect(ran.stderr).toContain("3-no-text.json.gz: it is not UTF-8 text");
    expect(ran.stderr).not.toContain("4-good");
    expect(JSON.parse(ran.stdout)).toMatchObject({ files: 4, delivered: 1 });
    expect(await messages("trail")).toContain(recordText("in-good-file"));
  });

  it("takes the same file in full once it is whole", async () => {
    const whole = gzipSync(`{"Records":[${recordText("came-late")}]}`);
    const path = folderOf("growing", { "log.json.gz": whole.subarray(0, 40) });
    expect((await tocsin(["ingest", path])).code).toBe(3);
    writeFileSync(join(path, "log.json.gz"), whole);
    expect((await tocsin(["ingest", path])).code).toBe(0);
    expect((await messages("trail")).filter((message) => message === recordText("came-late"))).toHaveLength(1);
  });

  it("leaves out a record larger than CloudTrail sends, and says which", async () => {
    const large = recordText("large", { requestParameters: "x".repeat(300 * 1024) });
    const ran = await tocsin(["ingest", "-"], [large, recordText("beside-large")].join("\n"));
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("standard input: record 1 (eventID large) is larger than 256 KB");
    expect(JSON.parse(ran.stdout)).toMatchObject({ delivered: 1 });
  });

  it("names a file that is not there", async () => {
    const ran = await tocsin(["ingest", join(folder, "nowhere.json")]);
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("nowhere.json") });
  });

  it("does not deliver again what was refused in part, when it is sent again", async () => {
    const input = [recordText("twice"), recordText("bad", { eventTime: "yesterday" })].join("\n");
    await tocsin(["ingest", "-"], input);
    const again = await tocsin(["ingest", "-"], input);
    expect(JSON.parse(again.stdout)).toMatchObject({ duplicate: 1 });
    expect((await messages("trail")).filter((message) => message === recordText("twice"))).toHaveLength(1);
  });

  it.each([
    ["no object", "[]", "the body must be a JSON object"],
    ["no JSON", "{", "the body must be a JSON object"],
    ["no source", '{"batchId":"b","records":[]}', "source must be"],
    ["no batch", '{"source":"s","records":[]}', "batchId must be"],
    ["records that are no texts", '{"source":"s","batchId":"b","records":[{}]}', "records must be a list of texts"],
    ["a trail that is none", '{"source":"s","batchId":"b","trail":"none","records":[]}', "none"],
  ])("is refused over HTTP with %s", async (_, body, reason) => {
    const response = await fetch(`${server.url}/_tocsin/ingest`, { method: "POST", body });
    expect([400, 404]).toContain(response.status);
    expect(await response.json()).toEqual({ message: expect.stringContaining(reason) });
  });
});

describe("a client that stops in the middle", () => {
  const head = (length: number) =>
    `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: Logs_20140328.CreateLogGroup\r\nContent-Length: ${length}\r\n\r\n`;

  it("has no effect by the half that it sent", async () => {
    const body = '{"logGroupName":"half-sent"}';
    const connection = await openRaw(server.url);
    await connection.send(head(body.length + 10) + body);
    connection.breakOff();
    const groups = await awsJson(server.url, "Logs_20140328.DescribeLogGroups", '{"logGroupNamePrefix":"half"}');
    expect(groups).toEqual({ logGroups: [] });
  });

  it("does not keep others waiting, in the head or in the body", async () => {
    const stalled = await Promise.all(Array.from({ length: 100 }, () => openRaw(server.url)));
    for (const [at, connection] of stalled.entries()) {
      await connection.send(at % 2 === 0 ? "POST / HTTP/1.1\r\nHost: 127" : `${head(100)}{"logGroup`);
    }
    const began = performance.now();
    expect(await messages("kept")).toEqual([KEPT]);
    expect(performance.now() - began).toBeLessThan(5000);
    for (const connection of stalled) connection.breakOff();
  });

  it("is told 400 when it does not speak HTTP", async () => {
    const connection = await openRaw(server.url);
    await connection.send("\u0016\u0003\u0001 this is TLS\r\n\r\n");
    expect(await connection.statusLine).toContain("400");
  });
});

describe("a body of 100 MB", () => {
  const size = 100 * MEBIBYTE;
  const piece = Buffer.alloc(MEBIBYTE, 0x20);
  const paths = ["/", "/_tocsin/ingest", "/_tocsin/clock/advance"];
  const head = (path: string, framing: string) =>
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: Logs_20140328.PutLogEvents\r\n${framing}\r\n\r\n`;

  it.each(paths)("is refused by %s by its declared length, before it is sent", async (path) => {
    const connection = await openRaw(server.url);
    await connection.send(head(path, `Content-Length: ${size}`));
    expect(await connection.statusLine).toContain("413");
    connection.breakOff();
  }, 10_000);

  it.each(paths)("is refused by %s on the way when its length is not declared", async (path) => {
    const connection = await openRaw(server.url);
    await connection.send(head(path, "Transfer-Encoding: chunked"));
    let sent = 0;
    while (sent < size && !connection.answered()) {
      await connection.send(`${piece.length.toString(16)}\r\n`);
      await connection.send(piece);
      await connection.send("\r\n");
      sent += piece.length;
    }
    expect(await connection.statusLine).toContain("413");
    expect(sent).toBeLessThan(size);
    connection.breakOff();
  });
});
