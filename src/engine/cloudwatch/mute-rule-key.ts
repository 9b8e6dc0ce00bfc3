import { alarmArn } from "../../alarm/alarm.ts";
import type { DocumentKey } from "../documents.ts";
import type { Scope } from "../scope.ts";

/** Where a mute rule is kept. */
export function muteRuleKey(region: string, muteRuleName: string): DocumentKey {
  return { region, parent: "", name: muteRuleName };
}

/** `arn:aws:cloudwatch:<region>:<account>:alarm-mute-rule:<name>` (doc MODEL). */
export function muteRuleArn({ region, account }: Scope, muteRuleName: string): string {
  return alarmArn(region, account, muteRuleName).replace(":alarm:", ":alarm-mute-rule:");
}
