import type { Operation } from "../context.ts";
import { arn } from "../scope.ts";
import { invalidDelivery, tagsOfExisting } from "./delivery-errors.ts";
import { deliveryKey, requireDeliveryDestination, requireUnused } from "./delivery-records.ts";
import { type Tags, withTags } from "./group-tags.ts";
import type { DeliveryDestination } from "./kept-resources.ts";
import { cutPage, keyBefore } from "./name-page.ts";

/* Where services may deliver their logs to. Kept and shown; nothing is delivered. */

type Configuration = NonNullable<DeliveryDestination["deliveryDestinationConfiguration"]>;

/** A delivery destination as the API shows it: its policy is asked for apart. obs LS */
export type ShownDeliveryDestination = Omit<DeliveryDestination, "policy">;

export interface PutDeliveryDestinationInput {
  readonly name: string;
  readonly outputFormat?: string;
  readonly deliveryDestinationConfiguration?: Configuration;
  readonly deliveryDestinationType?: string;
  readonly roleArn?: string;
  readonly tags?: Tags;
}

/** In the order in which AWS prints them. obs LS */
const OUTPUT_FORMATS: readonly string[] = ["w3c", "raw", "json", "plain", "parquet"];

/**
 * PutDeliveryDestination: creates, or replaces all but the policy and the tags. Whether the resource exists is not asked.
 * The answer shows no tags (obs LS).
 */
export const putDeliveryDestination: Operation<
  PutDeliveryDestinationInput,
  { readonly deliveryDestination: ShownDeliveryDestination }
> = async (
  engine,
  call,
  { name, outputFormat, deliveryDestinationConfiguration, deliveryDestinationType, roleArn, tags = {} },
) => {
  if (outputFormat !== undefined && !OUTPUT_FORMATS.includes(outputFormat)) {
    const rule = `Member must satisfy enum value set: [${OUTPUT_FORMATS.join(", ")}]`;
    const value = `Value '${outputFormat}' at 'outputFormat'`;
    throw invalidDelivery(`1 validation error detected: ${value} failed to satisfy constraint: ${rule}`);
  }
  const fresh: DeliveryDestination = {
    name,
    arn: arn("logs", call.scope, `delivery-destination:${name}`),
    deliveryDestinationType: typeOf(deliveryDestinationConfiguration, deliveryDestinationType),
    ...(outputFormat === undefined ? {} : { outputFormat }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(deliveryDestinationConfiguration === undefined ? {} : { deliveryDestinationConfiguration }),
  };
  const key = deliveryKey(call.scope.region, name);
  await engine.store.transaction(async (tx) => {
    const before = await tx.getDocument("deliveryDestination", key);
    if (before !== undefined) requireUpdatable(before, outputFormat, tags);
    const { policy, tags: kept } = before ?? {};
    const next = {
      ...fresh,
      ...(policy === undefined ? {} : { policy }),
      ...(kept === undefined ? {} : { tags: kept }),
    };
    await tx.putDocument("deliveryDestination", key, withTags(next, tags));
  });
  return { deliveryDestination: fresh };
};

/** A format can be left away, but not replaced by another. inf, moto's words */
function requireUpdatable(before: DeliveryDestination, outputFormat: string | undefined, tags: Tags): void {
  if (Object.keys(tags).length > 0) throw tagsOfExisting();
  if (outputFormat === undefined || outputFormat === before.outputFormat) return;
  throw invalidDelivery(
    "Update to existing Delivery Destination with new Output Format is not allowed. Please create a new Delivery Destination instead.",
  );
}

/** The kind of destination, from its ARN. Only traces go to a destination without one. doc MODEL */
function typeOf(configuration: Configuration | undefined, given: string | undefined): string {
  if (configuration === undefined) {
    if (given === "XRAY") return given;
    // unk: AWS's own words.
    throw invalidDelivery("deliveryDestinationConfiguration is required unless deliveryDestinationType is XRAY.");
  }
  const vendor = /^arn:[\w-]+:([\w-]+):/.exec(configuration.destinationResourceArn)?.[1];
  switch (vendor) {
    case "s3":
      return "S3"; // obs LS
    case "logs":
      return "CWL"; // doc MODEL
    case "firehose":
      return "FH"; // doc MODEL
    case undefined:
    default:
      // unk: AWS's own words.
      throw invalidDelivery("destinationResourceArn is not of a log group, a bucket or a Firehose stream.");
  }
}

export const getDeliveryDestination: Operation<
  { readonly name: string },
  { readonly deliveryDestination: ShownDeliveryDestination }
> = async (engine, call, { name }) => {
  const { region } = call.scope;
  const found = await engine.store.transaction((tx) => requireDeliveryDestination(tx, region, name));
  return { deliveryDestination: shown(found) };
};

export interface DescribeDeliveryDestinationsInput {
  /** Only these; none given, all. */
  readonly names?: readonly string[];
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeDeliveryDestinationsOutput {
  readonly deliveryDestinations: readonly ShownDeliveryDestination[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeDeliveryDestinations";
const DEFAULT_LIMIT = 50;

/** DescribeDeliveryDestinations: by name (inf). */
export const describeDeliveryDestinations: Operation<
  DescribeDeliveryDestinationsInput,
  DescribeDeliveryDestinationsOutput
> = async (engine, call, { limit = DEFAULT_LIMIT, nextToken, names = [] }) => {
  const after = keyBefore(nextToken, OPERATION, 1)?.[0];
  const query = { region: call.scope.region, ...(after === undefined ? {} : { after }) };
  const found = await engine.store.transaction((tx) => tx.listDocuments("deliveryDestination", query));
  const wanted = found.filter(({ name }) => names.length === 0 || names.includes(name));
  const { items, ...rest } = cutPage(wanted, limit, OPERATION, ({ name }) => [name]);
  return { deliveryDestinations: items.map(shown), ...rest };
};

export const deleteDeliveryDestination: Operation<{ readonly name: string }, undefined> = async (
  engine,
  call,
  { name },
) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const destination = await requireDeliveryDestination(tx, region, name);
    await requireUnused(tx, region, ({ deliveryDestinationArn }) => deliveryDestinationArn === destination.arn);
    await tx.deleteDocument("deliveryDestination", deliveryKey(region, name));
  });
};

function shown(destination: DeliveryDestination): ShownDeliveryDestination {
  const { policy: _, ...rest } = destination;
  return rest;
}
