import type { StateValue } from "../../alarm/alarm.ts";

/** A message that a subscriber gets. */
export interface Notification {
  /** When it is sent, epoch milliseconds. */
  readonly at: number;
  readonly region: string;
  readonly alarmArn: string;
  readonly alarmName: string;
  readonly StateValue: StateValue;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly protocol: string;
  readonly endpoint: string;
}

/** Whether a message tells of ALARM: those of the other states call nobody. */
export function isRinging({ StateValue }: Notification): boolean {
  return StateValue === "ALARM";
}
