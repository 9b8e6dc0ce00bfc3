import { isCompositeAlarm } from "../../alarm/alarm.ts";
import { watchedMetrics } from "../../alarm/metric-math.ts";
import type { Inventory } from "../inventory.ts";
import type { LogGroupPlace } from "./places.ts";

/** Gives a name that nothing has yet: putting a filter or an alarm under a taken one would replace what has it. */
export type NameChooser = (wanted: string) => string;

/**
 * Names for filters that are at once names of metrics and alarms. Those that it has given are taken.
 *
 * @example
 * const choose = nameChooser(inventory, { region: "us-east-1", logGroupName: "trail" });
 * choose("root-account-usage"); // "root-account-usage", or "root-account-usage-2"
 */
export function nameChooser(inventory: Inventory, { region, logGroupName }: LogGroupPlace): NameChooser {
  const filters = inventory.metricFilters.filter((filter) => filter.region === region);
  const alarms = inventory.alarms.filter((alarm) => alarm.region === region);
  const taken = new Set([
    ...filters.filter((filter) => filter.logGroupName === logGroupName).map(({ filterName }) => filterName),
    ...filters.flatMap(({ metricTransformations }) => metricTransformations.map(({ metricName }) => metricName)),
    ...alarms.flatMap(({ configuration }) => [
      configuration.AlarmName,
      ...(isCompositeAlarm(configuration) ? [] : watchedMetrics(configuration).map(({ metricName }) => metricName)),
    ]),
  ]);
  return (wanted) => {
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
    taken.add(name);
    return name;
  };
}
