import type { DocumentKey } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { deliveryConflict, missingDeliveryResource } from "./delivery-errors.ts";
import type { Delivery, DeliveryDestination, DeliverySource } from "./kept-resources.ts";

/** Sources and destinations of deliveries by their names, deliveries by their ids. */
export function deliveryKey(region: string, name: string): DocumentKey {
  return { region, parent: "", name };
}

/** @throws AwsError ResourceNotFoundException */
export async function requireDeliverySource(tx: Transaction, region: string, name: string): Promise<DeliverySource> {
  const found = await tx.getDocument("deliverySource", deliveryKey(region, name));
  if (found === undefined) throw missingDeliveryResource("Delivery Source");
  return found;
}

/** @throws AwsError ResourceNotFoundException */
export async function requireDeliveryDestination(
  tx: Transaction,
  region: string,
  name: string,
): Promise<DeliveryDestination> {
  const found = await tx.getDocument("deliveryDestination", deliveryKey(region, name));
  if (found === undefined) throw missingDeliveryResource("Delivery Destination");
  return found;
}

/** @throws AwsError ResourceNotFoundException */
export async function requireDelivery(tx: Transaction, region: string, id: string): Promise<Delivery> {
  const found = await tx.getDocument("delivery", deliveryKey(region, id));
  if (found === undefined) throw missingDeliveryResource("Delivery");
  return found;
}

/** @throws AwsError ConflictException while a delivery uses what is to be deleted. doc MODEL; unk: the words */
export async function requireUnused(
  tx: Transaction,
  region: string,
  uses: (delivery: Delivery) => boolean,
): Promise<void> {
  const user = (await tx.listDocuments("delivery", { region })).find(uses);
  if (user !== undefined) throw deliveryConflict(`The delivery ${user.id} uses it: delete that first.`);
}
