import { AwsError } from "../aws-error.ts";
import { notFound } from "./errors.ts";

/* The operations of deliveries refuse with codes of their own. */

export function invalidDelivery(message: string): AwsError {
  return new AwsError("ValidationException", 400, message);
}

export function deliveryConflict(message: string): AwsError {
  return new AwsError("ConflictException", 400, message);
}

/** inf: the words are those that moto gives for AWS's, as for every refusal of a delivery below that says so. */
export function tagsOfExisting(): AwsError {
  return deliveryConflict("Tags can only be provided when a resource is being created, not updated.");
}

/** obs LS for sources and destinations, inf for deliveries */
export function missingDeliveryResource(kind: "Delivery" | "Delivery Source" | "Delivery Destination"): AwsError {
  return notFound(`Requested ${kind} does not exist in this account.`);
}
