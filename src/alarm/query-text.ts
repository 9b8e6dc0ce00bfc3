import type { AlarmMetricQuery } from "./alarm.ts";
import { jsonArray, jsonObject } from "./wire-text.ts";

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function whole(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** The queries of an alarm as its message lists them (obs STACKD sns_publications; the order within dimensions: obs LS). */
export function messageQueries(queries: readonly AlarmMetricQuery[]): string {
  return jsonArray(
    queries.map((query) =>
      jsonObject([
        ["Expression", text(query.Expression)],
        ["Id", text(query.Id)],
        ["Label", text(query.Label)],
        ["MetricStat", query.MetricStat === undefined ? undefined : messageMetric(query.MetricStat)],
        ["ReturnData", String(query.ReturnData)],
        ["Period", whole(query.Period)],
        ["AccountId", text(query.AccountId)],
      ]),
    ),
  );
}

function messageMetric({ Metric, Period, Stat, Unit }: NonNullable<AlarmMetricQuery["MetricStat"]>): string {
  const dimensions = Metric.Dimensions.map(({ Name, Value }) =>
    jsonObject([
      ["value", JSON.stringify(Value)],
      ["name", JSON.stringify(Name)],
    ]),
  );
  return jsonObject([
    [
      "Metric",
      jsonObject([
        ["Dimensions", jsonArray(dimensions)],
        ["MetricName", text(Metric.MetricName)],
        ["Namespace", text(Metric.Namespace)],
      ]),
    ],
    ["Period", String(Period)],
    ["Stat", JSON.stringify(Stat)],
    ["Unit", text(Unit)],
  ]);
}

/** The queries of an alarm as its history writes them; names in lower case as everything there, their order is inf. */
export function historyQueries(queries: readonly AlarmMetricQuery[]): string {
  return jsonArray(
    queries.map((query) =>
      jsonObject([
        ["id", text(query.Id)],
        ["metricStat", query.MetricStat === undefined ? undefined : historyMetric(query.MetricStat)],
        ["expression", text(query.Expression)],
        ["label", text(query.Label)],
        ["returnData", String(query.ReturnData)],
        ["period", whole(query.Period)],
        ["accountId", text(query.AccountId)],
      ]),
    ),
  );
}

function historyMetric({ Metric, Period, Stat, Unit }: NonNullable<AlarmMetricQuery["MetricStat"]>): string {
  const dimensions = Metric.Dimensions.map(({ Name, Value }) =>
    jsonObject([
      ["name", JSON.stringify(Name)],
      ["value", JSON.stringify(Value)],
    ]),
  );
  return jsonObject([
    [
      "metric",
      jsonObject([
        ["namespace", text(Metric.Namespace)],
        ["metricName", text(Metric.MetricName)],
        ["dimensions", jsonArray(dimensions)],
      ]),
    ],
    ["period", String(Period)],
    ["stat", JSON.stringify(Stat)],
    ["unit", text(Unit)],
  ]);
}
