import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Answer, createApp } from "../api/app.ts";
import { isLoopbackName } from "../api/guard.ts";
import { type Listener, listen } from "../api/listen.ts";
import { accessKeyFile } from "../aws/access-keys.ts";
import type { Authentication, AuthMode } from "../aws/authenticate.ts";
import { createAwsHandler } from "../aws/handler.ts";
import { refusalOfSender } from "../aws/permit.ts";
import { fileMailbox, type MailboxEntry, memoryMailbox } from "../delivery/mailbox.ts";
import { createDelivery } from "../delivery/router.ts";
import { createSigner } from "../delivery/signer.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import { advance, type ClockTarget, keepTime } from "./advance.ts";
import { AwsError } from "./aws-error.ts";
import { type ManualClock, manualClock, type SystemClock, systemClock } from "./clock.ts";
import { receiveRecords } from "./cloudtrail/receive.ts";
import { recordCall } from "./cloudtrail/record-call.ts";
import { createFilterCache } from "./compiled-filters.ts";
import type { Call, EngineContext } from "./context.ts";
import { createDispatcher } from "./dispatcher.ts";
import { evaluateDue } from "./evaluator.ts";
import { systemIds } from "./ids.ts";
import { listLate, listMessages } from "./inspect.ts";
import { createExpiry } from "./logs/expire-events.ts";
import { endLiveTails } from "./logs/live-tails.ts";
import { endMuteWindows } from "./mute-actions.ts";
import { findOperation } from "./operations.ts";
import type { Ids, Log, Store } from "./ports.ts";
import { startScheduler } from "./scheduler.ts";
import type { ServiceName } from "./scope.ts";
import { repairSchedule, storedTime } from "./start.ts";

export interface EngineOptions {
  /** Folder of the store, the mailbox and the signing key; without it everything is in memory and gone with the process. */
  readonly dataDir?: string;
  /** Twelve digits; 123456789012 unless given. */
  readonly account?: string;
  /** Region of requests that name none; us-east-1 unless given. */
  readonly region?: string;
  /** `system` (the default) or `manual`: then time moves only by `advance`. */
  readonly clock?: "system" | "manual";
  /** Where a manual clock begins in a fresh store, epoch milliseconds; the machine's time unless given. */
  readonly clockStart?: number;
  /** Mail server for e-mail subscriptions, such as `smtp://localhost:1025`; without it mail lands in the local mailbox. */
  readonly smtpUrl?: string;
  readonly mailFrom?: string;
  /** Where SQS subscriptions are delivered; AWS's own endpoint unless given. */
  readonly sqsEndpointUrl?: string;
  /** Where subscribers reach the endpoint, for the links in messages; the address it listens on unless given. */
  readonly publicUrl?: string;
  /** Whose requests the endpoint answers, and the file with the access keys; everybody's unless given. */
  readonly authentication?: { readonly mode: AuthMode; readonly accessKeys: string };
  readonly log?: Log;
  readonly ids?: Ids;
}

/** A running engine: the whole chain in this process. */
export interface Engine {
  readonly account: string;
  readonly region: string;
  /** The engine's time, epoch milliseconds. */
  now(): number;
  /** Calls an AWS operation in AWS's own shapes (times as epoch milliseconds). Refuses with AwsError. */
  request(service: ServiceName, operation: string, input: object, region?: string): Promise<object>;
  /** Answers one HTTP request as the endpoint would. */
  fetch(request: Request): Promise<Response>;
  /** Opens the endpoint on a socket; beyond loopback only where signatures are required. */
  listen(options: { readonly host: string; readonly port: number }): Promise<Listener>;
  /** Moves a manual clock forward; everything that falls due on the way has happened when it returns. */
  advance(target: ClockTarget): Promise<number>;
  /** Resolves when everything that is due now has been done. */
  settle(): Promise<void>;
  /** Forgets everything and sets a manual clock to where it began; only for an engine without a data directory. */
  reset(): Promise<void>;
  /** The local mailbox, in order of time. */
  mails(): Promise<readonly MailboxEntry[]>;
  close(): Promise<void>;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Starts an engine.
 *
 * @throws Error when the data directory belongs to another running engine or cannot be written.
 * @example
 * const engine = await createEngine({ clock: "manual", clockStart: Date.parse("2026-09-14T05:42:00Z") });
 * await engine.request("sns", "CreateTopic", { Name: "alerts" });
 * await engine.advance({ by: 60_000 });
 * await engine.close();
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { dataDir } = options;
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const store = openSqliteStore({ path: dataDir === undefined ? ":memory:" : join(dataDir, "tocsin.sqlite") });
  const log = options.log ?? silent;
  const clock = await createClock(options, store, log);
  await repairSchedule(store, clock);

