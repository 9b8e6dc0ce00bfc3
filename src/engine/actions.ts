import type { AlarmState } from "../alarm/alarm.ts";
import { type AlarmHistoryItem, actionItem } from "../alarm/history.ts";
import { alarmNotification, publishedMessage } from "../alarm/notification.ts";
import { actionsOf } from "../alarm/transition.ts";
import type { MetricBucket } from "../metric/period.ts";
import type { EngineContext } from "./context.ts";
import { gatherEvidence } from "./evidence.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";
import { publishToTopic } from "./sns/publish.ts";

/** A change of state whose actions are to run. */
export interface TransitionToAct {
  /** The alarm with its new state. */
  readonly record: AlarmRecord;
  readonly previous: Pick<AlarmState, "StateValue">;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Buckets whose events brought the change about; empty when nobody knows (SetAlarmState). */
  readonly evidence: readonly MetricBucket[];
  /** End of the mute window for which the actions have waited, epoch milliseconds. */
  readonly muteWindowEnd?: number;
}

/**
 * Runs the actions of a transition inside its transaction: the messages for the subscribers are enqueued with the new
 * state or not at all. Returns one history item per action; none while actions are disabled (obs STACKD).
 */
export async function runActions(
  engine: EngineContext,
  tx: Transaction,
  transition: TransitionToAct,
): Promise<readonly AlarmHistoryItem[]> {
  const { record, previous, at, muteWindowEnd } = transition;
  const { configuration, state, region } = record;
  const targets = actionsOf(configuration, state.StateValue);
  if (targets.length === 0) return [];

  const evidence = await gatherEvidence(tx, transition.evidence);
  const change = {
    configuration,
    oldState: previous,
    newState: state,
    account: engine.account,
    region,
    afterMuteWindow: muteWindowEnd !== undefined,
  };
  const notification = alarmNotification(change, evidence.lines);
  const message = publishedMessage(notification);
  const items: AlarmHistoryItem[] = [];
  for (const action of targets) {
    const published = await publishToTopic(engine, tx, {
      topicArn: action,
      subject: notification.subject,
      message,
      messageStructure: "json",
      messageAttributes: evidence.attributes,
      timestamp: at,
      by: { kind: "service", service: "cloudwatch.amazonaws.com", sourceArn: configuration.AlarmArn },
    });
    const outcome = {
      action,
      stateUpdatedTimestamp: state.StateUpdatedTimestamp,
      publishedMessage: message,
      ...(published.ok ? {} : { error: published.error.message }),
      ...(muteWindowEnd === undefined ? {} : { muteWindowEnd }),
    };
    items.push(actionItem(configuration, outcome, at));
  }
  return items;
}
