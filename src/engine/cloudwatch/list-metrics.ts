import { metricKey } from "../../metric/metric.ts";
import type { Operation } from "../context.ts";
import { decodePageToken, encodePageToken } from "../logs/page-token.ts";
import type { StoredMetric } from "../ports.ts";
import { type AwsDimension, fromDimensions } from "./dimensions.ts";
import { invalidParameterValue } from "./errors.ts";

/** A dimension that a metric must have, with this value or with any. */
export interface DimensionFilter {
  readonly Name: string;
  readonly Value?: string;
}

export interface ListMetricsInput {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly DimensionFilter[];
  /** `PT3H`: only metrics with data of the last three hours. */
  readonly RecentlyActive?: string;
  /** Only metrics of this account. */
  readonly OwningAccount?: string;
  /** Asks for the account of each metric; Tocsin has one account, and no account is linked to it. */
  readonly IncludeLinkedAccounts?: boolean;
  readonly NextToken?: string;
}

export interface ListMetricsOutput {
  readonly Metrics: readonly {
    readonly Namespace: string;
    readonly MetricName: string;
    readonly Dimensions: readonly AwsDimension[];
  }[];
  /** One for each metric, where IncludeLinkedAccounts asks for it. */
  readonly OwningAccounts?: readonly string[];
  readonly NextToken?: string;
}

const OPERATION = "ListMetrics";
/** doc MODEL, as the two times below. */
const PAGE_SIZE = 500;
const RECENT = 3 * 3_600_000;
const LISTED = 14 * 86_400_000;
const RECENTLY_ACTIVE = "PT3H";

/** ListMetrics: metrics with data of the last two weeks, once each, however many units they have. */
export const listMetrics: Operation<ListMetricsInput, ListMetricsOutput> = async (engine, call, input) => {
  if (input.RecentlyActive !== undefined && input.RecentlyActive !== RECENTLY_ACTIVE) {
    throw invalidParameterValue("Request parameter recentlyActive value is invalid"); // obs STACKD metrics
  }
  const after = input.NextToken === undefined ? undefined : readToken(input.NextToken);
  const stored = await engine.store.transaction((tx) =>
    tx.listMetrics({
      region: call.scope.region,
      ...(input.Namespace === undefined ? {} : { namespace: input.Namespace }),
      ...(input.MetricName === undefined ? {} : { metricName: input.MetricName }),
    }),
  );
  const since = engine.clock.now() - (input.RecentlyActive === undefined ? LISTED : RECENT);
  const filters = input.Dimensions ?? [];
  const { account } = call.scope;
  const byKey = new Map(
    (input.OwningAccount === undefined || input.OwningAccount === account ? stored : [])
      .filter((metric) => metric.lastStart >= since && filters.every((filter) => hasDimension(metric, filter)))
      .map(({ metric }) => [metricKey(metric), metric]),
  );
  const rest = [...byKey].filter(([key]) => after === undefined || key > after).sort(([a], [b]) => (a < b ? -1 : 1));
  const page = rest.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    Metrics: page.map(([, { namespace, metricName, dimensions }]) => ({
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: fromDimensions(dimensions),
    })),
    // The list stands there when it is empty, too: obs STACKD metrics.
    ...(input.IncludeLinkedAccounts === true ? { OwningAccounts: page.map(() => account) } : {}),
    ...(last !== undefined && rest.length > PAGE_SIZE ? { NextToken: encodePageToken([OPERATION, last[0]]) } : {}),
  };
};

function hasDimension({ metric }: StoredMetric, { Name, Value }: DimensionFilter): boolean {
  return metric.dimensions.some(({ name, value }) => name === Name && (Value === undefined || value === Value));
}

function readToken(token: string): string {
  const [key] = decodePageToken(token, OPERATION) ?? [];
  // obs STACKD metrics
  if (typeof key !== "string") throw invalidParameterValue("Request parameter NextToken is invalid");
  return key;
}
