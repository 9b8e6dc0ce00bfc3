import type { LogGroup, MetricFilter } from "@aws-sdk/client-cloudwatch-logs";
import type { Page } from "../reader.ts";
import type { ClientSettings } from "./settings.ts";

/** The calls to CloudWatch Logs of one region. */
export interface Logs {
  groups(token: string | undefined): Promise<Page<LogGroup>>;
  /** Of all log groups. */
  filters(token: string | undefined): Promise<Page<MetricFilter>>;
  /** @param arn a log group's, without the `:*` at its end */
  tags(arn: string): Promise<Readonly<Record<string, string>>>;
}

/** The largest there is. doc MODEL */
const PAGE = 50;

export async function openLogs(settings: ClientSettings, signal: AbortSignal): Promise<Logs> {
  const { CloudWatchLogsClient, DescribeLogGroupsCommand, DescribeMetricFiltersCommand, ListTagsForResourceCommand } =
    await import("@aws-sdk/client-cloudwatch-logs");
  const client = new CloudWatchLogsClient(settings);
  const options = { abortSignal: signal };
  return {
    async groups(nextToken) {
      const command = new DescribeLogGroupsCommand({ limit: PAGE, nextToken });
      const { logGroups = [], nextToken: next } = await client.send(command, options);
      return { items: logGroups, next };
    },
    async filters(nextToken) {
      const command = new DescribeMetricFiltersCommand({ limit: PAGE, nextToken });
      const { metricFilters = [], nextToken: next } = await client.send(command, options);
      return { items: metricFilters, next };
    },
    async tags(resourceArn) {
      const { tags = {} } = await client.send(new ListTagsForResourceCommand({ resourceArn }), options);
      return tags;
    },
  };
}
