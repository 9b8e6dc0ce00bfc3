import type { CreateTrailRequest, PutEventSelectorsRequest } from "@aws-sdk/client-cloudtrail";
import type { PutCompositeAlarmInput, PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { CreateLogGroupRequest, PutMetricFilterRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Link, Verdict } from "../../src/audit/finding.ts";
import type { Region, Rig } from "./rig.ts";

/** A chain of the catalogue: the sound one, but for what its parts say. */
export interface Chain {
  /** What is wrong with it, or why it is right. */
  readonly name: string;
  /** Where people met it: a thread, a document. */
  readonly source?: string;
  /** `console-signin-without-mfa` unless given. */
  readonly control?: string;
  readonly parts: Parts;
  /** More calls, once everything else is there. */
  readonly afterwards?: (rig: Rig) => Promise<void>;
  /** Somebody sets the alarm to OK before each event. */
  readonly isReset?: boolean;
  /** Milliseconds from one event to the next; an hour unless given: longer than the alarm remembers. */
  readonly between?: number;
  readonly expected: Expected;
}

/** What differs from the sound chain. `false`: the part is not there. */
export interface Parts {
  readonly trail?: Partial<CreateTrailRequest> | false;
  readonly isLogging?: boolean;
  readonly selectors?: Omit<PutEventSelectorsRequest, "TrailName">;
  readonly logGroup?: Partial<CreateLogGroupRequest>;
  /** Each an addition to a filter that publishes to the chain's metric. Those that the control recommends unless given. */
  readonly filters?: readonly Partial<PutMetricFilterRequest>[];
  /** Changes the transformation of every filter. */
  readonly transformation?: Partial<NonNullable<PutMetricFilterRequest["metricTransformations"]>[number]>;
  readonly alarm?: Partial<PutMetricAlarmInput> | false;
  /** Alarms beside the chain's own, each an addition to it; there before a composite alarm. */
  readonly otherAlarms?: readonly Partial<PutMetricAlarmInput>[];
  readonly composite?: Partial<PutCompositeAlarmInput>;
  /** Attributes. */
  readonly topic?: Readonly<Record<string, string>>;
  readonly subscriptions?: readonly SubscriptionPart[];
  /** Where all of it is. */
  readonly region?: Region;
}

export interface SubscriptionPart {
  readonly Protocol?: string;
  /** `http`: the rig's own. */
  readonly Endpoint?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly isConfirmed?: boolean;
}

export interface Expected {
  readonly verdict: Verdict;
  readonly brokenLink?: Link;
  /** Of `rings-for-some`: the ids of the records that nobody hears of. */
  readonly unseen?: readonly string[];
  /** Of `rings-for-some`: the ids of the records that nobody hears of where they happen elsewhere. */
  readonly unseenElsewhere?: readonly string[];
  /** Ids of harmless records that ring. */
  readonly noise?: readonly string[];
}

export const RINGS: Expected = { verdict: "rings" };

export function silentAt(brokenLink: Link): Expected {
  return { verdict: "silent", brokenLink };
}
