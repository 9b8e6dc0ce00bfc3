import { compileMatcher } from "../../pattern/match.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { Scope } from "../scope.ts";
import { invalidParameter, notFound } from "./errors.ts";
import type { EventStream } from "./event-stream.ts";
import { requirePattern } from "./filter-pattern.ts";
import { openLiveTail } from "./live-tails.ts";
import { classOf, logGroupArn, requireLogGroup } from "./log-groups.ts";

export interface StartLiveTailInput {
  /** ARNs without the ending `:*`, ten at most. doc MODEL */
  readonly logGroupIdentifiers: readonly string[];
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefixes?: readonly string[];
  readonly logEventFilterPattern?: string;
}

export interface StartLiveTailOutput {
  readonly responseStream: EventStream;
}

/**
 * StartLiveTail: an answer that goes on, with what is committed to these log groups from now on. Streams need not exist
 * yet (inf, from clients that name those of tasks they have just started: ISS defang#133).
 */
export const startLiveTail: Operation<StartLiveTailInput, StartLiveTailOutput> = async (engine, call, input) => {
  const { logGroupIdentifiers, logStreamNames, logStreamNamePrefixes, logEventFilterPattern } = input;
  checkStreams(input);
  const matches = compileMatcher(requirePattern(logEventFilterPattern ?? "", "StartLiveTail"));
  const logGroups = new Map(logGroupIdentifiers.map((identifier) => [namedGroup(call.scope, identifier), identifier]));
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    for (const name of logGroups.keys()) {
      const group = await requireLogGroup(tx, region, name);
      // Other classes have a part of what STANDARD has (doc CWLUG). inf: that Live Tail is left out, and so refused
      if (classOf(group) !== "STANDARD") {
        throw new AwsError("InvalidOperationException", 400, "The operation is not valid on the specified resource");
      }
    }
  });
  const start = {
    // That it is the id of the call: inf.
    requestId: call.requestId,
    sessionId: engine.ids.uuid(),
    logGroupIdentifiers,
    ...(logStreamNames === undefined ? {} : { logStreamNames }),
    ...(logStreamNamePrefixes === undefined ? {} : { logStreamNamePrefixes }),
    ...(logEventFilterPattern === undefined ? {} : { logEventFilterPattern }),
  };
  const wantsStream = (name: string): boolean => {
    if (logStreamNames !== undefined) return logStreamNames.includes(name);
    return logStreamNamePrefixes?.some((prefix) => name.startsWith(prefix)) ?? true;
  };
  return { responseStream: openLiveTail(engine, start, { region, logGroups, wantsStream, matches }) };
};

/** Both rules are doc MODEL, their words are Tocsin's (unk). */
function checkStreams({ logGroupIdentifiers, logStreamNames, logStreamNamePrefixes }: StartLiveTailInput): void {
  if (logStreamNames === undefined && logStreamNamePrefixes === undefined) return;
  if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined) {
    throw invalidParameter("logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.");
  }
  if (logGroupIdentifiers.length > 1) {
    const message = "logStreamNames and logStreamNamePrefixes can be specified only with one log group.";
    throw invalidParameter(message);
  }
}

/**
 * The log group behind an ARN.
 *
 * @throws AwsError InvalidParameterException for a name, which AWS does not take here (obs ISS aws-toolkit-vscode#5986;
 * the words are Tocsin's: unk); ResourceNotFoundException for another account or region, of which Tocsin knows none (inf)
 */
function namedGroup(scope: Scope, identifier: string): string {
  if (!/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+$/.test(identifier)) {
    throw invalidParameter(`Invalid logGroupIdentifiers: '${identifier}' is not the ARN of a log group.`);
  }
  const prefix = logGroupArn(scope, "");
  // The words are those for a group that does not exist. obs LS, STACKD
  if (!identifier.startsWith(prefix)) throw notFound("The specified log group does not exist.");
  return identifier.slice(prefix.length);
}
