import { isCompositeAlarm } from "../../alarm/alarm.ts";
import { childNames, ruleOf } from "../../alarm/composite/composite-alarm.ts";
import type { AlarmRecord, Transaction } from "../ports.ts";
import { type DescribedAlarms, describedAlarms } from "./described-alarm.ts";
import { validationError } from "./errors.ts";

export interface Relatives {
  /** A composite alarm whose rule mentions the wanted alarms. */
  readonly ChildrenOfAlarmName?: string;
  /** An alarm that the wanted composite alarms mention. */
  readonly ParentsOfAlarmName?: string;
}

/** The names of the relatives, and what is told of them. */
export interface FoundRelatives {
  readonly names: readonly string[];
  readonly shown: (records: readonly AlarmRecord[]) => DescribedAlarms;
}

/** What may be given beside these two (doc MODEL). */
const BESIDE = ["ChildrenOfAlarmName", "ParentsOfAlarmName", "MaxRecords", "NextToken"];

/**
 * The relatives that a request asks for; undefined when it asks for none.
 *
 * @throws AwsError ValidationError (doc MODEL) for any other filter beside them; the words are Tocsin's (unk)
 */
export async function relativesOf(
  tx: Transaction,
  region: string,
  input: Relatives,
): Promise<FoundRelatives | undefined> {
  const { ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  if (ChildrenOfAlarmName === undefined && ParentsOfAlarmName === undefined) return undefined;
  const other = Object.keys(input).find((member) => !BESIDE.includes(member));
  if (other !== undefined || (ChildrenOfAlarmName !== undefined && ParentsOfAlarmName !== undefined)) {
    const one = ChildrenOfAlarmName === undefined ? "ParentsOfAlarmName" : "ChildrenOfAlarmName";
    throw validationError(`${one} cannot be combined with ${other ?? "ParentsOfAlarmName"}.`);
  }
  if (ChildrenOfAlarmName !== undefined) {
    const parent = await tx.getAlarm(region, ChildrenOfAlarmName);
    const composite = parent !== undefined && isCompositeAlarm(parent.configuration) ? parent.configuration : undefined;
    return { names: composite === undefined ? [] : childNames(ruleOf(composite)), shown: statesOnly };
  }
  const dependents = await tx.listDependents(region, ParentsOfAlarmName ?? "");
  const parents = dependents.filter(({ configuration }) =>
    childNames(ruleOf(configuration)).includes(ParentsOfAlarmName ?? ""),
  );
  return { names: parents.map(({ configuration }) => configuration.AlarmName), shown: namesOnly };
}

/** Of children, AWS tells name, ARN and state (doc MODEL). */
function statesOnly(records: readonly AlarmRecord[]): DescribedAlarms {
  return pick(records, ["AlarmName", "AlarmArn", "StateValue", "StateUpdatedTimestamp"]);
}

/** Of parents, AWS tells name and ARN (doc MODEL). */
function namesOnly(records: readonly AlarmRecord[]): DescribedAlarms {
  return pick(records, ["AlarmName", "AlarmArn"]);
}

function pick(records: readonly AlarmRecord[], members: readonly string[]): DescribedAlarms {
  const { MetricAlarms, CompositeAlarms, LogAlarms } = describedAlarms(records);
  const only = <T extends object>(alarm: T): T =>
    Object.fromEntries(Object.entries(alarm).filter(([member]) => members.includes(member))) as T;
  return { MetricAlarms: MetricAlarms.map(only), CompositeAlarms: CompositeAlarms.map(only), LogAlarms };
}
