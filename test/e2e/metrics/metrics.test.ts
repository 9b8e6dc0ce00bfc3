import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createEngine, type Engine } from "../../../src/engine/create.ts";
import { playBoto3 } from "./boto3.ts";
import { playJavascriptSdk } from "./javascript-sdk.ts";
import { expected, type Play, type Stage } from "./scenario.ts";

/*
 * Publishing and reading metrics, metric math among them, played by each client over each protocol of CloudWatch. All
 * must see the same.
 */
const NOW = Date.UTC(2026, 10, 21, 10);

const boto3 = spawnSync("python3", ["-c", "import boto3"]).status === 0;
if (!boto3) process.stdout.write("skipped: no boto3, so metrics over boto3 are not tested\n");

const clients: readonly (readonly [name: string, play: Play])[] = [
  ...(["json", "query", "cbor"] as const).map(
    (protocol) =>
      [`the AWS SDK for JavaScript over ${protocol}`, (stage: Stage) => playJavascriptSdk(protocol, stage)] as const,
  ),
  ...(boto3 ? ["json", "query", "smithy-rpc-v2-cbor"] : []).map(
    (protocol) => [`boto3 over ${protocol}`, (stage: Stage) => playBoto3(protocol, stage)] as const,
  ),
];

let engine: Engine;
beforeEach(async () => {
  engine = await createEngine({ clock: "manual", clockStart: NOW });
});
afterEach(() => engine.close());

it.each(clients)("%s publishes and reads metrics as any other client does", async (_name, play) => {
  const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
  expect(await play({ endpoint: url, now: NOW })).toEqual(expected);
});
