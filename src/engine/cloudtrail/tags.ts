import type { Operation } from "../context.ts";
import { type Tag, tagList, withoutTags, withTags } from "./tag-list.ts";
import { putTrail, requireOwnTrail, requireTrail } from "./trails.ts";

export interface TagsInput {
  /** The trail's ARN. */
  readonly ResourceId: string;
  readonly TagsList: readonly Tag[];
}

/**
 * AddTags.
 *
 * @throws AwsError TrailNotFoundException, TagsLimitExceededException
 */
export const addTags: Operation<TagsInput, object> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) =>
    putTrail(tx, withTags(await requireOwnTrail(tx, call.scope, input.ResourceId), input.TagsList)),
  );
  return {};
};

/**
 * RemoveTags: by key; a value that is given along does not matter. inf
 *
 * @throws AwsError TrailNotFoundException
 */
export const removeTags: Operation<TagsInput, object> = async (engine, call, input) => {
  const keys = input.TagsList.map((tag) => tag.Key);
  await engine.store.transaction(async (tx) =>
    putTrail(tx, withoutTags(await requireOwnTrail(tx, call.scope, input.ResourceId), keys)),
  );
  return {};
};

export interface ListTagsInput {
  readonly ResourceIdList: readonly string[];
  readonly NextToken?: string;
}

export interface ListTagsOutput {
  readonly ResourceTagList: readonly { readonly ResourceId: string; readonly TagsList: readonly Required<Tag>[] }[];
}

/**
 * ListTags of trails, by ARN.
 *
 * @throws AwsError TrailNotFoundException
 */
export const listTags: Operation<ListTagsInput, ListTagsOutput> = async (engine, call, input) =>
  engine.store.transaction(async (tx) => {
    const ResourceTagList: { ResourceId: string; TagsList: readonly Required<Tag>[] }[] = [];
    for (const ResourceId of input.ResourceIdList) {
      ResourceTagList.push({ ResourceId, TagsList: tagList(await requireTrail(tx, call.scope, ResourceId)) });
    }
    return { ResourceTagList };
  });
