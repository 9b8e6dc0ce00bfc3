import type { AwsCall } from "../../../src/aws/handler.ts";
import { AwsError } from "../../../src/engine/aws-error.ts";

const ALARM_TIME = Date.UTC(2026, 10, 21, 2, 3, 4, 567);

/** An answer of every kind: texts to escape, doubles, empty lists, times, maps, nothing at all, and refusals. */
export function fixedAnswer(call: AwsCall): object {
  switch (call.operation) {
    case "DescribeAlarms":
      return {
        MetricAlarms: [
          {
            AlarmName: 'root <usage> & "more" é\r\n',
            Threshold: 50,
            Period: 300,
            ActionsEnabled: true,
            OKActions: [],
            AlarmActions: ["arn:aws:sns:us-east-1:123456789012:t1"],
            StateUpdatedTimestamp: ALARM_TIME,
            AlarmDescription: undefined,
          },
        ],
        CompositeAlarms: [],
      };
    case "GetMetricStatistics":
      return { Label: "M", Datapoints: [{ Timestamp: ALARM_TIME, Sum: 3, ExtendedStatistics: { p99: 1.25 } }] };
    case "DescribeMetricFilters":
      return {
        metricFilters: [
          {
            filterName: "f",
            filterPattern: '{ $.a = "b" }',
            creationTime: ALARM_TIME,
            metricTransformations: [
              { metricName: "M", metricNamespace: "N", metricValue: "1", defaultValue: 0, dimensions: { d: "$.x" } },
            ],
          },
        ],
      };
    case "GetTopicAttributes":
      return { Attributes: { DisplayName: "", Policy: '{"a":"<&>"}' } };
    case "GetCallerIdentity":
      return { Account: call.scope.account, UserId: "AKID", Arn: `arn:aws:iam::${call.scope.account}:root` };
    case "DescribeTrails":
      return { trailList: [{ Name: "main", IsMultiRegionTrail: true }] };
    case "Subscribe":
      return { SubscriptionArn: "pending confirmation" };
    case "SetAlarmState":
      throw new AwsError("ResourceNotFound", 404);
    case "DeleteLogGroup":
      throw new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist.");
    case "DeleteTopic":
      throw new AwsError("NotFound", 404, "Topic does not exist");
    default:
      return {};
  }
}

/** The alarm's time as clients show it. */
export const ALARM_ISO = new Date(ALARM_TIME).toISOString();
