import type { Operation } from "../context.ts";
import { decodePageToken, encodePageToken, PAGE_SIZE } from "./page-token.ts";

export interface ListTopicsInput {
  readonly NextToken?: string;
}

export interface ListTopicsOutput {
  readonly Topics: readonly { readonly TopicArn: string }[];
  readonly NextToken?: string;
}

/** ListTopics: the region's topics by name, 100 a page. */
export const listTopics: Operation<ListTopicsInput, ListTopicsOutput> = async (engine, call, input) => {
  const after = input.NextToken === undefined ? undefined : decodePageToken(input.NextToken, 1)[0];
  const topics = await engine.store.transaction((tx) =>
    tx.listDocuments("topic", {
      region: call.scope.region,
      ...(after === undefined ? {} : { after }),
      limit: PAGE_SIZE + 1,
    }),
  );
  const page = topics.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    Topics: page.map((topic) => ({ TopicArn: topic.TopicArn })),
    ...(topics.length > PAGE_SIZE && last !== undefined ? { NextToken: encodePageToken([last.Name]) } : {}),
  };
};
