import type { DocumentKey } from "./documents.ts";

/** Where the tags of a mute rule are kept. */
export function muteRuleTagsKey(region: string, muteRuleName: string): DocumentKey {
  return { region, parent: "alarm-mute-rule", name: muteRuleName };
}

/** Where the tags of an alarm are kept. */
export function alarmTagsKey(region: string, alarmName: string): DocumentKey {
  return { region, parent: "", name: alarmName };
}
