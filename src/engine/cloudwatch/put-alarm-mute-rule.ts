import { checkMuteRule, type PutMuteRuleRequest } from "../../alarm/mute/validate.ts";
import { refused } from "../alarm-refusal.ts";
import { muteRuleTagsKey } from "../alarm-tags.ts";
import { alarmsNamed } from "../composite-relations.ts";
import type { Operation } from "../context.ts";
import { reviewMutedAlarms } from "../mute-actions.ts";
import type { Transaction } from "../ports.ts";
import { validationError } from "./errors.ts";
import { muteRuleArn, muteRuleKey } from "./mute-rule-key.ts";
import { type Tag, withTags } from "./tag-list.ts";

export interface PutAlarmMuteRuleInput extends PutMuteRuleRequest {
  /** Only of a new rule, as with alarms (inf). */
  readonly Tags?: readonly Tag[];
}

/**
 * PutAlarmMuteRule: creates, or replaces the whole rule; the alarms it targets must exist (doc MODEL). A rule without
 * targets mutes no alarm (unk). What an alarm has waited for runs at once when the new rule no longer mutes it (inf).
 */
export const putAlarmMuteRule: Operation<PutAlarmMuteRuleInput, undefined> = async (engine, call, input) => {
  const { Tags = [], ...request } = input;
  const { region } = call.scope;
  const refusal = checkMuteRule(request);
  if (refusal !== undefined) throw refused(refusal);
  const tags = withTags({}, Tags);
  const rule = {
    ...request,
    AlarmMuteRuleArn: muteRuleArn(call.scope, request.Name),
    LastUpdatedTimestamp: engine.clock.now(),
  };
  await engine.store.transaction(async (tx) => {
    const targets = rule.MuteTargets?.AlarmNames ?? [];
    await checkTargets(tx, region, targets);
    const key = muteRuleKey(region, rule.Name);
    const before = await tx.getDocument("alarmMuteRule", key);
    await tx.putDocument("alarmMuteRule", key, rule);
    if (before === undefined && Tags.length > 0) {
      await tx.putDocument("alarmTags", muteRuleTagsKey(region, rule.Name), { tags });
    }
    await reviewMutedAlarms(engine, tx, region, [...targets, ...(before?.MuteTargets?.AlarmNames ?? [])]);
  });
  engine.wake();
};

async function checkTargets(tx: Transaction, region: string, names: readonly string[]): Promise<void> {
  const found = await alarmsNamed(tx, region, names);
  const missing = names.filter((name) => !found.has(name));
  // The rule is doc MODEL, the words are Tocsin's (unk).
  if (missing.length > 0) throw validationError(`The alarms ${missing.join(", ")} in MuteTargets do not exist.`);
}
