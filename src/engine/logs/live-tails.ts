import { logMessage } from "../../pattern/message.ts";
import { AwsError } from "../aws-error.ts";
import type { EngineContext } from "../context.ts";
import type { LogEvent } from "../ports.ts";
import type { Scope } from "../scope.ts";
import {
  type LiveTailScope,
  type LiveTailSession,
  type LiveTailSessionStart,
  liveTailSession,
} from "./live-tail-session.ts";

/** Sessions of an account at a time. inf: so others quote AWS's list of quotas */
const MAX_SESSIONS = 15;

/** The open sessions of each engine. They are of this process: a restart ends them as it ends their connections. */
const sessionsOf = new WeakMap<EngineContext, Set<LiveTailSession>>();

/**
 * Opens a session that sees what is committed from now on.
 *
 * @throws AwsError LimitExceededException. The words were seen of this operation (obs ISS defang#2071); that they answer
 * for too many sessions: inf.
 */
export function openLiveTail(
  engine: EngineContext,
  start: LiveTailSessionStart,
  scope: LiveTailScope,
): LiveTailSession {
  const sessions = sessionsOf.get(engine) ?? new Set();
  sessionsOf.set(engine, sessions);
  // One that was opened and then never asked for anything has no other end.
  for (const session of sessions) if (session.isTimedOut()) sessions.delete(session);
  if (sessions.size >= MAX_SESSIONS) throw new AwsError("LimitExceededException", 400, "Rate exceeded");
  const session = liveTailSession(
    start,
    scope,
    () => engine.clock.now(),
    (closed) => sessions.delete(closed),
  );
  sessions.add(session);
  return session;
}

/** Ends every session of an engine, as a reset does: the log groups that they named are gone, their client sees the end. */
export function endLiveTails(engine: EngineContext): void {
  for (const session of sessionsOf.get(engine) ?? []) session.close();
}

/** A batch that has been committed. */
export interface CommittedBatch {
  readonly scope: Scope;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly events: readonly LogEvent[];
}

/** Shows a batch to the sessions whose groups, streams and pattern cover it. Call it after the commit, never inside. */
export function showToLiveTails(engine: EngineContext, batch: CommittedBatch, ingestionTime: number): void {
  const { logGroupName, logStreamName } = batch;
  const concerned = [...(sessionsOf.get(engine) ?? [])].flatMap((session) => {
    const { region, logGroups, wantsStream } = session.scope;
    const logGroupIdentifier = region === batch.scope.region ? logGroups.get(logGroupName) : undefined;
    return logGroupIdentifier !== undefined && wantsStream(logStreamName) ? [{ session, logGroupIdentifier }] : [];
  });
  if (concerned.length === 0) return;
  for (const { message, timestamp } of batch.events) {
    const read = logMessage(message);
    for (const { session, logGroupIdentifier } of concerned) {
      if (!session.scope.matches(read)) continue;
      session.add({ logStreamName, logGroupIdentifier, message, timestamp, ingestionTime });
    }
  }
}
