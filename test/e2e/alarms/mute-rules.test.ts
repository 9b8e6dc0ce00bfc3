import {
  CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  DescribeAlarmHistoryCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  PutAlarmMuteRuleCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Server, startServer } from "../../support/server.ts";
import { advance } from "../clients/advance.ts";

let server: Server;
beforeEach(async () => {
  server = await startServer(["--clock", "manual", "--clock-start", "2026-11-21T10:00:00Z"]);
});
afterEach(() => server.stop());

it("an alarm that rings in a mute window is heard when the window ends, without anybody asking", async () => {
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" };
  const settings = { endpoint: server.url, region: "us-east-1", credentials, maxAttempts: 1 };
  const client = new CloudWatchClient(settings);
  const { TopicArn = "" } = await new SNSClient(settings).send(new CreateTopicCommand({ Name: "pager" }));
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: "signin",
      MetricName: "m",
      Namespace: "N",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "ignore",
      AlarmActions: [TopicArn],
    }),
  );
  const Schedule = { Expression: "cron(0 5 * * *)", Duration: "PT1H", Timezone: "America/New_York" };
  const ExpireDate = new Date("2026-12-31T00:00:00Z");
  await client.send(
    new PutAlarmMuteRuleCommand({
      Name: "works",
      Rule: { Schedule },
      MuteTargets: { AlarmNames: ["signin"] },
      ExpireDate,
    }),
  );
  await client.send(new SetAlarmStateCommand({ AlarmName: "signin", StateValue: "ALARM", StateReason: "drill" }));
  const rule = await client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: "works" }));
  expect(rule).toMatchObject({
    Name: "works",
    Rule: { Schedule },
    ExpireDate,
    Status: "ACTIVE",
    MuteType: "RECURRING",
  });
  await advance(server.url, 61);
  const { AlarmMuteRuleSummaries } = await client.send(new ListAlarmMuteRulesCommand({ AlarmName: "signin" }));
  expect(AlarmMuteRuleSummaries).toMatchObject([{ AlarmMuteRuleArn: rule.AlarmMuteRuleArn, Status: "SCHEDULED" }]);
  const { AlarmHistoryItems = [] } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: "signin", HistoryItemType: "Action", ScanBy: "TimestampAscending" }),
  );
  expect(AlarmHistoryItems.map(({ HistorySummary, Timestamp }) => [HistorySummary, Timestamp?.toISOString()])).toEqual([
    [`Muted action ${TopicArn}`, "2026-11-21T10:00:00.000Z"],
    [`Successfully executed action ${TopicArn}`, "2026-11-21T11:00:00.000Z"],
  ]);
  await client.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: "works" }));
  await expect(client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: "works" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});
