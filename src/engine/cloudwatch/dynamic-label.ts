import type { Series } from "../../metric/math/index.ts";
import type { MetricQuery } from "./metric-data-query.ts";

/** A label whose placeholders are read: literal text, and what is to be put between. */
export type LabelPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "label" }
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "statistic"; readonly name: LabelStatistic };

export type ReadLabel =
  | { readonly ok: true; readonly parts: readonly LabelPart[] }
  | { readonly ok: false; readonly message: string };

const LABEL_STATISTICS = [
  "AVG",
  "DATAPOINT_COUNT",
  "FIRST",
  "FIRST_LAST_RANGE",
  "LAST",
  "MAX",
  "MIN",
  "MIN_MAX_RANGE",
  "SUM",
] as const;
type LabelStatistic = (typeof LABEL_STATISTICS)[number];

const PROPERTIES = ["AccountId", "MetricName", "Namespace", "Period", "Region", "Stat"];
/** doc CWUG */
const MAX_STATISTICS = 5;

/** Whether a label has placeholders at all. */
export function isDynamicLabel(label: string): boolean {
  return label.includes("${");
}

/**
 * Reads the placeholders of a label: `${LABEL}` (once), `${PROP('Stat')}` and the like, and up to five of the datapoints
 * (doc CWUG). Those that print times are not supported: how CloudWatch writes them is not known.
 *
 * @example
 * readDynamicLabel("max ${MAX} of ${LABEL}"); // { ok: true, parts: [text, statistic MAX, text, label] }
 */
export function readDynamicLabel(label: string): ReadLabel {
  const parts: LabelPart[] = [];
  let at = 0;
  for (let open = label.indexOf("${"); open !== -1; open = label.indexOf("${", at)) {
    const close = label.indexOf("}", open);
    if (close === -1) break;
    if (open > at) parts.push({ kind: "text", text: label.slice(at, open) });
    const placeholder = label.slice(open + 2, close).trim();
    const part = placeholderPart(placeholder);
    if (part === undefined) return { ok: false, message: `Tocsin does not support \${${placeholder}} in a label.` };
    parts.push(part);
    at = close + 1;
  }
  if (at < label.length) parts.push({ kind: "text", text: label.slice(at) });
  // The bounds are doc CWUG, the words are Tocsin's (unk).
  if (parts.filter(({ kind }) => kind === "label").length > 1) {
    return { ok: false, message: "A label may have ${LABEL} only once." };
  }
  if (parts.filter(({ kind }) => kind === "statistic").length > MAX_STATISTICS) {
    return { ok: false, message: `A label may have at most ${MAX_STATISTICS} values of datapoints.` };
  }
  return { ok: true, parts };
}

function placeholderPart(placeholder: string): LabelPart | undefined {
  if (placeholder === "LABEL") return { kind: "label" };
  const statistic = LABEL_STATISTICS.find((name) => name === placeholder);
  if (statistic !== undefined) return { kind: "statistic", name: statistic };
  const property = /^PROP\((['"])([^'"]+)\1\)$/.exec(placeholder)?.[2];
  if (property === undefined) return undefined;
  return PROPERTIES.includes(property) || property.startsWith("Dim.")
    ? { kind: "property", name: property }
    : undefined;
}

/** Where the metrics of a label are. */
export interface LabelScope {
  readonly account: string;
  readonly region: string;
}

/** The label of one result. `query` is absent for an expression, which has no properties of a metric (inf: they are empty). */
export function renderLabel(
  parts: readonly LabelPart[],
  series: Series,
  query: MetricQuery | undefined,
  scope: LabelScope,
): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case "text":
          return part.text;
        case "label":
          return series.label;
        case "property":
          return property(part.name, query, scope);
        case "statistic":
          return number(part.name, series);
      }
    })
    .join("");
}

function property(name: string, query: MetricQuery | undefined, { account, region }: LabelScope): string {
  switch (name) {
    case "AccountId":
      return account;
    case "Region":
      return region;
    case "MetricName":
      return query?.metric.metricName ?? "";
    case "Namespace":
      return query?.metric.namespace ?? "";
    case "Period":
      return query === undefined ? "" : String(query.period);
    case "Stat":
      return query?.stat ?? "";
    default:
      return query?.metric.dimensions.find((dimension) => `Dim.${dimension.name}` === name)?.value ?? "";
  }
}

/** Printed as short as it can be told exactly; of no datapoints nothing (unk: CloudWatch's own form). */
function number(name: LabelStatistic, { values }: Series): string {
  if (name === "DATAPOINT_COUNT") return String(values.length);
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return "";
  const [sum, least, most] = values.reduce(
    ([total, low, high], value) => [total + value, Math.min(low, value), Math.max(high, value)],
    [0, first, first],
  );
  switch (name) {
    case "AVG":
      return String((sum ?? 0) / values.length);
    case "FIRST":
      return String(first);
    case "FIRST_LAST_RANGE":
      return String(Math.abs(last - first));
    case "LAST":
      return String(last);
    case "MAX":
      return String(most);
    case "MIN":
      return String(least);
    case "MIN_MAX_RANGE":
      return String((most ?? 0) - (least ?? 0));
    case "SUM":
      return String(sum);
  }
}
