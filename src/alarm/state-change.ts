import type { AlarmConfiguration, AlarmState } from "./alarm.ts";

/** A change of state to tell the world about. */
export interface StateChange<C extends AlarmConfiguration = AlarmConfiguration> {
  readonly configuration: C;
  readonly oldState: Pick<AlarmState, "StateValue">;
  readonly newState: AlarmState;
  /** Twelve digits. */
  readonly account: string;
  /** Region code, `eu-west-1`. */
  readonly region: string;
  /** The actions waited for the end of a mute window. */
  readonly afterMuteWindow?: boolean;
}
