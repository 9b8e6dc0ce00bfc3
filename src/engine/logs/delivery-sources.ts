import type { Operation } from "../context.ts";
import { arn } from "../scope.ts";
import { deliveryConflict, invalidDelivery, tagsOfExisting } from "./delivery-errors.ts";
import { deliveryKey, requireDeliverySource, requireUnused } from "./delivery-records.ts";
import { notFound } from "./errors.ts";
import { type Tags, withTags } from "./group-tags.ts";
import type { DeliverySource } from "./kept-resources.ts";
import { cutPage, keyBefore } from "./name-page.ts";

/* What sends logs by deliveries. Kept and shown; nothing is delivered. */

export interface PutDeliverySourceInput {
  readonly name: string;
  readonly resourceArn: string;
  readonly logType: string;
  readonly deliverySourceConfiguration?: Readonly<Record<string, string>>;
  readonly tags?: Tags;
}

/** PutDeliverySource: creates, or replaces all but the tags. Whether the resource exists and has such logs is not asked. */
export const putDeliverySource: Operation<PutDeliverySourceInput, { readonly deliverySource: DeliverySource }> = async (
  engine,
  call,
  { name, resourceArn, logType, deliverySourceConfiguration, tags = {} },
) => {
  const service = /^arn:[\w-]+:([\w-]+):/.exec(resourceArn)?.[1];
  // unk: AWS's own words.
  if (service === undefined) throw invalidDelivery(`resourceArn is not an ARN: ${resourceArn}`);
  // obs LS for a bucket. Other services that send no logs this way are taken on trust.
  if (service === "s3") throw notFound("Cannot access provided service.");
  const { region } = call.scope;
  const fresh: DeliverySource = {
    name,
    arn: arn("logs", call.scope, `delivery-source:${name}`),
    resourceArns: [resourceArn],
    service,
    logType,
    ...(deliverySourceConfiguration === undefined ? {} : { deliverySourceConfiguration }),
  };
  const deliverySource = await engine.store.transaction(async (tx) => {
    const before = await tx.getDocument("deliverySource", deliveryKey(region, name));
    if (before !== undefined) requireUpdatable(before, resourceArn, tags);
    for (const other of await tx.listDocuments("deliverySource", { region })) {
      if (other.name !== name && other.logType === logType && other.resourceArns.includes(resourceArn)) {
        // doc CloudFront guide, standard logging: one source for each resource; inf: and each type of log.
        throw deliveryConflict("This ResourceId has already been used in another Delivery Source in this account");
      }
    }
    const next = withTags({ ...fresh, ...(before?.tags === undefined ? {} : { tags: before.tags }) }, tags);
    await tx.putDocument("deliverySource", deliveryKey(region, name), next);
    return next;
  });
  return { deliverySource };
};

/** A source stays with its resource. inf, moto's words */
function requireUpdatable(before: DeliverySource, resourceArn: string, tags: Tags): void {
  if (Object.keys(tags).length > 0) throw tagsOfExisting();
  if (before.resourceArns.includes(resourceArn)) return;
  throw deliveryConflict(
    "Update to existing Delivery Source with new ResourceId is not allowed. Please create a new Delivery Source instead.",
  );
}

export const getDeliverySource: Operation<
  { readonly name: string },
  { readonly deliverySource: DeliverySource }
> = async (engine, call, { name }) => ({
  deliverySource: await engine.store.transaction((tx) => requireDeliverySource(tx, call.scope.region, name)),
});

export interface DescribeDeliverySourcesInput {
  /** Only the sources of these resources; none given, all. */
  readonly resourceArns?: readonly string[];
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeDeliverySourcesOutput {
  readonly deliverySources: readonly DeliverySource[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeDeliverySources";
const DEFAULT_LIMIT = 50;

/** DescribeDeliverySources: by name (inf). */
export const describeDeliverySources: Operation<DescribeDeliverySourcesInput, DescribeDeliverySourcesOutput> = async (
  engine,
  call,
  { limit = DEFAULT_LIMIT, nextToken, resourceArns = [] },
) => {
  const after = keyBefore(nextToken, OPERATION, 1)?.[0];
  const query = { region: call.scope.region, ...(after === undefined ? {} : { after }) };
  const found = await engine.store.transaction((tx) => tx.listDocuments("deliverySource", query));
  const wanted = found.filter(
    (source) => resourceArns.length === 0 || source.resourceArns.some((one) => resourceArns.includes(one)),
  );
  const { items, ...rest } = cutPage(wanted, limit, OPERATION, ({ name }) => [name]);
  return { deliverySources: items, ...rest };
};

export const deleteDeliverySource: Operation<{ readonly name: string }, undefined> = async (engine, call, { name }) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    await requireDeliverySource(tx, region, name);
    await requireUnused(tx, region, ({ deliverySourceName }) => deliverySourceName === name);
    await tx.deleteDocument("deliverySource", deliveryKey(region, name));
  });
};
