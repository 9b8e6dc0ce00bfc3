import type { Trail } from "@aws-sdk/client-cloudtrail";
import type { AlarmItem, Inventory, LogGroupItem, MetricFilterItem, MuteRuleItem } from "../audit/inventory.ts";
import type { Clients } from "./clients.ts";
import { isNotEnabled } from "./gap.ts";
import { modelledAlarms, readAlarms, readMuteRules, withAlarmTags } from "./read-alarms.ts";
import { readKeys } from "./read-keys.ts";
import { groupKey, readLogGroups, readMetricFilters, trailLogGroups, withGroupTags } from "./read-logs.ts";
import { readTopic, topicsOf } from "./read-topics.ts";
import { readTrails, seenTrails } from "./read-trails.ts";
import { createReader, type Reader } from "./reader.ts";
import { isOptIn, regionsOf } from "./region.ts";

/** Whose chain is read, and how. */
export interface Source {
  /** Twelve digits. */
  readonly account: string;
  readonly partition: string;
  readonly clients: Clients;
}

export type Progress =
  | { readonly kind: "calls"; readonly account: string; readonly done: number }
  /** An opt-in region that the account has not enabled: there is nothing to read in it. */
  | { readonly kind: "region-not-enabled"; readonly account: string; readonly region: string };

export interface CollectOptions {
  readonly source: Source;
  /** All of the partition unless given; of those, opt-in regions that are not enabled are left out. */
  readonly regions?: readonly string[];
  /** Epoch milliseconds. */
  readonly collectedAt: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** What one region holds. */
interface RegionReading {
  readonly logGroups: readonly LogGroupItem[];
  readonly metricFilters: readonly MetricFilterItem[];
  readonly alarms: readonly AlarmItem[];
  readonly muteRules: readonly MuteRuleItem[];
}

/**
 * Reads the monitoring chain of one account with calls that change nothing, regions side by side, each thing once. What is
 * refused or fails becomes a gap, and everything else goes on.
 *
 * @throws the reason of `signal` when it is aborted
 */
export async function collect(options: CollectOptions): Promise<Inventory> {
  const { source, collectedAt, onProgress = () => undefined, signal } = options;
  const { account, clients } = source;
  const reader = createReader((done) => onProgress({ kind: "calls", account, done }), signal);
  const { regions, seen } = await findTrails(options, reader);
  const [trails, readings] = await Promise.all([
    readTrails(seen, account, clients, reader),
    Promise.all(regions.map((region) => readRegion(region, account, clients, reader))),
  ]);
  const alarms = readings.flatMap((reading) => reading.alarms);
  const metricFilters = readings.flatMap((reading) => reading.metricFilters);
  const ofTrails = trailLogGroups(trails, account);
  const filtersOfTrails = metricFilters.filter((filter) => ofTrails.has(groupKey(filter)));
  const [logGroups, taggedAlarms, topicReadings] = await Promise.all([
    withGroupTags(
      readings.flatMap((reading) => reading.logGroups),
      ofTrails,
      clients,
      reader,
    ),
    withAlarmTags(alarms, filtersOfTrails, clients, reader),
    Promise.all(topicsOf(alarms).map((topicArn) => readTopic(topicArn, clients, reader))),
  ]);
  const topics = topicReadings.flatMap((reading) => reading.topics);
  const keys = await readKeys(topics, clients, reader);
  return {
    formatVersion: 1,
    account,
    collectedAt,
    regions,
    trails,
    logGroups,
    metricFilters,
    alarms: taggedAlarms,
    muteRules: readings.flatMap((reading) => reading.muteRules),
    topics,
    subscriptions: topicReadings.flatMap((reading) => reading.subscriptions),
    keys,
    gaps: reader.gaps(),
  };
}

/** The first call to every region: which trails it sees, and whether there is anything to read in it. */
async function findTrails(
  { source, regions: wanted, onProgress = () => undefined }: CollectOptions,
  reader: Reader,
): Promise<{ readonly regions: readonly string[]; readonly seen: readonly Trail[] }> {
  const { account, partition, clients } = source;
  const asked = [...new Set(wanted ?? regionsOf(partition))];
  const answers = await Promise.all(
    asked.map(async (region) => ({ region, answer: await seenTrails(region, clients, reader) })),
  );
  const regions: string[] = [];
  const seen: Trail[] = [];
  for (const { region, answer } of answers) {
    if (answer.kind === "given") seen.push(...answer.value);
    if (answer.kind === "failed") {
      if (wanted === undefined && isOptIn(region) && isNotEnabled(answer.gap)) {
        onProgress({ kind: "region-not-enabled", account, region });
        continue;
      }
      reader.note(answer.gap);
    }
    regions.push(region);
  }
  return { regions, seen };
}

async function readRegion(region: string, account: string, clients: Clients, reader: Reader): Promise<RegionReading> {
  const [logGroups, metricFilters, alarms, muteRules] = await Promise.all([
    readLogGroups(region, clients, reader),
    readMetricFilters(region, clients, reader),
    readAlarms(region, account, clients, reader),
    readMuteRules(region, clients, reader),
  ]);
  return { logGroups, metricFilters, alarms: modelledAlarms(alarms, region, metricFilters, reader), muteRules };
}
