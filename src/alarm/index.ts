export {
  type AlarmConfiguration,
  type AlarmDimension,
  type AlarmMetricQuery,
  type AlarmState,
  alarmArn,
  alarmMetric,
  COMPARISON_OPERATORS,
  type ComparisonOperator,
  type CompositeAlarmConfiguration,
  initialState,
  type MetricAlarmConfiguration,
  STATE_VALUES,
  type StateValue,
  TREAT_MISSING_DATA,
  type TreatMissingData,
} from "./alarm.ts";
export {
  type ParsedCompositeAlarm,
  type PutCompositeAlarmRequest,
  parseCompositeAlarm,
} from "./composite/composite-alarm.ts";
export { type ParsedRule, parseAlarmRule } from "./composite/parse-rule.ts";
export { type AlarmRule, referencesOf, ruleHolds } from "./composite/rule.ts";
export { type Suppression, type Suppressor, suppress } from "./composite/suppression.ts";
export { type Decision, type DecisionInput, decide, type SlotVerdict } from "./decide.ts";
export type { EvidenceLine } from "./email-text.ts";
export { type Evaluation, evaluateAlarm, type Slot } from "./evaluate.ts";
export { evaluationRange, evaluationSecond, nextEvaluation, scheduleOf, slotStarts } from "./evaluation-range.ts";
export { type ActionOutcome, type AlarmHistoryItem, actionItem, type HistoryItemType } from "./history.ts";
export {
  type MuteRule,
  type MuteRuleStatus,
  type MuteWindow,
  muteRuleStatus,
  muteWindowAt,
} from "./mute/mute-rule.ts";
export { type AlarmNotification, alarmNotification, publishedMessage } from "./notification.ts";
export type { AlarmRefusal } from "./refusal.ts";
export { regionName } from "./region-name.ts";
export { checkStateReasonData, type SetAlarmStateRequest } from "./set-alarm-state.ts";
export type { StateChange } from "./state-change.ts";
export { type Alarm, type AlarmEvent, actionsOf, applyEvent, TRANSITIONS, type Transition } from "./transition.ts";
export { type ParsedMetricAlarm, type PutMetricAlarmRequest, parseMetricAlarm } from "./validate.ts";
