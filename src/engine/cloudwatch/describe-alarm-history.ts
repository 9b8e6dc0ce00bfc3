import type { AlarmHistoryItem } from "../../alarm/history.ts";
import type { Operation } from "../context.ts";
import { decodePageToken, encodePageToken } from "../logs/page-token.ts";
import { wantedTypes } from "./describe-alarms.ts";
import { invalidNextToken } from "./errors.ts";

export interface DescribeAlarmHistoryInput {
  readonly AlarmName?: string;
  readonly AlarmTypes?: readonly string[];
  readonly HistoryItemType?: string;
  /** Epoch milliseconds, inclusive both. */
  readonly StartDate?: number;
  readonly EndDate?: number;
  readonly ScanBy?: string;
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

export interface DescribeAlarmHistoryOutput {
  readonly AlarmHistoryItems: readonly AlarmHistoryItem[];
  readonly NextToken?: string;
}

const OPERATION = "DescribeAlarmHistory";
const PAGE_SIZE = 100;
/** doc MODEL */
const KEPT = 30 * 86_400_000;

/** DescribeAlarmHistory: newest first unless told otherwise; also of alarms that are deleted (doc MODEL). */
export const describeAlarmHistory: Operation<DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput> = async (
  engine,
  call,
  input,
) => {
  const { AlarmName, HistoryItemType } = input;
  const now = engine.clock.now();
  // Items that are written between two pages must not move those that are still to come: pages end at the first one's time.
  const { offset, until } = input.NextToken === undefined ? { offset: 0, until: now } : readToken(input.NextToken);
  const size = input.MaxRecords ?? PAGE_SIZE;
  const found = await engine.store.transaction((tx) =>
    tx.listHistory({
      region: call.scope.region,
      // Without AlarmTypes, the history of metric alarms only (obs STACKD sns_publications).
      alarmTypes: wantedTypes(input.AlarmTypes),
      ...(AlarmName === undefined ? {} : { alarmName: AlarmName }),
      ...(HistoryItemType === undefined ? {} : { historyItemType: HistoryItemType }),
      from: Math.max(input.StartDate ?? 0, now - KEPT),
      to: Math.min(input.EndDate ?? until, until),
      newestFirst: input.ScanBy !== "TimestampAscending",
      offset,
      limit: size + 1,
    }),
  );
  return {
    AlarmHistoryItems: found.slice(0, size),
    ...(found.length > size ? { NextToken: encodePageToken([OPERATION, offset + size, until]) } : {}),
  };
};

function readToken(token: string): { readonly offset: number; readonly until: number } {
  const [offset, until] = decodePageToken(token, OPERATION) ?? [];
  if (typeof offset !== "number" || typeof until !== "number") throw invalidNextToken();
  return { offset, until };
}
