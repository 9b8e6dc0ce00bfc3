import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMailbox } from "../delivery/mailbox.ts";
import type { Engine } from "../engine/create.ts";
import { applyDemoChain } from "./demo-chain.ts";
import { demoReport } from "./demo-report.ts";
import { EXIT } from "./exit-code.ts";
import type { Summary } from "./ingest/summary.ts";
import { runIngest } from "./ingest.ts";
import type { Io } from "./io.ts";
import { createLog } from "./log.ts";
import type { DemoOptions } from "./options.ts";
import { interrupted, openEndpoint, startEngine } from "./serve.ts";

/** Real CloudTrail records, shipped with the package: see demo/records/README.md for their sources and licences. */
const RECORDS = fileURLToPath(new URL("../../demo/records", import.meta.url));
/** Shortly before the oldest of them. */
const START = Date.parse("2015-11-01T00:00:00Z");
const SUBSCRIBER = "on-call@example.com";

/**
 * Body of `tocsin demo`: builds the chain, replays real records through it at their own times, shows who was told what,
 * and goes on serving.
 */
export async function runDemo(options: DemoOptions, io: Io): Promise<number> {
  const dataDir = options.data ?? mkdtempSync(join(tmpdir(), "tocsin-demo-"));
  const engine = await startEngine({ dataDir, clock: "manual", clockStart: START, log: createLog(io) });
  try {
    const { url } = await openEndpoint(engine, { host: "127.0.0.1", port: options.port });
    await applyDemoChain(engine, SUBSCRIBER);
    await confirmByMail(engine, dataDir);
    io.stderr(`Replaying real CloudTrail records through ${url} ...\n`);
    const matches = await replay(url, options, io);
    // Ten more minutes, for the alarms that the last records ring.
    await engine.advance({ by: 600_000 });
    io.stdout(await demoReport(engine, { url, dataDir, matches, color: options.color }));
    // From here on the clock stands at the present, so that what users send with today's time is taken.
    await engine.advance({ to: Math.max(Date.now(), engine.now()) });
    if (options.exit) return EXIT.clean;
    io.stderr(`Serving at ${url} until you press Ctrl-C.\n`);
    await interrupted(io.signal);
    return EXIT.clean;
  } finally {
    await engine.close();
  }
}

/** Follows the link in the confirmation mail, as its reader would. */
async function confirmByMail(engine: Engine, dataDir: string): Promise<void> {
  await engine.settle();
  const mail = (await readMailbox(dataDir)).at(-1);
  const link = mail === undefined ? null : /http:\/\/\S+Action=ConfirmSubscription\S+/.exec(mail.text);
  if (link === null) throw new Error("no confirmation mail arrived in the mailbox");
  const answer = await engine.fetch(new Request(link[0]));
  if (!answer.ok) throw new Error(`the subscription was not confirmed: ${await answer.text()}`);
}

/** Runs `tocsin ingest --replay` on the shipped records; gives the matches per metric filter. */
async function replay(endpointUrl: string, options: DemoOptions, io: Io): Promise<Readonly<Record<string, number>>> {
  let text = "";
  const collected: Io = {
    ...io,
    stdout: (part) => {
      text += part;
    },
  };
  const ingest = {
    output: "json",
    color: options.color,
    endpointUrl,
    replay: true,
    watch: false,
    paths: [RECORDS],
  } as const;
  const code = await runIngest(ingest, collected);
  if (code !== EXIT.clean) throw new Error(`the shipped records could not all be ingested (exit code ${code})`);
  const summary = JSON.parse(text) as Pick<Summary, "trails">;
  return summary.trails[0]?.matches ?? {};
}
