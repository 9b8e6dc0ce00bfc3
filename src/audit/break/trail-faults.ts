import type { TrailItem } from "../inventory.ts";
import { type Fault, type FaultKind, faultsOfItem } from "./fault.ts";

const KINDS: readonly FaultKind<TrailItem>[] = [
  {
    kind: "trail-stopped",
    does: "the trail is stopped",
    eventName: "StopLogging",
    change: (trail) => ({ ...trail, status: { ...trail.status, IsLogging: false } }),
  },
  { kind: "trail-deleted", does: "the trail is deleted", eventName: "DeleteTrail", change: () => undefined },
  {
    kind: "trail-without-log-group",
    does: "the trail no longer writes to CloudWatch Logs",
    eventName: "UpdateTrail",
    change: ({ CloudWatchLogsLogGroupArn: _group, CloudWatchLogsRoleArn: _role, ...trail }) => trail,
  },
  {
    kind: "trail-log-group-swapped",
    does: "the trail writes to another log group",
    eventName: "UpdateTrail",
    change: (trail) => ({
      ...trail,
      CloudWatchLogsLogGroupArn: (trail.CloudWatchLogsLogGroupArn ?? "").replace(/:\*$/, "-other:*"),
    }),
  },
  {
    kind: "trail-single-region",
    does: "the trail logs its home region only",
    eventName: "UpdateTrail",
    change: (trail) => (trail.IsMultiRegionTrail ? { ...trail, IsMultiRegionTrail: false } : trail),
  },
  {
    kind: "trail-without-global-services",
    does: "the trail logs its home region only, and no global services",
    eventName: "UpdateTrail",
    change: (trail) => ({ ...trail, IsMultiRegionTrail: false, IncludeGlobalServiceEvents: false }),
  },
  {
    kind: "trail-without-management-events",
    does: "the event selectors leave out management events",
    eventName: "PutEventSelectors",
    change: (trail) => ({ ...trail, selectors: { eventSelectors: [{ IncludeManagementEvents: false }] } }),
  },
  {
    kind: "trail-write-only",
    does: "the event selectors leave out calls that only read",
    eventName: "PutEventSelectors",
    change: (trail) => ({
      ...trail,
      selectors: { eventSelectors: [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true }] },
    }),
  },
  {
    kind: "trail-read-only",
    does: "the event selectors leave out calls that write",
    eventName: "PutEventSelectors",
    change: (trail) => ({
      ...trail,
      selectors: { eventSelectors: [{ ReadWriteType: "ReadOnly", IncludeManagementEvents: true }] },
    }),
  },
];

export function trailFaults(trail: TrailItem): readonly Fault[] {
  return faultsOfItem("trail", `trail ${trail.Name}`, KINDS, trail, {
    of: ({ trails }) => trails,
    put: (inventory, trails) => ({ ...inventory, trails }),
  });
}
