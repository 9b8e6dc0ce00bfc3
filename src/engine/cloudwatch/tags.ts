import { alarmTagsKey, muteRuleTagsKey } from "../alarm-tags.ts";
import { AwsError } from "../aws-error.ts";
import type { Call, Operation } from "../context.ts";
import type { DocumentKey } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { muteRuleKey } from "./mute-rule-key.ts";
import { type Tag, tagList, withTags } from "./tag-list.ts";

export interface ListTagsForResourceInput {
  readonly ResourceARN: string;
}

export interface TagResourceInput extends ListTagsForResourceInput {
  readonly Tags: readonly Tag[];
}

export interface UntagResourceInput extends ListTagsForResourceInput {
  readonly TagKeys: readonly string[];
}

/** A resource that has tags: its key, and whether it is there. */
interface Tagged {
  readonly key: DocumentKey;
  readonly state: "present" | "deleted" | "unknown";
}

/** ListTagsForResource. Of an alarm that was deleted the list is empty, not an error (obs LS). */
export const listTagsForResource: Operation<ListTagsForResourceInput, { readonly Tags: readonly Tag[] }> = async (
  engine,
  call,
  input,
) => {
  const tags = await engine.store.transaction(async (tx) => {
    const { key, state } = await find(tx, call, input.ResourceARN);
    if (state === "unknown") throw notFound();
    return (await tx.getDocument("alarmTags", key))?.tags ?? {};
  });
  return { Tags: tagList(tags) };
};

/** TagResource: adds tags, or changes the values of those that are there (doc MODEL). */
export const tagResource: Operation<TagResourceInput, Record<string, never>> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const key = await existing(tx, call, input.ResourceARN);
    const before = (await tx.getDocument("alarmTags", key))?.tags ?? {};
    await tx.putDocument("alarmTags", key, { tags: withTags(before, input.Tags) });
  });
  return {};
};

/** UntagResource: keys that are not there are passed over (inf). */
export const untagResource: Operation<UntagResourceInput, Record<string, never>> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const key = await existing(tx, call, input.ResourceARN);
    const before = (await tx.getDocument("alarmTags", key))?.tags ?? {};
    const kept = Object.entries(before).filter(([name]) => !input.TagKeys.includes(name));
    await tx.putDocument("alarmTags", key, { tags: Object.fromEntries(kept) });
  });
  return {};
};

async function existing(tx: Transaction, call: Call, arn: string): Promise<DocumentKey> {
  const { key, state } = await find(tx, call, arn);
  if (state !== "present") throw notFound();
  return key;
}

/** An empty message: obs STACKD. */
function notFound(): AwsError {
  return new AwsError("ResourceNotFoundException", 404);
}

async function find(tx: Transaction, { scope }: Call, resourceArn: string): Promise<Tagged> {
  const [, , service, region, account, kind, ...rest] = resourceArn.split(":");
  const name = rest.join(":");
  const key = alarmTagsKey(scope.region, name);
  const here = service === "cloudwatch" && region === scope.region && account === scope.account;
  if (here && kind === "alarm-mute-rule") {
    const rule = await tx.getDocument("alarmMuteRule", muteRuleKey(scope.region, name));
    return { key: muteRuleTagsKey(scope.region, name), state: rule === undefined ? "unknown" : "present" };
  }
  if (!here || kind !== "alarm") return { key, state: "unknown" };
  if ((await tx.getAlarm(scope.region, name)) !== undefined) return { key, state: "present" };
  const query = { region: scope.region, alarmName: name, newestFirst: true, offset: 0, limit: 1 };
  return { key, state: (await tx.listHistory(query)).length > 0 ? "deleted" : "unknown" };
}
