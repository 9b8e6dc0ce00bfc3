import type { ChainDemands } from "../authorities/auditor.ts";
import { judgeChain } from "../authorities/judge-chain.ts";
import { gapFor } from "../gaps.ts";
import type { Inventory, MetricFilterItem } from "../inventory.ts";

/** An asset that a stored check complains of. Text values only, so that they compare as they read. */
export type Asset = Readonly<Record<string, string>>;

/** What a stored check of the monitoring found. */
export interface MonitoringAnswer {
  /** The account, when nothing monitors it as the check wants; nothing otherwise. */
  readonly assets: readonly Asset[];
  /** The filter that satisfies it. */
  readonly filter?: MetricFilterItem;
  /** What could not be read, where that may be what is missing. */
  readonly gap?: string;
}

/** Members of the asset, and what the fragment that stored checks name without defining it stands for. unk */
export const ASSET_MEMBERS: readonly string[] = ["id", "name", "type", "connector", "account"];
export const ASSET_FRAGMENT = "...AssetFragment";

/**
 * The check is called "a log metric filter and alarm exist", so the alarm must be on the filter's metric; it says nothing of
 * the trail's log group. inf
 */
const DEMANDS: ChainDemands = {
  trail: "not-looked-at",
  filterIn: "any-log-group",
  alarm: "same-metric",
  alarmActions: false,
  subscription: "not-looked-at",
};

/**
 * `AWSMonitoring(filterPattern)`: the account when no metric filter whose text the expression is found in has an alarm. The
 * checks expect `[]`, so what is listed is what is amiss. inf
 */
export function unmonitored(inventory: Inventory, search: (filterPattern: string) => boolean): MonitoringAnswer {
  const { account } = inventory;
  const judgement = judgeChain(inventory, DEMANDS, search);
  if (judgement.stage === "passed") return { assets: [], filter: judgement.filter };
  const asset: Asset = {
    id: `arn:aws:iam::${account}:root`,
    name: account,
    type: "AWSAccount",
    connector: "AWS",
    account,
  };
  const gap =
    gapFor(inventory, { service: "logs", operations: ["DescribeMetricFilters"] }) ??
    gapFor(inventory, { service: "cloudwatch", operations: ["DescribeAlarms"] });
  return { assets: [asset], ...(gap === undefined ? {} : { gap }) };
}
