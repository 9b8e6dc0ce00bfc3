import { parseLogGroupArn } from "../../cloudtrail/log-group-arn.ts";
import type { CloudTrailRecord } from "../../cloudtrail/record.ts";
import { selects } from "../../cloudtrail/selector.ts";
import { reaches } from "../../cloudtrail/trail.ts";
import { type Account, inRegion } from "../account.ts";
import { gapFor } from "../gaps.ts";
import type { Inventory, LogGroupItem, TrailItem } from "../inventory.ts";
import type { Stop } from "./stop.ts";

/** The log groups that a record is delivered to, and how often: once for each trail. */
export interface Deliveries {
  readonly groups: ReadonlyMap<LogGroupItem, number>;
  readonly stops: readonly Stop[];
}

/** Which trails bring a record to which log groups, and where the other trails fail to. */
export function deliveriesOf(account: Account, record: CloudTrailRecord): Deliveries {
  const groups = new Map<LogGroupItem, number>();
  const stops: Stop[] = [];
  const { inventory } = account;
  for (const trail of inventory.trails) {
    const stop = stopInTrail(inventory, trail, record);
    if (stop !== undefined) {
      stops.push(stop);
      continue;
    }
    const group = logGroupOf(account, trail);
    if ("link" in group) stops.push(group);
    else groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  const unknown = gapFor(inventory, {
    service: "cloudtrail",
    operations: ["DescribeTrails", "ListTrails", "GetTrail"],
  });
  if (unknown !== undefined) stops.push({ link: "trail", reason: "not all trails could be read", unknown });
  else if (inventory.trails.length === 0) stops.push({ link: "trail", reason: "there is no trail" });
  return { groups, stops };
}

function stopInTrail(inventory: Inventory, trail: TrailItem, record: CloudTrailRecord): Stop | undefined {
  const { Name, HomeRegion, status, selectors } = trail;
  const stop = (reason: string): Stop => ({ link: "trail", reason: `the trail ${Name} ${reason}` });
  if (status?.IsLogging === false) return stop("is not logging (IsLogging is false)");
  if (!reaches(trail, record)) {
    const region = typeof record["awsRegion"] === "string" ? record["awsRegion"] : "another region";
    if (trail.IsMultiRegionTrail || region === HomeRegion)
      return stop("leaves out global services (IncludeGlobalServiceEvents is false)");
    return stop(`logs ${HomeRegion} only (IsMultiRegionTrail is false), and the event is in ${region}`);
  }
  if (selectors === undefined) {
    const unknown = `the event selectors of the trail ${Name} were not read`;
    return {
      ...stop("has event selectors that could not be read"),
      unknown: gapOfTrail(inventory, trail, "GetEventSelectors") ?? unknown,
    };
  }
  if (!selects(selectors, record)) return stop("does not log the event: its event selectors leave it out");
  if (status === undefined) {
    const unknown = `the status of the trail ${Name} was not read`;
    return {
      ...stop("has a status that could not be read"),
      unknown: gapOfTrail(inventory, trail, "GetTrailStatus") ?? unknown,
    };
  }
  return undefined;
}

function gapOfTrail(inventory: Inventory, { TrailARN, Name }: TrailItem, operation: string): string | undefined {
  return gapFor(inventory, { service: "cloudtrail", operations: [operation], resources: [TrailARN, Name] });
}

const destinations = new WeakMap<Account, Map<TrailItem, LogGroupItem | Stop>>();

/** {@link findLogGroup}, asked once: every event asks it of every trail. */
function logGroupOf(account: Account, trail: TrailItem): LogGroupItem | Stop {
  const known = destinations.get(account) ?? new Map<TrailItem, LogGroupItem | Stop>();
  destinations.set(account, known);
  const group = known.get(trail) ?? findLogGroup(account, trail);
  known.set(trail, group);
  return group;
}

/** The log group that a trail writes to. */
function findLogGroup(account: Account, trail: TrailItem): LogGroupItem | Stop {
  const { Name, CloudWatchLogsLogGroupArn: arn, status } = trail;
  const stop = (reason: string): Stop => ({ link: "log-group", reason });
  if (arn === undefined || arn === "") return stop(`the trail ${Name} has no log group (CloudWatchLogsLogGroupArn)`);
  const place = parseLogGroupArn(arn);
  if (place === undefined) return stop(`the trail ${Name} has a log group that is none: ${arn}`);
  const { region, logGroupName } = place;
  const { inventory } = account;
  if (place.account !== inventory.account) {
    const unknown = `the account ${place.account}, to which the trail ${Name} delivers, was not read`;
    return { ...stop(`the trail ${Name} delivers to the account ${place.account}`), unknown };
  }
  const group = account.logGroups.get(inRegion(region, logGroupName));
  if (group === undefined) {
    const operations = ["DescribeLogGroups", "ListLogGroups"];
    const unknown = gapFor(inventory, { service: "logs", operations, region, resources: [logGroupName, arn] });
    const named = `the log group ${logGroupName} of the trail ${Name}`;
    return unknown === undefined
      ? stop(`${named} does not exist in ${region}`)
      : { ...stop(`${named} could not be read`), unknown };
  }
  const error = status?.LatestCloudWatchLogsDeliveryError;
  if (error !== undefined && error !== "")
    return stop(`the trail ${Name} cannot deliver to ${logGroupName} (LatestCloudWatchLogsDeliveryError: ${error})`);
  // doc CWLUG, log classes: only groups of the class STANDARD have metric filters.
  if ((group.logGroupClass ?? "STANDARD") !== "STANDARD")
    return stop(`the log group ${logGroupName} is of the class ${group.logGroupClass}, which has no metric filters`);
  return group;
}
