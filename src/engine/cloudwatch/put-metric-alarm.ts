import { alarmArn, isCompositeAlarm } from "../../alarm/alarm.ts";
import { type PutMetricAlarmRequest, parseMetricAlarm } from "../../alarm/validate.ts";
import { refused } from "../alarm-refusal.ts";
import { alarmTagsKey } from "../alarm-tags.ts";
import { changeAlarm } from "../change-alarm.ts";
import type { Operation } from "../context.ts";
import { nameTaken } from "./errors.ts";
import { type Tag, withTags } from "./tag-list.ts";

export interface PutMetricAlarmInput extends PutMetricAlarmRequest {
  /** Only of a new alarm: TagResource changes the tags of others (doc MODEL). */
  readonly Tags?: readonly Tag[];
}

/**
 * PutMetricAlarm: creates, or replaces the whole configuration; the state of an alarm that was there stays, and its reason
 * and times with it (obs STACKD). A refused update leaves the alarm as it was (obs STACKD).
 */
export const putMetricAlarm: Operation<PutMetricAlarmInput, undefined> = async (engine, call, input) => {
  const { Tags = [], ...request } = input;
  const { account, region } = call.scope;
  const parsed = parseMetricAlarm(request, alarmArn(region, account, request.AlarmName), engine.clock.now());
  if (!parsed.ok) throw refused(parsed.refusals[0]);
  const { configuration } = parsed;
  const { AlarmName: alarmName } = request;
  const tags = withTags({}, Tags);
  await engine.store.transaction(async (tx) => {
    const before = await tx.getAlarm(region, alarmName);
    if (before !== undefined && isCompositeAlarm(before.configuration)) throw nameTaken(alarmName, "composite");
    await changeAlarm(engine, tx, { region, alarmName, before, event: { kind: "PutMetricAlarm", configuration } });
    if (before === undefined && Tags.length > 0) {
      await tx.putDocument("alarmTags", alarmTagsKey(region, alarmName), { tags });
    }
  });
  engine.wake();
};
