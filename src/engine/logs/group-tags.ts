import { AwsError } from "../aws-error.ts";
import { invalidParameter } from "./errors.ts";

export type Tags = Readonly<Record<string, string>>;

/** Anything that carries tags: a log group, a destination, a delivery. */
export interface Tagged {
  readonly tags?: Tags;
}

/** Tags of one resource. doc MODEL */
const MAX_TAGS = 50;

/**
 * A resource with more tags; a key that it has gets the new value.
 *
 * @throws AwsError TooManyTagsException; InvalidParameterException for a key that AWS keeps for itself. That both are
 * refused is doc, the words are Tocsin's (unk).
 */
export function withTags<Resource extends Tagged>(resource: Resource, tags: Tags): Resource {
  checkTagKeys(tags);
  const next = { ...resource.tags, ...tags };
  if (Object.keys(next).length > MAX_TAGS) {
    throw new AwsError("TooManyTagsException", 400, `A resource can have at most ${MAX_TAGS} tags.`);
  }
  return { ...resource, tags: next };
}

/** A resource without the tags of these keys; keys that it does not have do not matter. */
export function withoutTags<Resource extends Tagged>(resource: Resource, keys: readonly string[]): Resource {
  const left = Object.entries(resource.tags ?? {}).filter(([key]) => !keys.includes(key));
  return { ...resource, tags: Object.fromEntries(left) };
}

/** @throws AwsError InvalidParameterException for a key that AWS keeps for itself. */
export function checkTagKeys(tags: Tags): void {
  for (const key of Object.keys(tags)) {
    if (/^aws:/i.test(key)) throw invalidParameter(`The tag key ${key} is reserved: AWS's own begin with aws:.`);
  }
}
