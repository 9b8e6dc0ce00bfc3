import { deleteAlarmMuteRule, getAlarmMuteRule } from "./alarm-mute-rules.ts";
import { deleteAlarms, disableAlarmActions, enableAlarmActions } from "./change-alarms.ts";
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from "./dashboards.ts";
import { describeAlarmHistory } from "./describe-alarm-history.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { describeAlarmsForMetric } from "./describe-alarms-for-metric.ts";
import { getMetricData } from "./get-metric-data.ts";
import { getMetricStatistics } from "./get-metric-statistics.ts";
import { listAlarmMuteRules } from "./list-alarm-mute-rules.ts";
import { listMetrics } from "./list-metrics.ts";
import { putAlarmMuteRule } from "./put-alarm-mute-rule.ts";
import { putCompositeAlarm } from "./put-composite-alarm.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { putMetricData } from "./put-metric-data.ts";
import { setAlarmState } from "./set-alarm-state.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";

/** The operations of CloudWatch, by AWS's names. */
export const cloudwatchOperations = {
  PutMetricAlarm: putMetricAlarm,
  PutCompositeAlarm: putCompositeAlarm,
  DescribeAlarms: describeAlarms,
  DescribeAlarmsForMetric: describeAlarmsForMetric,
  DeleteAlarms: deleteAlarms,
  SetAlarmState: setAlarmState,
  DescribeAlarmHistory: describeAlarmHistory,
  EnableAlarmActions: enableAlarmActions,
  DisableAlarmActions: disableAlarmActions,
  GetMetricData: getMetricData,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
  GetMetricStatistics: getMetricStatistics,
  ListMetrics: listMetrics,
  PutMetricData: putMetricData,
  PutAlarmMuteRule: putAlarmMuteRule,
  GetAlarmMuteRule: getAlarmMuteRule,
  ListAlarmMuteRules: listAlarmMuteRules,
  DeleteAlarmMuteRule: deleteAlarmMuteRule,
  PutDashboard: putDashboard,
  GetDashboard: getDashboard,
  ListDashboards: listDashboards,
  DeleteDashboards: deleteDashboards,
} as const;
