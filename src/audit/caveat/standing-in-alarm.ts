import type { Caveat, Hearer } from "../finding.ts";
import type { Inventory } from "../inventory.ts";

/** Alarms that tell of events but stand in ALARM now, whatever the simulation starts from. */
export function standingInAlarm({ alarms }: Inventory, hears: readonly Hearer[]): readonly Caveat[] {
  const telling = new Set(hears.map(({ alarmArn }) => alarmArn));
  return alarms
    .filter(({ configuration, StateValue }) => StateValue === "ALARM" && telling.has(configuration.AlarmArn))
    .map(({ configuration: { AlarmName } }) => ({
      kind: "standing-in-alarm",
      text: `The alarm ${AlarmName} stands in ALARM now, and tells nothing until it has left it.`,
    }));
}
