export {
  type AlarmDimension,
  type AlarmState,
  alarmArn,
  alarmMetric,
  COMPARISON_OPERATORS,
  type ComparisonOperator,
  initialState,
  type MetricAlarmConfiguration,
  STATE_VALUES,
  type StateValue,
  TREAT_MISSING_DATA,
  type TreatMissingData,
} from "./alarm.ts";
export { type Decision, type DecisionInput, decide, type SlotVerdict } from "./decide.ts";
export type { EvidenceLine } from "./email-text.ts";
export { type Evaluation, evaluateAlarm, type Slot } from "./evaluate.ts";
export { evaluationRange, evaluationSecond, nextEvaluation, slotStarts } from "./evaluation-range.ts";
export { type ActionOutcome, type AlarmHistoryItem, actionItem, type HistoryItemType } from "./history.ts";
export { type AlarmNotification, alarmNotification, publishedMessage } from "./notification.ts";
export type { AlarmRefusal } from "./refusal.ts";
export { regionName } from "./region-name.ts";
export { checkStateReasonData, type SetAlarmStateRequest } from "./set-alarm-state.ts";
export type { StateChange } from "./state-change.ts";
export { type Alarm, type AlarmEvent, actionsOf, applyEvent, TRANSITIONS, type Transition } from "./transition.ts";
export { type ParsedMetricAlarm, type PutMetricAlarmRequest, parseMetricAlarm } from "./validate.ts";
