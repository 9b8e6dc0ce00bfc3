import { isPhoneNumber } from "../../topic/endpoint.ts";
import type { Operation } from "../context.ts";
import { invalidParameter } from "./errors.ts";

export interface PhoneNumberInput {
  readonly phoneNumber: string;
}

export interface CheckIfPhoneNumberIsOptedOutOutput {
  readonly isOptedOut: boolean;
}

/**
 * CheckIfPhoneNumberIsOptedOut: no. Who wants no more messages answers one of them with STOP, and Tocsin sends none.
 *
 * @throws AwsError InvalidParameter for a text that is no phone number (inf: the text)
 */
export const checkIfPhoneNumberIsOptedOut: Operation<PhoneNumberInput, CheckIfPhoneNumberIsOptedOutOutput> = async (
  _engine,
  _call,
  { phoneNumber },
) => {
  requirePhoneNumber(phoneNumber);
  return { isOptedOut: false };
};

/** ListPhoneNumbersOptedOut: none. obs LS test_list_opted_out (of an account where nobody has) */
export const listPhoneNumbersOptedOut: Operation<object, { readonly phoneNumbers: readonly [] }> = async () => ({
  phoneNumbers: [],
});

/**
 * OptInPhoneNumber: a number that takes messages goes on doing so.
 *
 * @throws AwsError InvalidParameter for a text that is no phone number (inf: the text)
 */
export const optInPhoneNumber: Operation<PhoneNumberInput, object> = async (_engine, _call, { phoneNumber }) => {
  requirePhoneNumber(phoneNumber);
  return {};
};

function requirePhoneNumber(phoneNumber: string): void {
  if (!isPhoneNumber(phoneNumber)) throw invalidParameter("PhoneNumber Reason: input incorrectly formatted");
}
