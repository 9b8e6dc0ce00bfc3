import type { AlarmType } from "../../alarm/alarm.ts";
import type { Operation } from "../context.ts";
import { decodePageToken, encodePageToken } from "../logs/page-token.ts";
import type { AlarmQuery, AlarmRecord, Transaction } from "../ports.ts";
import { type DescribedAlarms, describedAlarms } from "./described-alarm.ts";
import { invalidNextToken, mutuallyExclusive } from "./errors.ts";
import { type Relatives, relativesOf } from "./relatives.ts";

export interface DescribeAlarmsInput extends Relatives {
  readonly AlarmNames?: readonly string[];
  readonly AlarmNamePrefix?: string;
  readonly AlarmTypes?: readonly string[];
  readonly StateValue?: string;
  /** Only alarms with an action that begins so. */
  readonly ActionPrefix?: string;
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

export interface DescribeAlarmsOutput extends DescribedAlarms {
  readonly NextToken?: string;
}

const OPERATION = "DescribeAlarms";
/** The greatest MaxRecords, and what holds without one (unk: not stated). */
const PAGE_SIZE = 100;

/** DescribeAlarms: alarms by name; names that do not exist are absent (doc MODEL). */
export const describeAlarms: Operation<DescribeAlarmsInput, DescribeAlarmsOutput> = async (engine, call, input) => {
  const { AlarmNames = [], AlarmNamePrefix, StateValue } = input;
  if (AlarmNames.length > 0 && AlarmNamePrefix !== undefined) {
    throw mutuallyExclusive("AlarmNames", "AlarmNamePrefix");
  }
  const after = input.NextToken === undefined ? undefined : readToken(input.NextToken);
  const { region } = call.scope;
  const query = {
    region,
    alarmTypes: wantedTypes(input.AlarmTypes),
    ...(AlarmNames.length === 0 ? {} : { names: AlarmNames }),
    ...(AlarmNamePrefix === undefined ? {} : { namePrefix: AlarmNamePrefix }),
    ...(StateValue === undefined ? {} : { stateValue: StateValue }),
    ...(after === undefined ? {} : { after }),
  };
  const size = input.MaxRecords ?? PAGE_SIZE;
  const { found, shown } = await engine.store.transaction(async (tx) => {
    const relatives = await relativesOf(tx, region, input);
    if (relatives === undefined) {
      return { found: await findAlarms(tx, query, input.ActionPrefix, size + 1), shown: describedAlarms };
    }
    const names = relatives.names.filter((name) => after === undefined || name > after);
    return { found: await tx.listAlarms({ region, names, limit: size + 1 }), shown: relatives.shown };
  });
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    ...shown(page),
    ...(last !== undefined && found.length > size
      ? { NextToken: encodePageToken([OPERATION, last.configuration.AlarmName]) }
      : {}),
  };
};

/** Without AlarmTypes, metric alarms are described and no others (doc MODEL). */
export function wantedTypes(AlarmTypes: readonly string[] = []): readonly AlarmType[] {
  if (AlarmTypes.length === 0) return ["MetricAlarm"];
  return (["MetricAlarm", "CompositeAlarm"] as const).filter((type) => AlarmTypes.includes(type));
}

async function findAlarms(
  tx: Transaction,
  query: AlarmQuery,
  actionPrefix: string | undefined,
  count: number,
): Promise<readonly AlarmRecord[]> {
  if (actionPrefix === undefined) return tx.listAlarms({ ...query, limit: count });
  const found: AlarmRecord[] = [];
  let { after } = query;
  for (;;) {
    const read = await tx.listAlarms({ ...query, ...(after === undefined ? {} : { after }), limit: PAGE_SIZE });
    found.push(...read.filter((record) => hasAction(record, actionPrefix)));
    if (read.length < PAGE_SIZE || found.length >= count) return found.slice(0, count);
    after = read.at(-1)?.configuration.AlarmName;
  }
}

function hasAction({ configuration }: AlarmRecord, prefix: string): boolean {
  const { OKActions, AlarmActions, InsufficientDataActions } = configuration;
  return [OKActions, AlarmActions, InsufficientDataActions].flat().some((action) => action.startsWith(prefix));
}

function readToken(token: string): string {
  const [name] = decodePageToken(token, OPERATION) ?? [];
  if (typeof name !== "string") throw invalidNextToken();
  return name;
}
