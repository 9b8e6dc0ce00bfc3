import type { Finding, Hearer } from "../finding.ts";
import type { Delivered, Simulator } from "../simulate.ts";
import { lateDeliveryCaveats, lateDeliveryOf } from "./late-delivery.ts";
import { muteWindowCaveats } from "./mute-window.ts";
import { standingInAlarm } from "./standing-in-alarm.ts";

/**
 * What a verdict leaves out: that an alarm stands in ALARM already, that CloudTrail may be late, that a rule will mute.
 *
 * @param seen the events of one control that must ring
 * @param hears whom those of them reach that ring
 * @example
 * const seen = [{ event, fate: simulator.fateOf(event) }];
 * caveatsOf(simulator, seen, hears).caveats.map(({ kind }) => kind); // ["late-delivery"]
 */
export function caveatsOf(
  simulator: Simulator,
  seen: readonly Delivered[],
  hears: readonly Hearer[],
): Pick<Finding, "lateDelivery" | "caveats"> {
  const fates = seen.map(({ fate }) => fate);
  const lateDelivery = lateDeliveryOf(simulator, fates);
  const caveats = [
    ...standingInAlarm(simulator.account.inventory, hears),
    ...(lateDelivery === undefined ? [] : lateDeliveryCaveats(lateDelivery)),
    ...muteWindowCaveats(simulator, seen),
  ];
  return { ...(lateDelivery === undefined ? {} : { lateDelivery }), caveats };
}
