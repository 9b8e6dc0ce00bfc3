import type { Operation } from "../context.ts";
import { type Tags, withoutTags, withTags } from "./group-tags.ts";
import { putLogGroup, requireLogGroup } from "./log-groups.ts";

/* The older operations for tags, by the group's name. They see what the newer ones see. obs LS */

export interface TagLogGroupInput {
  readonly logGroupName: string;
  readonly tags: Tags;
}

export const tagLogGroup: Operation<TagLogGroupInput, undefined> = async (engine, call, { logGroupName, tags }) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) =>
    putLogGroup(tx, region, withTags(await requireLogGroup(tx, region, logGroupName), tags)),
  );
};

export interface UntagLogGroupInput {
  readonly logGroupName: string;
  /** Keys. */
  readonly tags: readonly string[];
}

export const untagLogGroup: Operation<UntagLogGroupInput, undefined> = async (engine, call, { logGroupName, tags }) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) =>
    putLogGroup(tx, region, withoutTags(await requireLogGroup(tx, region, logGroupName), tags)),
  );
};

export const listTagsLogGroup: Operation<{ readonly logGroupName: string }, { readonly tags: Tags }> = async (
  engine,
  call,
  { logGroupName },
) => {
  const group = await engine.store.transaction((tx) => requireLogGroup(tx, call.scope.region, logGroupName));
  return { tags: group.tags ?? {} };
};
