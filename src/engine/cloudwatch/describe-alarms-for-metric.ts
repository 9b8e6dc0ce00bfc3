import { metricIdentity } from "../../metric/metric.ts";
import type { Operation } from "../context.ts";
import type { AlarmRecord } from "../ports.ts";
import { type AwsDimension, toDimensions } from "./dimensions.ts";
import { type MetricAlarm, metricAlarm } from "./metric-alarm.ts";

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
  return { MetricAlarms: records.filter((record) => agrees(record, input)).map(metricAlarm) };
};

function agrees({ configuration }: AlarmRecord, input: DescribeAlarmsForMetricInput): boolean {
  return (["Statistic", "ExtendedStatistic", "Period", "Unit"] as const).every(
    (member) => input[member] === undefined || input[member] === configuration[member],
  );
}
