import type { Call, EngineContext, Operation } from "../context.ts";
import type { Trail } from "../documents.ts";
import { putTrail, requireOwnTrail, requireTrail } from "./trails.ts";

/**
 * StartLogging: from now on the trail delivers what it selects. Starting a trail that logs changes nothing. inf
 *
 * @throws AwsError TrailNotFoundException, InvalidHomeRegionException
 */
export const startLogging: Operation<{ readonly Name: string }, object> = async (engine, call, input) => {
  const startLoggingTime = engine.clock.now();
  return changeLogging(engine, call, input.Name, (trail) =>
    trail.isLogging ? trail : { ...trail, isLogging: true, startLoggingTime },
  );
};

/**
 * StopLogging: the trail delivers nothing until it is started again. Stopping a trail that does not log changes nothing. inf
 *
 * @throws AwsError TrailNotFoundException, InvalidHomeRegionException
 */
export const stopLogging: Operation<{ readonly Name: string }, object> = async (engine, call, input) => {
  const stopLoggingTime = engine.clock.now();
  return changeLogging(engine, call, input.Name, (trail) =>
    trail.isLogging ? { ...trail, isLogging: false, stopLoggingTime } : trail,
  );
};

async function changeLogging(
  engine: EngineContext,
  call: Call,
  name: string,
  change: (trail: Trail) => Trail,
): Promise<object> {
  await engine.store.transaction(async (tx) => putTrail(tx, change(await requireOwnTrail(tx, call.scope, name))));
  return {};
}

export interface GetTrailStatusOutput {
  readonly IsLogging: boolean;
  readonly StartLoggingTime?: number;
  readonly StopLoggingTime?: number;
  readonly LatestCloudWatchLogsDeliveryTime?: number;
  readonly LatestCloudWatchLogsDeliveryError?: string;
  readonly LatestDeliveryAttemptTime: string;
  readonly LatestNotificationAttemptTime: string;
  readonly LatestNotificationAttemptSucceeded: string;
  readonly LatestDeliveryAttemptSucceeded: string;
  readonly TimeLoggingStarted: string;
  readonly TimeLoggingStopped: string;
}

/**
 * GetTrailStatus. What tells of log files, digests and their notices stays empty: Tocsin has no S3 to deliver them to.
 *
 * @throws AwsError TrailNotFoundException
 */
export const getTrailStatus: Operation<{ readonly Name: string }, GetTrailStatusOutput> = async (
  engine,
  call,
  input,
) => {
  const trail = await engine.store.transaction((tx) => requireTrail(tx, call.scope, input.Name));
  const { startLoggingTime: started, stopLoggingTime: stopped } = trail;
  const { latestCloudWatchLogsDeliveryTime: delivered, latestCloudWatchLogsDeliveryError: failed } = trail;
  return {
    IsLogging: trail.isLogging,
    ...(started === undefined ? {} : { StartLoggingTime: started }),
    ...(stopped === undefined ? {} : { StopLoggingTime: stopped }),
    ...(delivered === undefined ? {} : { LatestCloudWatchLogsDeliveryTime: delivered }),
    ...(failed === undefined ? {} : { LatestCloudWatchLogsDeliveryError: failed }),
    LatestDeliveryAttemptTime: "",
    LatestNotificationAttemptTime: "",
    LatestNotificationAttemptSucceeded: "",
    LatestDeliveryAttemptSucceeded: "",
    TimeLoggingStarted: legacyTime(started),
    TimeLoggingStopped: legacyTime(stopped),
  };
};

/** The older members tell times as text, to the second. doc MODEL */
function legacyTime(time: number | undefined): string {
  return time === undefined ? "" : new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}
