import { alarmTagsKey, muteRuleTagsKey } from "../alarm-tags.ts";
import { AwsError } from "../aws-error.ts";
import type { Call, EngineContext, Operation } from "../context.ts";
import type { DocumentKey } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { dashboardKey, modifiedAt } from "./dashboard.ts";
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

type Tags = Readonly<Record<string, string>>;

/** A resource that has tags: whether it is there, its tags, and how they are changed. */
interface Tagged {
  readonly state: "present" | "deleted" | "unknown";
  readonly tags: Tags;
  put(tags: Tags): Promise<void>;
}

/** ListTagsForResource. Of an alarm that was deleted the list is empty, not an error (obs LS). */
export const listTagsForResource: Operation<ListTagsForResourceInput, { readonly Tags: readonly Tag[] }> = async (
  engine,
  call,
  input,
) => {
  const { state, tags } = await engine.store.transaction((tx) => find(engine, tx, call, input.ResourceARN));
  if (state === "unknown") throw notFound();
  return { Tags: tagList(tags) };
};

/** TagResource: adds tags, or changes the values of those that are there (doc MODEL). */
export const tagResource: Operation<TagResourceInput, Record<string, never>> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const found = await find(engine, tx, call, input.ResourceARN);
    if (found.state !== "present") throw notFound();
    await found.put(withTags(found.tags, input.Tags));
  });
  return {};
};

/** UntagResource: keys that are not there are passed over (inf for alarms, obs STACKD dashboard_size for dashboards). */
export const untagResource: Operation<UntagResourceInput, Record<string, never>> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const found = await find(engine, tx, call, input.ResourceARN);
    if (found.state !== "present") throw notFound();
    const kept = Object.entries(found.tags).filter(([name]) => !input.TagKeys.includes(name));
    await found.put(Object.fromEntries(kept));
  });
  return {};
};

/** An empty message: obs STACKD. */
function notFound(): AwsError {
  return new AwsError("ResourceNotFoundException", 404);
}

async function find(engine: EngineContext, tx: Transaction, { scope }: Call, resourceArn: string): Promise<Tagged> {
  const [, , service, region, account, kind = "", ...rest] = resourceArn.split(":");
  const name = rest.join(":");
  if (service !== "cloudwatch" || account !== scope.account) return UNKNOWN;
  const [, dashboard] = /^dashboard\/(.+)$/.exec(kind) ?? [];
  if (region === "" && dashboard !== undefined) return findDashboard(engine, tx, dashboard);
  if (region !== scope.region) return UNKNOWN;
  if (kind === "alarm") return kept(tx, alarmTagsKey(region, name), await alarmState(tx, region, name));
  if (kind !== "alarm-mute-rule") return UNKNOWN;
  const rule = await tx.getDocument("alarmMuteRule", muteRuleKey(region, name));
  return kept(tx, muteRuleTagsKey(region, name), rule === undefined ? "unknown" : "present");
}

const UNKNOWN: Tagged = { state: "unknown", tags: {}, put: async () => {} };

/** The tags of what keeps them in a document of their own. */
async function kept(tx: Transaction, key: DocumentKey, state: Tagged["state"]): Promise<Tagged> {
  const tags = (await tx.getDocument("alarmTags", key))?.tags ?? {};
  return { state, tags, put: (changed) => tx.putDocument("alarmTags", key, { tags: changed }) };
}

async function alarmState(tx: Transaction, region: string, alarmName: string): Promise<Tagged["state"]> {
  if ((await tx.getAlarm(region, alarmName)) !== undefined) return "present";
  const query = { region, alarmName, newestFirst: true, offset: 0, limit: 1 };
  return (await tx.listHistory(query)).length > 0 ? "deleted" : "unknown";
}

/** A change of its tags is a change of the dashboard: obs STACKD dashboards. */
async function findDashboard(engine: EngineContext, tx: Transaction, name: string): Promise<Tagged> {
  const key = dashboardKey(name);
  const found = await tx.getDocument("dashboard", key);
  if (found === undefined) return UNKNOWN;
  const put = async (tags: Tags): Promise<void> => {
    const hasHadTags = found.hasHadTags || Object.keys(tags).length > 0;
    await tx.putDocument("dashboard", key, {
      ...found,
      tags,
      hasHadTags,
      LastModified: modifiedAt(engine.clock.now()),
    });
  };
  return { state: "present", tags: found.tags, put };
}
