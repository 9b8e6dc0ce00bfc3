import type {
  AlarmMuteRuleSummary,
  CompositeAlarm,
  GetAlarmMuteRuleCommandOutput,
  LogAlarm,
  MetricAlarm,
  Tag,
} from "@aws-sdk/client-cloudwatch";
import type { Page } from "../reader.ts";
import type { ClientSettings } from "./settings.ts";

/** An alarm as AWS describes it, in the list it came in. */
export type DescribedAlarm =
  | { readonly kind: "metric"; readonly alarm: MetricAlarm }
  | { readonly kind: "composite"; readonly alarm: CompositeAlarm }
  | { readonly kind: "log"; readonly alarm: LogAlarm };

/** The calls to CloudWatch of one region. */
export interface CloudWatch {
  alarms(token: string | undefined): Promise<Page<DescribedAlarm>>;
  /** Those that mute now or will. */
  muteRules(token: string | undefined): Promise<Page<AlarmMuteRuleSummary>>;
  muteRule(name: string): Promise<GetAlarmMuteRuleCommandOutput>;
  tags(alarmArn: string): Promise<readonly Tag[]>;
}

/** The largest there is. doc MODEL */
const PAGE = 100;

export async function openCloudWatch(settings: ClientSettings, signal: AbortSignal): Promise<CloudWatch> {
  const {
    CloudWatchClient,
    DescribeAlarmsCommand,
    GetAlarmMuteRuleCommand,
    ListAlarmMuteRulesCommand,
    ListTagsForResourceCommand,
  } = await import("@aws-sdk/client-cloudwatch");
  const client = new CloudWatchClient(settings);
  const options = { abortSignal: signal };
  return {
    async alarms(token) {
      // Only those that are asked for by type are told: without the list, no composite and no log alarms. doc MODEL
      const command = new DescribeAlarmsCommand({
        AlarmTypes: ["MetricAlarm", "CompositeAlarm", "LogAlarm"],
        MaxRecords: PAGE,
        NextToken: token,
      });
      const {
        MetricAlarms = [],
        CompositeAlarms = [],
        LogAlarms = [],
        NextToken,
      } = await client.send(command, options);
      const items: DescribedAlarm[] = [
        ...MetricAlarms.map((alarm) => ({ kind: "metric", alarm }) as const),
        ...CompositeAlarms.map((alarm) => ({ kind: "composite", alarm }) as const),
        ...LogAlarms.map((alarm) => ({ kind: "log", alarm }) as const),
      ];
      return { items, next: NextToken };
    },
    async muteRules(token) {
      const command = new ListAlarmMuteRulesCommand({ Statuses: ["ACTIVE", "SCHEDULED"], NextToken: token });
      const { AlarmMuteRuleSummaries = [], NextToken } = await client.send(command, options);
      return { items: AlarmMuteRuleSummaries, next: NextToken };
    },
    muteRule: (name) => client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: name }), options),
    async tags(alarmArn) {
      const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceARN: alarmArn }), options);
      return Tags;
    },
  };
}
