import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Server, startServer } from "../../support/server.ts";
import { playJavascriptSdk } from "./javascript-sdk.ts";
import { composite, expected, math, type Observations } from "./scenario.ts";

/*
 * An alarm on metric math, a composite alarm on it that it suppresses itself, and tags, by each client over each protocol
 * of CloudWatch. All must see the same.
 */
const PROGRAM = fileURLToPath(new URL("boto3_client.py", import.meta.url));
const boto3 = spawnSync("python3", ["-c", "import boto3"]).status === 0;
if (!boto3) process.stdout.write("skipped: no boto3, so alarms over boto3 are not tested\n");

type Play = (endpoint: string) => Promise<Observations>;

async function playBoto3(protocol: string, endpoint: string): Promise<Observations> {
  const input = JSON.stringify({ protocol, endpoint, math, composite });
  const { status, stdout, stderr } = spawnSync("python3", ["-B", PROGRAM], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`boto3_client.py ended with code ${status}: ${stderr}`);
  return JSON.parse(stdout) as Observations;
}

const clients: readonly (readonly [name: string, play: Play])[] = [
  ...(["json", "query", "cbor"] as const).map(
    (protocol) =>
      [
        `the AWS SDK for JavaScript over ${protocol}`,
        (endpoint: string) => playJavascriptSdk(protocol, endpoint),
      ] as const,
  ),
  ...(boto3 ? ["json", "query", "smithy-rpc-v2-cbor"] : []).map(
    (protocol) => [`boto3 over ${protocol}`, (endpoint: string) => playBoto3(protocol, endpoint)] as const,
  ),
];

let server: Server;
beforeEach(async () => {
  server = await startServer(["--clock", "manual", "--clock-start", "2026-11-21T10:00:00Z"]);
});
afterEach(() => server.stop());

it.each(clients)("%s sees composite alarms, metric math and tags as any other client does", async (_name, play) => {
  expect(await play(server.url)).toEqual(expected);
});
