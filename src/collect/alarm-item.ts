import type { CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { type AlarmConfiguration, STATE_VALUES, type StateValue } from "../alarm/alarm.ts";
import { parseCompositeAlarm } from "../alarm/composite/composite-alarm.ts";
import { parseMetricAlarm } from "../alarm/validate.ts";
import type { MetricDataQueryRequest } from "../alarm/validate-metrics.ts";
import type { AlarmItem } from "../audit/inventory.ts";
import type { DescribedAlarm } from "./aws/cloudwatch.ts";
import { defined } from "./defined.ts";

/** A metric as filters publish it and alarms watch it. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly metricName: string;
}

/** An alarm of an account: one whose behaviour is known, or one of a kind that Tocsin has no model of. */
export type AccountAlarm =
  | { readonly kind: "modelled"; readonly item: AlarmItem }
  | {
      readonly kind: "not-modelled";
      readonly AlarmName: string;
      readonly AlarmArn: string;
      /** What it watches; absent of alarms that may watch anything. */
      readonly metrics?: readonly WatchedMetric[];
      readonly why: string;
    };

/** Reads an alarm as AWS describes it, by the same rules that a request to put it goes through. */
export function accountAlarm(described: DescribedAlarm, region: string, account: string): AccountAlarm {
  switch (described.kind) {
    case "metric":
      return metricAlarm(described.alarm, region);
    case "composite":
      return compositeAlarm(described.alarm, region, account);
    case "log": {
      const { AlarmName = "", AlarmArn = "" } = described.alarm;
      return { kind: "not-modelled", AlarmName, AlarmArn, why: "log alarms run queries, which Tocsin does not" };
    }
    default:
      return described satisfies never;
  }
}

function metricAlarm(alarm: MetricAlarm, region: string): AccountAlarm {
  const { AlarmName = "", AlarmArn = "", ComparisonOperator = "", Metrics = [] } = alarm;
  const notModelled = (why: string): AccountAlarm => {
    const everything = alarm.EvaluationCriteria !== undefined;
    return { kind: "not-modelled", AlarmName, AlarmArn, ...(everything ? {} : { metrics: metricsOf(alarm) }), why };
  };
  if (alarm.EvaluationWindow !== undefined && !("SlidingWindow" in alarm.EvaluationWindow))
    return notModelled("its evaluation windows follow the clock of a time zone");
  if (alarm.WarmUpConfiguration !== undefined) return notModelled("it has a warm-up period");
  const request = {
    ...settingsOf(alarm),
    AlarmName,
    ComparisonOperator,
    ...defined({
      MetricName: alarm.MetricName,
      Namespace: alarm.Namespace,
      Statistic: alarm.Statistic,
      ExtendedStatistic: alarm.ExtendedStatistic,
      Dimensions: dimensions(alarm.Dimensions),
      Period: alarm.Period,
      Unit: alarm.Unit,
      EvaluationPeriods: alarm.EvaluationPeriods,
      DatapointsToAlarm: alarm.DatapointsToAlarm,
      Threshold: alarm.Threshold,
      TreatMissingData: alarm.TreatMissingData,
      EvaluateLowSampleCountPercentile: alarm.EvaluateLowSampleCountPercentile,
      ThresholdMetricId: alarm.ThresholdMetricId,
      EvaluationCriteria: alarm.EvaluationCriteria,
    }),
    ...(Metrics.length === 0 ? {} : { Metrics: Metrics.map(metricQuery) }),
  };
  const parsed = parseMetricAlarm(request, AlarmArn, updatedAt(alarm));
  if (!parsed.ok) return notModelled(parsed.refusals.map(({ message }) => message).join(" "));
  return { kind: "modelled", item: itemOf(parsed.configuration, alarm, region) };
}

function compositeAlarm(alarm: CompositeAlarm, region: string, account: string): AccountAlarm {
  const { AlarmName = "", AlarmArn = "", AlarmRule = "" } = alarm;
  const request = {
    ...settingsOf(alarm),
    AlarmName,
    AlarmRule,
    ...defined({
      ActionsSuppressor: alarm.ActionsSuppressor === "" ? undefined : alarm.ActionsSuppressor,
      ActionsSuppressorWaitPeriod: alarm.ActionsSuppressorWaitPeriod,
      ActionsSuppressorExtensionPeriod: alarm.ActionsSuppressorExtensionPeriod,
    }),
  };
  const parsed = parseCompositeAlarm(request, { region, account }, updatedAt(alarm));
  if (!parsed.ok) return { kind: "not-modelled", AlarmName, AlarmArn, why: parsed.refusal.message };
  return { kind: "modelled", item: itemOf(parsed.configuration, alarm, region) };
}

function settingsOf(alarm: MetricAlarm | CompositeAlarm) {
  const { AlarmDescription, ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions } = alarm;
  return defined({ AlarmDescription, ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions });
}

function itemOf(configuration: AlarmConfiguration, alarm: MetricAlarm | CompositeAlarm, region: string): AlarmItem {
  const { StateReason, StateUpdatedTimestamp } = alarm;
  return {
    region,
    // The ARN is AWS's, not one that was put together here.
    configuration: { ...configuration, AlarmArn: alarm.AlarmArn ?? configuration.AlarmArn },
    StateValue: stateValue(alarm.StateValue),
    ...defined({ StateReason, StateUpdatedTimestamp: StateUpdatedTimestamp?.getTime() }),
  };
}

function stateValue(given: string | undefined): StateValue {
  return STATE_VALUES.find((value) => value === given) ?? "INSUFFICIENT_DATA";
}

function updatedAt({ AlarmConfigurationUpdatedTimestamp: time }: MetricAlarm | CompositeAlarm): number {
  return time?.getTime() ?? 0;
}

type SdkQuery = NonNullable<MetricAlarm["Metrics"]>[number];

function metricQuery({ Id = "", MetricStat, ...query }: SdkQuery): MetricDataQueryRequest {
  const { Expression, Label, ReturnData, Period, AccountId } = query;
  const rest = defined({ Expression, Label, ReturnData, Period, AccountId });
  if (MetricStat === undefined) return { Id, ...rest };
  const { Metric = {}, Period: period = 0, Stat = "", Unit } = MetricStat;
  const { Namespace, MetricName, Dimensions } = Metric;
  const metric = defined({ Namespace, MetricName, Dimensions: dimensions(Dimensions) });
  return { Id, ...rest, MetricStat: { Metric: metric, Period: period, Stat, ...defined({ Unit }) } };
}

function dimensions(
  given: MetricAlarm["Dimensions"],
): readonly { readonly Name: string; readonly Value: string }[] | undefined {
  return given?.map(({ Name = "", Value = "" }) => ({ Name, Value }));
}

/** The metrics that an alarm reads, by itself or in the terms of its expression. */
export function metricsOf(
  alarm: Pick<MetricAlarm, "MetricName" | "Namespace"> & {
    readonly Metrics?:
      | readonly {
          readonly MetricStat?:
            | {
                readonly Metric?:
                  | { readonly Namespace?: string | undefined; readonly MetricName?: string | undefined }
                  | undefined;
              }
            | undefined;
        }[]
      | undefined;
  },
): readonly WatchedMetric[] {
  const read = [alarm, ...(alarm.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric ?? {})];
  return read.flatMap(({ Namespace: namespace, MetricName: metricName }) =>
    namespace === undefined || metricName === undefined ? [] : [{ namespace, metricName }],
  );
}
