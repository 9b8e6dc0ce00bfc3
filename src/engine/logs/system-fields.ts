import { invalidParameter } from "./errors.ts";
import { parseFieldSelection, SYSTEM_FIELDS } from "./field-selection.ts";

/**
 * @throws AwsError InvalidParameterException for a criterion that does not parse; the words are Tocsin's (unk). That an
 * empty one, which the API model allows, selects everything: inf.
 */
export function requireSelection(criteria: string): void {
  if (criteria === "" || parseFieldSelection(criteria) !== undefined) return;
  throw invalidParameter(
    "Invalid fieldSelectionCriteria: it compares @aws.account and @aws.region by =, !=, IN [..] and NOT IN [..] with " +
      'texts in quotes, joined by AND and OR, as in @aws.region = "us-east-1"',
  );
}

/** @throws AwsError InvalidParameterException for a name that is no system field (doc MODEL); the words are Tocsin's (unk). */
export function requireSystemFields(names: readonly string[], member: string): void {
  const wrong = names.find((name) => !SYSTEM_FIELDS.some((field) => field === name));
  if (wrong === undefined) return;
  throw invalidParameter(`Invalid value '${wrong}' in ${member}: it takes ${SYSTEM_FIELDS.join(" and ")}.`);
}