  const authentication = await createAuthentication(options.authentication);
  let baseUrl = "http://127.0.0.1:4666";
  let isOpen = false;
  const stop = new AbortController();
  const signer = createSigner(dataDir === undefined ? {} : { dataDir });
  const memory = memoryMailbox();
  const mailbox = dataDir === undefined ? memory : fileMailbox(dataDir);
  const delivery = createDelivery({
    signer,
    mailbox,
    ...(options.smtpUrl === undefined ? {} : { smtpUrl: options.smtpUrl }),
    ...(options.mailFrom === undefined ? {} : { mailFrom: options.mailFrom }),
    ...(options.sqsEndpointUrl === undefined ? {} : { sqsEndpointUrl: options.sqsEndpointUrl }),
  });
  const context: EngineContext = {
    account: options.account ?? "123456789012",
    region: options.region ?? "us-east-1",
    clock,
    ids: options.ids ?? systemIds,
    store,
    log,
    filters: createFilterCache(),
    baseUrl: () => options.publicUrl?.replace(/\/$/, "") ?? baseUrl,
    wake: () => scheduler.wake(),
  };
  const expireEvents = createExpiry(context);
  const scheduler = startScheduler(
    {
      evaluate: async () => {
        // First, so that an alarm which changes as its window ends has told of what it was muted for.
        await endMuteWindows(context);
        await evaluateDue(context);
        await expireEvents();
      },
      dispatch: createDispatcher(context, delivery, stop.signal),
      nextDue: () => store.transaction((tx) => tx.nextDue()),
    },
    log,
    clock.kind === "system" ? () => clock.now() : undefined,
  );

  const move = (target: ClockTarget) => advance({ clock, store, settle: () => scheduler.settle() }, target);
  const aws = createAwsHandler({
    account: context.account,
    region: context.region,
    serves: (service, operation) => findOperation(service, operation) !== undefined,
    invoke: (call) => invoke(context, call.service, call.operation, call, call.input),
    newRequestId: () => context.ids.uuid(),
    log,
    authentication,
  });
  const listeners: Listener[] = [];
  const started = clock.now();
  const reset = async (): Promise<Answer<number>> => {
    if (dataDir !== undefined) {
      const message = "only an engine that keeps everything in memory can be reset: start it with --ephemeral";
      return { ok: false, status: 409, message };
    }
    await store.clear();
    memory.clear();
    endLiveTails(context);
    if (clock.kind === "manual") clock.restart(started);
    return { ok: true, value: clock.now() };
  };

  const app = createApp({
    aws,
    ...(authentication.mode === "off"
      ? {}
      : { refusalOfSender: (request, body) => refusalOfSender(authentication, request, body) }),
    isOpen: () => isOpen,
    advance: move,
    reset,
    mails: () => mailbox.list(),
    ingest: (request) => receiveRecords(context, request),
    failed: (error) => log.error({ err: error }, "a request to Tocsin's own interface failed"),
    certificate: async () => ({ name: await signer.certificateName(), pem: await signer.certificatePem() }),
    messages: () => listMessages(context),
    late: (region = context.region) => listLate(context, region),
    ready: async () => {
      await store.transaction((tx) => tx.nextDue());
      return true;
    },
  });
  return {
    account: context.account,
    region: context.region,
    now: () => clock.now(),
    async request(service, operation, input, region = context.region) {
      const scope = { account: context.account, region };
      return invoke(context, service, operation, { scope, requestId: context.ids.uuid(), signed: true }, input);
    },
    fetch: async (request) => app.fetch(request),
    async listen(address) {
      if (!isLoopbackName(address.host)) {
        if (authentication.mode !== "strict")
          throw new Error(`signatures must be required to listen on ${address.host}`);
        isOpen = true;
      }
      const listener = await listen(app.fetch, address);
      listeners.push(listener);
      baseUrl = listener.url;
      return listener;
    },
    async advance(target) {
      const moved = await move(target);
      if (!moved.ok) throw new RangeError(moved.message);
      return moved.value;
    },
    settle: () => scheduler.settle(),
    async reset() {
      const done = await reset();
      if (!done.ok) throw new Error(done.message);
    },
    mails: () => mailbox.list(),
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
      stop.abort();
      await scheduler.close();
      await store.close();
    },
  };
}

async function createAuthentication(given: EngineOptions["authentication"]): Promise<Authentication> {
  if (given === undefined || given.mode === "off")
    return { mode: "off", secretOf: async () => undefined, now: Date.now };
  const secretOf = accessKeyFile(given.accessKeys);
  // A damaged file is told of at the start, not by the first request.
  await secretOf("");
  return { mode: given.mode, secretOf, now: Date.now };
}

async function createClock(options: EngineOptions, store: Store, log: Log): Promise<SystemClock | ManualClock> {
  if (options.clock !== "manual") return systemClock(log);
  const clock = manualClock((await storedTime(store)) ?? options.clockStart ?? Date.now());
  await keepTime(store, clock.now());
  return clock;
}

async function invoke(
  context: EngineContext,
  service: ServiceName,
  operation: string,
  call: Call,
  input: object,
): Promise<object> {
  const run = findOperation(service, operation);
  if (run === undefined) {
    throw new AwsError("UnknownOperationException", 400, `Tocsin does not implement ${operation} of ${service}.`);
  }
  // The wire layer has checked the input against the service's model; callers in process are typed by their own hand.
  return recordCall(
    context,
    { ...call, service, operation, input },
    async () => (await run(context, call, input as never)) ?? {},
  );
}
