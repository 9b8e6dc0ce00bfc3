import type { Operation } from "../context.ts";
import { arn } from "../scope.ts";
import { deliveryConflict, missingDeliveryResource } from "./delivery-errors.ts";
import { deliveryKey, requireDelivery, requireDeliveryDestination, requireDeliverySource } from "./delivery-records.ts";
import { type Tags, withTags } from "./group-tags.ts";
import type { Delivery, S3DeliveryConfiguration } from "./kept-resources.ts";
import { cutPage, keyBefore } from "./name-page.ts";

/*
 * Deliveries: from which source to which destination. Kept and shown; nothing is delivered. What AWS fills in by the kind
 * of source (all fields of its records, the suffix of its paths) is absent here until it is given.
 */

export interface DeliveryForm {
  readonly recordFields?: readonly string[];
  readonly fieldDelimiter?: string;
  readonly s3DeliveryConfiguration?: S3DeliveryConfiguration;
}

export interface CreateDeliveryInput extends DeliveryForm {
  readonly deliverySourceName: string;
  readonly deliveryDestinationArn: string;
  readonly tags?: Tags;
}

export const createDelivery: Operation<CreateDeliveryInput, { readonly delivery: Delivery }> = async (
  engine,
  call,
  { deliverySourceName, deliveryDestinationArn, tags, ...form },
) => {
  const { region } = call.scope;
  const id = engine.ids.hex(16);
  const prefix = arn("logs", call.scope, "delivery-destination:");
  const delivery = await engine.store.transaction(async (tx) => {
    await requireDeliverySource(tx, region, deliverySourceName);
    // inf: one that is no ARN, or another account's, is answered as one that is not there.
    if (!deliveryDestinationArn.startsWith(prefix)) throw missingDeliveryResource("Delivery Destination");
    const name = deliveryDestinationArn.slice(prefix.length);
    const { deliveryDestinationType } = await requireDeliveryDestination(tx, region, name);
    for (const other of await tx.listDocuments("delivery", { region })) {
      if (other.deliverySourceName !== deliverySourceName) continue;
      // inf, moto's words
      if (other.deliveryDestinationArn === deliveryDestinationArn) {
        throw deliveryConflict("The specified Delivery already exists");
      }
      if (other.deliveryDestinationType === deliveryDestinationType) {
        throw deliveryConflict(
          "Delivery already exists for this Delivery Source with the same Delivery Destination Type.",
        );
      }
    }
    const created: Delivery = {
      id,
      arn: arn("logs", call.scope, `delivery:${id}`),
      deliverySourceName,
      deliveryDestinationArn,
      deliveryDestinationType,
      ...form,
    };
    const next = tags === undefined ? created : withTags(created, tags);
    await tx.putDocument("delivery", deliveryKey(region, id), next);
    return next;
  });
  return { delivery };
};

export const getDelivery: Operation<{ readonly id: string }, { readonly delivery: Delivery }> = async (
  engine,
  call,
  { id },
) => ({ delivery: await engine.store.transaction((tx) => requireDelivery(tx, call.scope.region, id)) });

/** UpdateDeliveryConfiguration: what is given replaces what was; what is not given stays. doc MODEL */
export const updateDeliveryConfiguration: Operation<
  DeliveryForm & { readonly id: string },
  Record<string, never>
> = async (engine, call, { id, ...form }) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const delivery = await requireDelivery(tx, region, id);
    await tx.putDocument("delivery", deliveryKey(region, id), { ...delivery, ...form });
  });
  return {};
};

export interface DescribeDeliveriesInput {
  /** Only the deliveries of these sources; none given, all. */
  readonly deliverySourceNames?: readonly string[];
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeDeliveriesOutput {
  readonly deliveries: readonly Delivery[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeDeliveries";
const DEFAULT_LIMIT = 50;

/** DescribeDeliveries: by id (inf). */
export const describeDeliveries: Operation<DescribeDeliveriesInput, DescribeDeliveriesOutput> = async (
  engine,
  call,
  { limit = DEFAULT_LIMIT, nextToken, deliverySourceNames = [] },
) => {
  const after = keyBefore(nextToken, OPERATION, 1)?.[0];
  const query = { region: call.scope.region, ...(after === undefined ? {} : { after }) };
  const found = await engine.store.transaction((tx) => tx.listDocuments("delivery", query));
  const wanted = found.filter(
    ({ deliverySourceName }) => deliverySourceNames.length === 0 || deliverySourceNames.includes(deliverySourceName),
  );
  const { items, ...rest } = cutPage(wanted, limit, OPERATION, ({ id }) => [id]);
  return { deliveries: items, ...rest };
};

export const deleteDelivery: Operation<{ readonly id: string }, undefined> = async (engine, call, { id }) => {
  const key = deliveryKey(call.scope.region, id);
  const existed = await engine.store.transaction((tx) => tx.deleteDocument("delivery", key));
  if (!existed) throw missingDeliveryResource("Delivery");
};
