import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLI, type Server, startServer } from "../support/server.ts";

/*
 * A server that other machines may reach, from the first key to its deletion, as its owner and as a stranger see it.
 */
const run = promisify(execFile);
let data: string;
let server: Server;
let key: { readonly accessKeyId: string; readonly secretAccessKey: string };

async function tocsin(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  try {
    const { stdout, stderr } = await run(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

function credentials(): NodeJS.ProcessEnv {
  return { AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey };
}

function client(secretAccessKey = key.secretAccessKey) {
  return { endpoint: server.url, region: "us-east-1", credentials: { ...key, secretAccessKey }, maxAttempts: 1 };
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "tocsin-auth-"));
  key = JSON.parse((await tocsin(["keys", "create", "--data", data, "--output", "json"])).stdout) as typeof key;
  const options = [
    "--auth",
    "strict",
    "--host",
    "0.0.0.0",
    "--clock",
    "manual",
    "--public-url",
    "http://tocsin.example/",
  ];
  server = await startServer(options, data);
});

afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true });
});

describe("tocsin serve --auth strict", () => {
  it("answers whoever has a key, under any name, and says where subscribers find it", async () => {
    const topics = new SNSClient(client());
    const { TopicArn } = await topics.send(new CreateTopicCommand({ Name: "t" }));
    await topics.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "you@example.com" }));
    await expect
      .poll(async () => (await tocsin(["mailbox", "last", "--data", data])).stdout)
      .toContain("http://tocsin.example/?Action=ConfirmSubscription");
    const named = await fetch(server.url.replace("0.0.0.0", "127.0.0.1"), {
      method: "POST",
      headers: { "x-amz-target": "Logs_20140328.DescribeLogGroups", "content-type": "application/x-amz-json-1.1" },
      body: "{}",
    });
    expect(await named.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });

  it("asks the same of its own commands", async () => {
    const advance = ["clock", "advance", "0s", "--endpoint-url", server.url];
    expect((await tocsin(advance, credentials())).code).toBe(0);
    const stranger = await tocsin(advance, { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" });
    expect(stranger).toMatchObject({ code: 2, stderr: expect.stringContaining("tocsin keys create") });
    const guess = await tocsin(advance, { ...credentials(), AWS_SECRET_ACCESS_KEY: "guess" });
    expect(guess).toMatchObject({ code: 2, stderr: expect.stringContaining("SignatureDoesNotMatch") });
    expect((await fetch(`${server.url}/_tocsin/messages`)).status).toBe(403);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it("forgets a key as soon as its owner deletes it", async () => {
    const made = await tocsin(["keys", "create", "--data", data, "--output", "json"]);
    const second = JSON.parse(made.stdout) as typeof key;
    const logs = new CloudWatchLogsClient({ ...client(), credentials: second });
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
    await tocsin(["keys", "delete", second.accessKeyId, "--data", data]);
    await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
  });

  it("keeps the secret in one file only, which nobody else can read", () => {
    const file = join(data, "access-keys.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain(key.secretAccessKey);
    expect(readFileSync(join(data, "tocsin.sqlite")).includes(key.secretAccessKey)).toBe(false);
  });
});
