import { AwsError } from "../aws-error.ts";
import { validationError } from "./errors.ts";

/** A tag as CloudWatch spells it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const LIMIT = 50;

/**
 * The tags of a resource once these are added; of two with one key the last is kept (obs STACKD).
 *
 * @throws AwsError ValidationError beyond 50 tags, AccessDenied for keys that AWS keeps to itself (both obs STACKD)
 */
export function withTags(
  before: Readonly<Record<string, string>>,
  tags: readonly Tag[],
): Readonly<Record<string, string>> {
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) {
    throw new AwsError("AccessDenied", 403, 'The provided tag keys must not start with any case of "aws:"');
  }
  const after = new Map(Object.entries(before));
  for (const { Key, Value } of tags) after.set(Key, Value);
  if (after.size > LIMIT) throw validationError(`The resultant tag set must not have more than ${LIMIT} user tags.`);
  return Object.fromEntries(after);
}

export function tagList(tags: Readonly<Record<string, string>>): readonly Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
