import { AwsError } from "../aws-error.ts";
import type { Trail } from "../documents.ts";

export interface Tag {
  readonly Key: string;
  readonly Value?: string;
}

/** Tags of one trail. doc MODEL */
const MAX_TAGS = 50;

/**
 * A trail with more tags; a key that it has gets the new value.
 *
 * @throws AwsError TagsLimitExceededException
 */
export function withTags(trail: Trail, tags: readonly Tag[]): Trail {
  if (tags.length === 0) return trail;
  const next = new Map(Object.entries(trail.tags ?? {}));
  for (const { Key, Value = "" } of tags) next.set(Key, Value);
  // unk: AWS's own words.
  if (next.size > MAX_TAGS) {
    throw new AwsError("TagsLimitExceededException", 400, `A trail can have at most ${MAX_TAGS} tags.`);
  }
  return { ...trail, tags: Object.fromEntries(next) };
}

export function withoutTags(trail: Trail, keys: readonly string[]): Trail {
  const left = Object.entries(trail.tags ?? {}).filter(([key]) => !keys.includes(key));
  return { ...trail, tags: Object.fromEntries(left) };
}

export function tagList(trail: Trail): readonly Required<Tag>[] {
  return Object.entries(trail.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}
