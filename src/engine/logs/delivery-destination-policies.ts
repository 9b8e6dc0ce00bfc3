import type { Operation } from "../context.ts";
import { invalidDelivery } from "./delivery-errors.ts";
import { deliveryKey, requireDeliveryDestination } from "./delivery-records.ts";
import { isPolicyDocument } from "./resource-policies.ts";

/* Policies of delivery destinations. Kept and shown to the letter (obs LS); they admit nobody. */

export interface Named {
  readonly deliveryDestinationName: string;
}

/** Empty for a destination without one. obs LS */
export interface PolicyOutput {
  readonly policy: { readonly deliveryDestinationPolicy?: string };
}

export const putDeliveryDestinationPolicy: Operation<
  Named & { readonly deliveryDestinationPolicy: string },
  PolicyOutput
> = async (engine, call, { deliveryDestinationName: name, deliveryDestinationPolicy }) => {
  // obs ISS terraform-provider-aws#40885 for the words; inf: what else AWS asks of a policy is not asked.
  if (!isPolicyDocument(deliveryDestinationPolicy)) {
    throw invalidDelivery("Invalid Delivery Destination resource Policy is provided.");
  }
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const destination = await requireDeliveryDestination(tx, region, name);
    const next = { ...destination, policy: deliveryDestinationPolicy };
    await tx.putDocument("deliveryDestination", deliveryKey(region, name), next);
  });
  return { policy: { deliveryDestinationPolicy } };
};

export const getDeliveryDestinationPolicy: Operation<Named, PolicyOutput> = async (engine, call, input) => {
  const { policy } = await engine.store.transaction((tx) =>
    requireDeliveryDestination(tx, call.scope.region, input.deliveryDestinationName),
  );
  return { policy: policy === undefined ? {} : { deliveryDestinationPolicy: policy } };
};

/** Of a destination without a policy it does nothing (unk). */
export const deleteDeliveryDestinationPolicy: Operation<Named, undefined> = async (engine, call, input) => {
  const { region } = call.scope;
  const name = input.deliveryDestinationName;
  await engine.store.transaction(async (tx) => {
    const { policy: _, ...destination } = await requireDeliveryDestination(tx, region, name);
    await tx.putDocument("deliveryDestination", deliveryKey(region, name), destination);
  });
};
