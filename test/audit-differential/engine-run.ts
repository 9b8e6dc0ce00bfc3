import { createEngine, type Engine } from "../../src/engine/create.ts";
import {
  ACCOUNT,
  LOG_GROUP,
  muteRuleOf,
  PATTERN,
  type RandomChain,
  REGION,
  TOPIC_ARN,
  transformationsOf,
} from "./chain.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Builds the chain in an engine, lets the event happen, and tells what the subscriber gets: `time state alarm`. */
export async function engineMessages(chain: RandomChain, noon: number, message: string): Promise<readonly string[]> {
  const engine = await createEngine({ clock: "manual", clockStart: noon - 3 * HOUR, account: ACCOUNT, region: REGION });
  try {
    await build(engine, chain);
    await engine.advance({ to: noon - HOUR });
    // As the simulation begins: whatever the alarms came to without data, they come to it from OK.
    for (const AlarmName of ["a", "b"]) {
      const request = { AlarmName, StateValue: "OK", StateReason: "begin" };
      await engine.request("cloudwatch", "SetAlarmState", request);
    }
    if (chain.composite !== undefined) await engine.request("cloudwatch", "PutCompositeAlarm", chain.composite);
    const at = noon + chain.event;
    await engine.advance({ to: at });
    const logEvents = [{ timestamp: at, message }];
    await engine.request("logs", "PutLogEvents", { logGroupName: LOG_GROUP, logStreamName: "s", logEvents });
    await engine.advance({ to: at + 3 * HOUR });
    const mails = await engine.mails();
    return mails.flatMap(({ date, subject }) => {
      const told = /^(ALARM|OK|INSUFFICIENT_DATA): "([a-z]+)"/.exec(subject);
      return told === null || Date.parse(date) <= at ? [] : `${date} ${told[1]} ${told[2]}`;
    });
  } finally {
    await engine.close();
  }
}

async function build(engine: Engine, chain: RandomChain): Promise<void> {
  await engine.request("logs", "CreateLogGroup", { logGroupName: LOG_GROUP });
  await engine.request("logs", "CreateLogStream", { logGroupName: LOG_GROUP, logStreamName: "s" });
  await engine.request("sns", "CreateTopic", { Name: "alerts" });
  await subscribeByMail(engine);
  for (const transformation of transformationsOf(chain)) {
    await engine.request("logs", "PutMetricFilter", {
      logGroupName: LOG_GROUP,
      filterName: transformation.metricName,
      filterPattern: PATTERN,
      metricTransformations: [transformation],
    });
  }
  for (const alarm of chain.alarms) await engine.request("cloudwatch", "PutMetricAlarm", alarm);
  if (chain.composite !== undefined) {
    // Its suppressor comes later, so that it holds back nothing that telling of the alarm's creation would have been.
    const { AlarmName, AlarmRule } = chain.composite;
    await engine.request("cloudwatch", "PutCompositeAlarm", { AlarmName, AlarmRule });
  }
  if (chain.mute !== undefined) {
    const { Name, Rule, MuteTargets } = muteRuleOf(chain.mute);
    await engine.request("cloudwatch", "PutAlarmMuteRule", { Name, Rule, MuteTargets });
  }
}

/** Subscribes a reader of mail, who follows the link in the mail that asks. */
async function subscribeByMail(engine: Engine): Promise<void> {
  await engine.request("sns", "Subscribe", { TopicArn: TOPIC_ARN, Protocol: "email", Endpoint: "oncall@example.com" });
  await engine.settle();
  const [confirmation] = await engine.mails();
  const link = /http:\/\/\S+Action=ConfirmSubscription\S*/.exec(confirmation?.text ?? "")?.[0] ?? "";
  const answered = await engine.fetch(new Request(link));
  if (!answered.ok) throw new Error(await answered.text());
}
