import {
  type AlarmState,
  type CompositeAlarmConfiguration,
  isCompositeAlarm,
  type MetricAlarmConfiguration,
} from "../../alarm/alarm.ts";
import { describeSuppression } from "../../alarm/composite/state.ts";
import type { AlarmRecord } from "../ports.ts";

type DescribedState = Omit<AlarmState, "suppression">;

/** An alarm as DescribeAlarms gives it: lists are empty, everything else that was not given is absent. obs STACKD, LS */
export type MetricAlarm = MetricAlarmConfiguration & DescribedState;

export interface CompositeAlarm extends CompositeAlarmConfiguration, DescribedState {
  readonly ActionsSuppressedBy?: string;
  readonly ActionsSuppressedReason?: string;
}

/** Alarms in the lists by which AWS tells their types apart; log alarms are not part of Tocsin. */
export interface DescribedAlarms {
  readonly MetricAlarms: readonly MetricAlarm[];
  readonly CompositeAlarms: readonly CompositeAlarm[];
  readonly LogAlarms: readonly [];
}

export function describedAlarms(records: readonly AlarmRecord[]): DescribedAlarms {
  const MetricAlarms: MetricAlarm[] = [];
  const CompositeAlarms: CompositeAlarm[] = [];
  for (const { configuration, state: withSuppression } of records) {
    const { suppression, ...state } = withSuppression;
    if (isCompositeAlarm(configuration)) {
      const suppressed = suppression === undefined ? {} : describeSuppression(suppression);
      CompositeAlarms.push({ ...configuration, ...state, ...suppressed });
    } else {
      MetricAlarms.push({ ...configuration, ...state });
    }
  }
  return { MetricAlarms, CompositeAlarms, LogAlarms: [] };
}
