import type { MetricAlarmConfiguration } from "../../alarm/alarm.ts";
import { metricIdentity } from "../../metric/metric.ts";
import type { Operation } from "../context.ts";
import { describedAlarms, type MetricAlarm } from "./described-alarm.ts";
import { type AwsDimension, toDimensions } from "./dimensions.ts";

export interface DescribeAlarmsForMetricInput {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly AwsDimension[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period?: number;
  readonly Unit?: string;
}

export interface DescribeAlarmsForMetricOutput {
  readonly MetricAlarms: readonly MetricAlarm[];
}

/** DescribeAlarmsForMetric: alarms on exactly this set of dimensions, in whatever order (doc MODEL; obs LS). */
export const describeAlarmsForMetric: Operation<DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput> = async (
  engine,
  call,
  input,
) => {
  const metric = metricIdentity(input.Namespace, input.MetricName, toDimensions(input.Dimensions));
  const records = await engine.store.transaction((tx) => tx.listAlarmsOnMetric(call.scope.region, metric));
  const agreeing = records.filter(({ configuration }) => agrees(configuration, input));
  return { MetricAlarms: describedAlarms(agreeing).MetricAlarms };
};

/** Alarms on metric math are not described here (doc MODEL). */
function agrees(configuration: MetricAlarmConfiguration, input: DescribeAlarmsForMetricInput): boolean {
  if (configuration.Metrics !== undefined) return false;
  return (["Statistic", "ExtendedStatistic", "Period", "Unit"] as const).every(
    (member) => input[member] === undefined || input[member] === configuration[member],
  );
}
