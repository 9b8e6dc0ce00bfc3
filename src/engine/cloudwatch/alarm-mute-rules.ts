import { type MuteRule, type MuteRuleStatus, muteRuleStatus, muteType } from "../../alarm/mute/mute-rule.ts";
import { muteRuleTagsKey } from "../alarm-tags.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { reviewMutedAlarms } from "../mute-actions.ts";
import { muteRuleKey } from "./mute-rule-key.ts";

export interface AlarmMuteRuleNameInput {
  readonly AlarmMuteRuleName: string;
}

export interface GetAlarmMuteRuleOutput extends MuteRule {
  readonly Status: MuteRuleStatus;
  readonly MuteType: string;
}

/** GetAlarmMuteRule: as it was put, with what it does now. */
export const getAlarmMuteRule: Operation<AlarmMuteRuleNameInput, GetAlarmMuteRuleOutput> = async (
  engine,
  call,
  { AlarmMuteRuleName },
) => {
  const key = muteRuleKey(call.scope.region, AlarmMuteRuleName);
  const rule = await engine.store.transaction((tx) => tx.getDocument("alarmMuteRule", key));
  // The code is doc MODEL, the words are Tocsin's (unk).
  if (rule === undefined) {
    throw new AwsError("ResourceNotFoundException", 404, `The mute rule ${AlarmMuteRuleName} does not exist.`);
  }
  return { ...rule, Status: muteRuleStatus(rule, engine.clock.now()), MuteType: muteType(rule) };
};

/**
 * DeleteAlarmMuteRule: unmutes at once, so that alarms which went to another state under the rule run their actions; a
 * rule that does not exist is passed over (both doc MODEL).
 */
export const deleteAlarmMuteRule: Operation<AlarmMuteRuleNameInput, undefined> = async (
  engine,
  call,
  { AlarmMuteRuleName },
) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const key = muteRuleKey(region, AlarmMuteRuleName);
    const rule = await tx.getDocument("alarmMuteRule", key);
    if (rule === undefined) return;
    await tx.deleteDocument("alarmMuteRule", key);
    await tx.deleteDocument("alarmTags", muteRuleTagsKey(region, AlarmMuteRuleName));
    await reviewMutedAlarms(engine, tx, region, rule.MuteTargets?.AlarmNames ?? []);
  });
  engine.wake();
};
