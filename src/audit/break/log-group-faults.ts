import type { LogGroupItem } from "../inventory.ts";
import type { Fault } from "./fault.ts";

/** What can go wrong with a log group: its metric filters go with it. */
export function logGroupFaults(group: LogGroupItem): readonly Fault[] {
  const { region, logGroupName } = group;
  return [
    {
      id: `log-group-deleted log group ${logGroupName}`,
      kind: "log-group-deleted",
      link: "log-group",
      title: `log group ${logGroupName}: the log group is deleted, and its metric filters with it`,
      eventName: "DeleteLogGroup",
      apply: (inventory) => ({
        ...inventory,
        logGroups: inventory.logGroups.filter((one) => one !== group),
        metricFilters: inventory.metricFilters.filter(
          (filter) => filter.region !== region || filter.logGroupName !== logGroupName,
        ),
      }),
    },
  ];
}
