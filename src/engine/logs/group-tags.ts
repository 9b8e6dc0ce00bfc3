import { AwsError } from "../aws-error.ts";
import type { LogGroup } from "../documents.ts";
import { invalidParameter } from "./errors.ts";

export type Tags = Readonly<Record<string, string>>;

/** Tags of one log group. doc MODEL */
const MAX_TAGS = 50;

/**
 * A log group with more tags; a key that it has gets the new value.
 *
 * @throws AwsError TooManyTagsException; InvalidParameterException for a key that AWS keeps for itself. That both are
 * refused is doc, the words are Tocsin's (unk).
 */
export function withTags(group: LogGroup, tags: Tags): LogGroup {
  checkTagKeys(tags);
  const next = { ...group.tags, ...tags };
  if (Object.keys(next).length > MAX_TAGS) {
    throw new AwsError("TooManyTagsException", 400, `A log group can have at most ${MAX_TAGS} tags.`);
  }
  return { ...group, tags: next };
}

/** A log group without the tags of these keys; keys that it does not have do not matter. */
export function withoutTags(group: LogGroup, keys: readonly string[]): LogGroup {
  const left = Object.entries(group.tags ?? {}).filter(([key]) => !keys.includes(key));
  return { ...group, tags: Object.fromEntries(left) };
}

/** @throws AwsError InvalidParameterException for a key that AWS keeps for itself. */
export function checkTagKeys(tags: Tags): void {
  for (const key of Object.keys(tags)) {
    if (/^aws:/i.test(key)) throw invalidParameter(`The tag key ${key} is reserved: AWS's own begin with aws:.`);
  }
}
