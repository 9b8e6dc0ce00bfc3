import type { Engine } from "../engine/create.ts";

/** One metric filter of the demonstration, with the document that publishes its pattern. */
export interface DemoFilter {
  readonly name: string;
  readonly metricName: string;
  readonly namespace: string;
  readonly pattern: string;
  readonly source: string;
}

const GUIDE = "AWS CloudTrail User Guide, additional alarm examples";

/** The patterns that users copy: three of AWS's guide, and CIS's for console sign-in without MFA in both forms. */
export const demoFilters: readonly DemoFilter[] = [
  {
    name: "RootAccountUsage",
    metricName: "RootAccountUsageCount",
    namespace: "CloudTrailMetrics",
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    source: GUIDE,
  },
  {
    name: "ApiActivityWithoutMFA",
    metricName: "ApiActivityWithoutMFACount",
    namespace: "CloudTrailMetrics",
    pattern: '{ $.userIdentity.sessionContext.attributes.mfaAuthenticated != "true" }',
    source: GUIDE,
  },
  {
    name: "ConsoleSignInWithoutMfa",
    metricName: "ConsoleSignInWithoutMfaCount",
    namespace: "CloudTrailMetrics",
    pattern: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }',
    source: GUIDE,
  },
  {
    name: "no_mfa_console_signin_metric",
    metricName: "no_mfa_console_signin_metric",
    namespace: "CISBenchmark",
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    source: "CIS AWS Foundations Benchmark",
  },
  {
    name: "no_mfa_console_signin_metric_sso",
    metricName: "no_mfa_console_signin_metric_sso",
    namespace: "CISBenchmark",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    source: "CIS AWS Foundations Benchmark, alternative for single sign-on",
  },
];

const LOG_GROUP = "CloudTrail/DefaultLogGroup";
const TRAIL = "management-events";

/**
 * Builds the chain through the engine's own AWS operations, as a user would with the AWS CLI: trail, log group, filters,
 * alarms, topic and an e-mail subscription, which waits for its confirmation.
 */
export async function applyDemoChain(engine: Engine, subscriber: string): Promise<void> {
  await engine.request("logs", "CreateLogGroup", { logGroupName: LOG_GROUP });
  await engine.request("cloudtrail", "CreateTrail", {
    Name: TRAIL,
    S3BucketName: "demo-trail-bucket",
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${engine.region}:${engine.account}:log-group:${LOG_GROUP}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${engine.account}:role/CloudTrail_CloudWatchLogs_Role`,
  });
  await engine.request("cloudtrail", "StartLogging", { Name: TRAIL });
  const topicArn = `arn:aws:sns:${engine.region}:${engine.account}:security-alerts`;
  await engine.request("sns", "CreateTopic", { Name: "security-alerts" });
  await engine.request("sns", "Subscribe", { TopicArn: topicArn, Protocol: "email", Endpoint: subscriber });
  for (const filter of demoFilters) {
    await engine.request("logs", "PutMetricFilter", {
      logGroupName: LOG_GROUP,
      filterName: filter.name,
      filterPattern: filter.pattern,
      metricTransformations: [{ metricName: filter.metricName, metricNamespace: filter.namespace, metricValue: "1" }],
    });
    await engine.request("cloudwatch", "PutMetricAlarm", {
      AlarmName: filter.name,
      AlarmDescription: `${filter.source}: ${filter.name}`,
      MetricName: filter.metricName,
      Namespace: filter.namespace,
      Statistic: "Sum",
      Period: 300,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      EvaluationPeriods: 1,
      AlarmActions: [topicArn],
    });
  }
}
