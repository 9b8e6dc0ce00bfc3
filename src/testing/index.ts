import { createEngine } from "../engine/create.ts";

export interface TestServerOptions {
  /** The time it begins at; 2026-01-01T00:00:00Z unless given, so that tests read the same every day. */
  readonly at?: Date;
  readonly account?: string;
  readonly region?: string;
}

/** A mail in the local mailbox. */
export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Tocsin in this process, in memory, on a free port of loopback, on a clock that only the test moves. */
export interface TestServer {
  /** Endpoint URL for clients in other processes. */
  readonly url: string;
  /** What the AWS SDK's clients are made with: `new SNSClient(server.clientConfig)`. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  now(): Date;
  /** Moves the clock by milliseconds. Everything due on the way has happened when it resolves: alarms and deliveries. */
  advance(milliseconds: number): Promise<Date>;
  /** Delivers CloudTrail records through the trails that log, as `tocsin ingest` does. */
  ingest(records: readonly object[]): Promise<object>;
  /** What e-mail subscribers received, in order of time. */
  mails(): Promise<readonly ReceivedMail[]>;
  /** Forgets everything and begins again at the same time, in a few milliseconds: call it before each test. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Tocsin for a test suite.
 *
 * @example
 * const server = await startTestServer({ at: new Date("2026-09-14T05:42:00Z") });
 * await server.advance(60_000);
 * server.now(); // 2026-09-14T05:43:00.000Z
 * await server.stop();
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const engine = await createEngine({
    clock: "manual",
    clockStart: (options.at ?? new Date("2026-01-01T00:00:00Z")).getTime(),
    ...(options.account === undefined ? {} : { account: options.account }),
    ...(options.region === undefined ? {} : { region: options.region }),
  });
  const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
  let batches = 0;
  return {
    url,
    clientConfig: {
      endpoint: url,
      region: engine.region,
      credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" },
    },
    now: () => new Date(engine.now()),
    advance: async (milliseconds) => new Date(await engine.advance({ by: milliseconds })),
    async ingest(records) {
      // Each call is a batch of its own: a test that ingests the same record twice means two records.
      batches += 1;
      const batch = {
        source: "test",
        batchId: String(batches),
        records: records.map((record) => JSON.stringify(record)),
      };
      const answer = await fetch(`${url}/_tocsin/ingest`, { method: "POST", body: JSON.stringify(batch) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`the records were refused: ${text}`);
      return JSON.parse(text) as object;
    },
    mails: () => engine.mails(),
    reset: () => engine.reset(),
    stop: () => engine.close(),
  };
}
