import type { Operation } from "../context.ts";
import { type Tags, withoutTags, withTags } from "./group-tags.ts";
import { putTagged, requireTagged, taggedAt } from "./tagged-resource.ts";

/* The newer operations for tags, by ARN. */

export interface TagResourceInput {
  readonly resourceArn: string;
  readonly tags: Tags;
}

export const tagResource: Operation<TagResourceInput, undefined> = async (engine, call, { resourceArn, tags }) => {
  const place = taggedAt(call.scope, resourceArn);
  await engine.store.transaction(async (tx) => putTagged(tx, place, withTags(await requireTagged(tx, place), tags)));
};

export interface UntagResourceInput {
  readonly resourceArn: string;
  readonly tagKeys: readonly string[];
}

export const untagResource: Operation<UntagResourceInput, undefined> = async (engine, call, input) => {
  const place = taggedAt(call.scope, input.resourceArn);
  await engine.store.transaction(async (tx) =>
    putTagged(tx, place, withoutTags(await requireTagged(tx, place), input.tagKeys)),
  );
};

export const listTagsForResource: Operation<{ readonly resourceArn: string }, { readonly tags: Tags }> = async (
  engine,
  call,
  { resourceArn },
) => {
  const place = taggedAt(call.scope, resourceArn);
  const { tags } = await engine.store.transaction((tx) => requireTagged(tx, place));
  return { tags: tags ?? {} };
};
