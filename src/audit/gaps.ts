import type { Gap, Inventory } from "./inventory.ts";

/** What somebody wanted to know: of one region, and perhaps of one resource there. */
export interface Wanted {
  readonly service: Gap["service"];
  /** Any of them would have told. */
  readonly operations: readonly string[];
  /** Any region unless given. */
  readonly region?: string;
  /** Names by which calls may have asked for it. A gap that names no resource concerns all of them. */
  readonly resources?: readonly string[];
}

/** The first gap of a list that broke off, so that nobody knows what else is in it; undefined when all of it was read. */
export function listGapFor(inventory: Inventory, wanted: Omit<Wanted, "resources">): string | undefined {
  const gaps = inventory.gaps.filter(({ resource }) => resource === undefined);
  return gapFor({ ...inventory, gaps }, wanted);
}

/** The first gap of an inventory that keeps something from being known, told in a sentence; undefined when there is none. */
export function gapFor({ gaps, regions }: Inventory, wanted: Wanted): string | undefined {
  const { service, operations, region, resources = [] } = wanted;
  const found = gaps.find(
    (gap) =>
      gap.service === service &&
      operations.includes(gap.operation) &&
      (region === undefined || gap.region === region) &&
      (gap.resource === undefined || resources.length === 0 || resources.includes(gap.resource)),
  );
  if (found !== undefined) return tellGap(found);
  return region === undefined || regions.includes(region) ? undefined : `the region ${region} was not read`;
}

/** `sns:GetTopicAttributes of alerts in eu-west-1: AccessDenied` */
function tellGap({ service, operation, region, resource, code }: Gap): string {
  const what = resource === undefined ? "" : ` of ${resource}`;
  return `${service}:${operation}${what} in ${region}: ${code}`;
}
