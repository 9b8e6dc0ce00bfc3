import type { EventSelector as SdkEventSelector, Tag, Trail } from "@aws-sdk/client-cloudtrail";
import type { Tags, TrailItem, TrailStatus } from "../audit/inventory.ts";
import type { AdvancedEventSelector, EventSelector } from "../cloudtrail/selector.ts";
import type { Clients } from "./clients.ts";
import { type Defined, defined } from "./defined.ts";
import type { Answer, Reader } from "./reader.ts";

/** The trails that log in a region: its own, and those of other regions. */
export async function seenTrails(region: string, clients: Clients, reader: Reader): Promise<Answer<readonly Trail[]>> {
  const cloudTrail = await clients.cloudTrail(region);
  return reader.attempt({ action: "cloudtrail:DescribeTrails", region }, () => cloudTrail.trails());
}

/** Reads each of the trails once, in its home region, however many regions have seen it; sorted by ARN. */
export async function readTrails(
  seen: readonly Trail[],
  account: string,
  clients: Clients,
  reader: Reader,
): Promise<readonly TrailItem[]> {
  const trails = new Map(seen.flatMap((trail) => (trail.TrailARN === undefined ? [] : [[trail.TrailARN, trail]])));
  const sorted = [...trails].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(sorted.map(([arn, trail]) => readTrail(arn, trail, account, clients, reader)));
}

async function readTrail(
  arn: string,
  trail: Trail,
  account: string,
  clients: Clients,
  reader: Reader,
): Promise<TrailItem> {
  const [, , , arnRegion = "", owner] = arn.split(":");
  const region = trail.HomeRegion ?? arnRegion;
  const cloudTrail = await clients.cloudTrail(region);
  const about = { region, resource: arn };
  const [status, selectors, tags] = await Promise.all([
    reader.read({ action: "cloudtrail:GetTrailStatus", ...about }, async () => statusOf(await cloudTrail.status(arn))),
    reader.read({ action: "cloudtrail:GetEventSelectors", ...about }, async () =>
      selectorsOf(await cloudTrail.selectors(arn)),
    ),
    // Tags of an organisation's trail are the management account's affair.
    owner === account
      ? reader.read({ action: "cloudtrail:ListTags", ...about }, async () => tagsOf(await cloudTrail.tags(arn)))
      : ({ kind: "missing" } as const),
  ]);
  return {
    TrailARN: arn,
    Name: trail.Name ?? arn.split("/").at(-1) ?? "",
    HomeRegion: region,
    IsMultiRegionTrail: trail.IsMultiRegionTrail ?? false,
    IsOrganizationTrail: trail.IsOrganizationTrail ?? false,
    IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents ?? false,
    ...defined({
      S3BucketName: trail.S3BucketName,
      KmsKeyId: trail.KmsKeyId,
      CloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
      CloudWatchLogsRoleArn: trail.CloudWatchLogsRoleArn,
    }),
    ...(status.kind === "given" ? { status: status.value } : {}),
    ...(selectors.kind === "given" ? { selectors: selectors.value } : {}),
    ...(tags.kind === "given" ? { tags: tags.value } : {}),
  };
}

type Given<Method extends keyof Awaited<ReturnType<Clients["cloudTrail"]>>> = Awaited<
  ReturnType<Awaited<ReturnType<Clients["cloudTrail"]>>[Method]>
>;

function statusOf(given: Given<"status">): TrailStatus {
  return {
    IsLogging: given.IsLogging ?? false,
    ...defined({
      LatestDeliveryError: given.LatestDeliveryError,
      LatestCloudWatchLogsDeliveryError: given.LatestCloudWatchLogsDeliveryError,
      LatestCloudWatchLogsDeliveryTime: given.LatestCloudWatchLogsDeliveryTime?.getTime(),
      StopLoggingTime: given.StopLoggingTime?.getTime(),
    }),
  };
}

function selectorsOf({ EventSelectors = [], AdvancedEventSelectors = [] }: Given<"selectors">): {
  readonly eventSelectors?: readonly EventSelector[];
  readonly advancedEventSelectors?: readonly AdvancedEventSelector[];
} {
  // A trail has selectors of one kind; the list of the other may be there and empty.
  if (AdvancedEventSelectors.length > 0) {
    const advancedEventSelectors = AdvancedEventSelectors.map(({ Name, FieldSelectors = [] }) => ({
      ...defined({ Name }),
      FieldSelectors: FieldSelectors.map(({ Field = "", ...operators }) => ({ Field, ...defined(operators) })),
    }));
    return { advancedEventSelectors };
  }
  return EventSelectors.length === 0 ? {} : { eventSelectors: EventSelectors.map(eventSelector) };
}

function eventSelector({ DataResources, ...selector }: SdkEventSelector): EventSelector {
  const resources: readonly Defined<{ Type: string | undefined; Values: string[] | undefined }>[] | undefined =
    DataResources?.map(({ Type, Values }) => defined({ Type, Values }));
  const { ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources } = selector;
  return defined({ ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources, DataResources: resources });
}

/** Tags as AWS lists them, by key. */
export function tagsOf(tags: readonly Pick<Tag, "Key" | "Value">[]): Tags {
  return Object.fromEntries(tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ""]])));
}
