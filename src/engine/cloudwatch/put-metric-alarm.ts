import { alarmArn } from "../../alarm/alarm.ts";
import { type PutMetricAlarmRequest, parseMetricAlarm } from "../../alarm/validate.ts";
import { refused } from "../alarm-refusal.ts";
import { changeAlarm } from "../change-alarm.ts";
import type { Operation } from "../context.ts";
import { validationError } from "./errors.ts";

export interface PutMetricAlarmInput extends PutMetricAlarmRequest {
  readonly Tags?: readonly unknown[];
}

/**
 * PutMetricAlarm: creates, or replaces the whole configuration; the state of an alarm that was there stays, and its reason
 * and times with it (obs STACKD). A refused update leaves the alarm as it was (obs STACKD).
 */
export const putMetricAlarm: Operation<PutMetricAlarmInput, undefined> = async (engine, call, input) => {
  const { Tags, ...request } = input;
  if (Tags !== undefined && Tags.length > 0) {
    throw validationError("Tocsin does not keep the tags of alarms yet, so it refuses Tags.");
  }
  const { account, region } = call.scope;
  const parsed = parseMetricAlarm(request, alarmArn(region, account, request.AlarmName), engine.clock.now());
  if (!parsed.ok) throw refused(parsed.refusals[0]);
  const { configuration } = parsed;
  const { AlarmName: alarmName } = request;
  await engine.store.transaction(async (tx) => {
    const before = await tx.getAlarm(region, alarmName);
    await changeAlarm(engine, tx, { region, alarmName, before, event: { kind: "PutMetricAlarm", configuration } });
  });
  engine.wake();
};
