import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { awsJson, startServer } from "../test/support/server.ts";
import { cisPatterns } from "./patterns.ts";
import { benchRecord } from "./records.ts";
import { report } from "./statistics.ts";

const BATCH = 1000;
const BATCHES = 120;
const WARM_UP = 20;

/** Bodies of PutLogEvents, made before the clock runs: one client, one batch in flight, each batch different. */
function bodies(count: number, start: number): readonly string[] {
  return Array.from({ length: count }, (_, batch) => {
    const timestamp = start + batch * 10;
    const eventTime = new Date(timestamp).toISOString();
    const logEvents = Array.from({ length: BATCH }, (__, n) => ({
      timestamp,
      message: benchRecord(batch * BATCH + n, eventTime),
    }));
    return JSON.stringify({ logGroupName: "trail", logStreamName: "s", logEvents });
  });
}

async function send(url: string, batches: readonly string[]): Promise<number> {
  const began = performance.now();
  for (const body of batches) await awsJson(url, "Logs_20140328.PutLogEvents", body);
  return ((batches.length * BATCH) / (performance.now() - began)) * 1000;
}

/** The limit: a server that reads and parses the same bodies and keeps nothing. */
async function limit(batches: readonly string[]): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { logEvents: { message: string }[] };
      for (const event of body.logEvents) JSON.parse(event.message);
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const rate = await send(`http://127.0.0.1:${port}`, batches);
  server.close();
  server.closeAllConnections();
  return rate;
}

const server = await startServer();
await awsJson(server.url, "Logs_20140328.CreateLogGroup", '{"logGroupName":"trail"}');
await awsJson(server.url, "Logs_20140328.CreateLogStream", '{"logGroupName":"trail","logStreamName":"s"}');
for (const [control, filterPattern] of cisPatterns) {
  const metricTransformations = [{ metricName: control, metricNamespace: "CIS", metricValue: "1" }];
  const filter = { logGroupName: "trail", filterName: control, filterPattern, metricTransformations };
  await awsJson(server.url, "Logs_20140328.PutMetricFilter", JSON.stringify(filter));
}
const start = Date.now() - 60_000;
await send(server.url, bodies(WARM_UP, start));
const measured = bodies(BATCHES, start + 1000);
const bytes = measured.reduce((sum, body) => sum + body.length, 0);
const rate = await send(server.url, measured);
const memory = server.memory();
await server.stop();
const best = await limit(measured);
process.stdout.write(
  `${BATCHES} batches of ${BATCH} events, ${(bytes / BATCHES / BATCH).toFixed(0)} bytes an event, ${cisPatterns.length} filters, durable\n`,
);
report("PutLogEvents", `${rate.toFixed(0)} events/s`, "25000 events/s", rate >= 25_000);
report("  against a server that only parses", `${(rate / best).toFixed(2)} x`, "0.25 x", rate / best >= 0.25);
report("  resident memory after it", `${(memory / 1e6).toFixed(0)} MB`, "400 MB", memory < 400e6);
