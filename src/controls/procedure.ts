import type { Control } from "./control.ts";

/** Something to do, the commands that do it, and what they should show. */
export interface Step {
  readonly title: string;
  /** For a POSIX shell, complete but for the variables that earlier steps say how to set. */
  readonly commands: readonly string[];
  readonly expect?: string;
}

/** One way to a chain that rings. */
export interface RemediationPath {
  readonly title: string;
  readonly when: string;
  readonly steps: readonly Step[];
}

const NAMESPACE = "CloudTrailMetrics";

/**
 * How to see whether an account's chain rings for a control: link by link, then what is particular to the control.
 *
 * @example
 * auditSteps(control)[0].commands; // ["aws cloudtrail describe-trails …"]
 */
export function auditSteps(control: Control): readonly Step[] {
  const metrics = control.recommended.map(({ metricName }) => metricName);
  return [
    {
      title: "Find a trail of all Regions that writes to a log group",
      commands: [
        "aws cloudtrail describe-trails --query 'trailList[?IsMultiRegionTrail].[Name,HomeRegion,CloudWatchLogsLogGroupArn]'",
      ],
      expect: "At least one with a log group. Set TRAIL to its name and LOG_GROUP to the name of the group.",
    },
    {
      title: "See that it delivers",
      commands: [
        `aws cloudtrail get-trail-status --name "$TRAIL" --query '[IsLogging,LatestDeliveryError,LatestCloudWatchLogsDeliveryError]'`,
      ],
      expect: "true, and no errors.",
    },
    {
      title: "See that it selects the events",
      commands: [`aws cloudtrail get-event-selectors --trail-name "$TRAIL"`],
      expect: "Management events, read and write, and no excluded event source that the control needs.",
    },
    {
      title: "Read the metric filters of that log group",
      commands: [`aws logs describe-metric-filters --log-group-name "$LOG_GROUP"`],
      expect: "One or more filters that together ring where they must. Set PATTERN to one to have it judged:",
    },
    {
      title: "Judge a filter by what it does",
      commands: [`tocsin controls score "$PATTERN" --control ${control.id}`],
      expect: "Exit code 0: it rings for every event that must ring, and for none that must not.",
    },
    {
      title: "Find the alarm on the filter's metric",
      commands: metrics.map(
        (metric) => `aws cloudwatch describe-alarms-for-metric --namespace ${NAMESPACE} --metric-name ${metric}`,
      ),
      expect:
        "One on Sum, reached by a single event (at least 1, or more than 0), with ActionsEnabled and a topic in AlarmActions. Set TOPIC_ARN to it. Namespace and name are those of the filter found.",
    },
    {
      title: "See who hears it",
      commands: [
        `aws sns list-subscriptions-by-topic --topic-arn "$TOPIC_ARN"`,
        `aws sns get-topic-attributes --topic-arn "$TOPIC_ARN" --query 'Attributes.[Policy,KmsMasterKeyId]'`,
      ],
      expect:
        "A subscription with an ARN, not PendingConfirmation; a policy that lets alarms of the account publish; and, where there is a key, a key policy that lets cloudwatch.amazonaws.com use it.",
    },
    ...control.audit.map((title) => ({ title, commands: [] })),
  ];
}

/** Every way to mend a missing or broken chain: by commands, for a whole organisation, for one account, and ahead of time. */
export function remediationPaths(control: Control): readonly RemediationPath[] {
  return [
    { title: "AWS CLI", when: "One account whose trail is in order.", steps: chainSteps(control) },
    {
      title: "Service-wide",
      when: "Many accounts: recommended where an organisation is affected.",
      steps: [
        {
          title:
            "Deploy a conformance pack that checks trail, log group and alarm actions (MULTI_REGION_CLOUD_TRAIL_ENABLED, CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED, CLOUDWATCH_ALARM_ACTION_CHECK). No managed rule looks at metric filters: that item is AWS_CONFIG_PROCESS_CHECK, a tick by hand",
          commands: [
            `aws configservice put-organization-conformance-pack --organization-conformance-pack-name "$PACK_NAME" --template-s3-uri "$TEMPLATE_S3_URI"`,
          ],
        },
        {
          title:
            "Let one organisation trail write to one log group, and build the chain there once, with the commands of the AWS CLI path",
          commands: [],
        },
        {
          title: "Attach a service control policy that protects the chain",
          commands: [
            `aws organizations create-policy --type SERVICE_CONTROL_POLICY --name protect-monitoring --description "Keeps the monitoring chain" --content ${quote(PROTECTION)}`,
          ],
        },
      ],
    },
    {
      title: "Asset-level",
      when: "Single trails or log groups that the audit names.",
      steps: [
        { title: "Mend only what is affected, production and what faces the internet first", commands: [] },
        { title: "Audit again after each batch", commands: [] },
        {
          title: "Write down what stays as it is as an exception with an owner and a day on which it ends",
          commands: [],
        },
      ],
    },
    {
      title: "Preventive",
      when: "Before it happens.",
      steps: [
        {
          title: "Have the pipeline judge the filter patterns of CloudFormation and Terraform before they are applied",
          commands: [`tocsin controls score "$PATTERN" --control ${control.id}`],
        },
        ...control.prevention.map((title) => ({ title, commands: [] })),
      ],
    },
  ];
}

/** The chain from log group to subscriber. A new topic's own policy lets the alarms of its account publish. */
function chainSteps({ recommended }: Control): readonly Step[] {
  return [
    {
      title: "Create the metric filter",
      commands: recommended.map(
        ({ filterName, metricName, filterPattern }) =>
          `aws logs put-metric-filter --log-group-name "$LOG_GROUP" --filter-name ${filterName} --metric-transformations metricName=${metricName},metricNamespace=${NAMESPACE},metricValue=1,defaultValue=0 --filter-pattern ${quote(filterPattern)}`,
      ),
      expect: "Set LOG_GROUP to the log group of the trail first. One namespace for all controls keeps them together.",
    },
    {
      title: "Create the topic",
      commands: ["TOPIC_ARN=$(aws sns create-topic --name security-alarms --query TopicArn --output text)"],
      expect: "One topic serves all controls.",
    },
    {
      title: "Subscribe somebody, who must confirm",
      commands: [`aws sns subscribe --topic-arn "$TOPIC_ARN" --protocol email --notification-endpoint "$EMAIL"`],
      expect:
        "Until the link in the mail is followed, the subscription is PendingConfirmation, and nobody hears the alarm.",
    },
    {
      title: "Create the alarm",
      commands: recommended.map(
        ({ filterName, metricName }) =>
          `aws cloudwatch put-metric-alarm --alarm-name ${filterName} --namespace ${NAMESPACE} --metric-name ${metricName} --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching --alarm-actions "$TOPIC_ARN"`,
      ),
    },
  ];
}

/** What no policy of an organisation that was read denies as a whole: overwriting, muting, unsubscribing. */
const PROTECTION = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "ProtectMonitoring",
      Effect: "Deny",
      Action: [
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:DisableAlarmActions",
        "cloudwatch:PutAlarmMuteRule",
        "cloudwatch:PutCompositeAlarm",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:SetAlarmState",
        "logs:DeleteLogGroup",
        "logs:DeleteMetricFilter",
        "logs:PutMetricFilter",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sns:Unsubscribe",
      ],
      Resource: "*",
      Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/monitoring-pipeline" } },
    },
  ],
});

/** A text as one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
