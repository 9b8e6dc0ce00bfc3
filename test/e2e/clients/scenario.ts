/** Where a client finds the server, and what it may subscribe. */
export interface Stage {
  readonly endpoint: string;
  readonly subscriberUrl: string;
}

/** Plays the scenario with one client and tells what that client saw. */
export type Play = (stage: Stage) => Promise<Observations>;

/** What every client is to see, in one shape; times are epoch milliseconds. */
export interface Observations {
  readonly logGroup: {
    readonly name: string;
    readonly arn: string;
    readonly created: number;
    readonly filters: number;
  };
  readonly logStreams: readonly string[];
  readonly metricFilters: readonly {
    readonly name: string;
    readonly pattern: string;
    readonly metric: string;
    readonly value: string;
    readonly unit: string | null;
  }[];
  readonly topicArn: string;
  readonly subscriptionAtFirst: string;
  readonly subscriptions: readonly { readonly protocol: string; readonly topicArn: string }[];
  readonly alarmAtFirst: AlarmSeen;
  readonly alarmThen: AlarmSeen;
  /** `type: summary`, oldest first. */
  readonly history: readonly string[];
  readonly statistics: readonly {
    readonly at: number;
    readonly sum: number;
    readonly average: number;
    readonly maximum: number;
    readonly samples: number;
    readonly unit: string;
  }[];
  readonly events: readonly { readonly stream: string; readonly at: number; readonly message: string }[];
  readonly alarmWhenSet: AlarmSeen;
  /** How many groups, filters, alarms, topics and subscriptions there are when all have been deleted. */
  readonly left: readonly number[];
  /** The code of each refusal. */
  readonly refusals: Readonly<Record<Refusal, string>>;
  /** What the refusals of a bad pattern and of an unknown operation say. */
  readonly badPatternText: string;
  readonly unknownOperationText: string;
}

export interface AlarmSeen {
  readonly state: string;
  readonly reason: string;
  readonly threshold: number;
  readonly period: number;
  readonly actionsEnabled: boolean;
  readonly actions: readonly string[];
}

export type Refusal =
  | "missing log group"
  | "bad pattern"
  | "missing alarm"
  | "unknown operation"
  | "unknown operation of SNS"
  | "missing topic";

/** What the clients are given; the Python client reads the same, as JSON. */
export const script = {
  start: Date.parse("2026-11-21T10:00:00Z"),
  group: "app/orders",
  stream: "web-1",
  filters: [
    { name: "errors", pattern: '{ $.level = "ERROR" }', metric: "Errors", value: "1" },
    { name: "latency", pattern: "{ $.latency > 0 }", metric: "Latency", value: "$.latency", unit: "Milliseconds" },
  ],
  namespace: "Orders",
  topic: "pager",
  alarm: "too many errors",
  messages: [
    '{"level":"ERROR","latency":120.5,"user":"alice"}',
    '{"level":"INFO","latency":30}',
    "ERROR, but not JSON",
    '{"level":"ERROR","latency":"?","user":"Zoë of 東京"}',
  ],
  wanted: '{ $.level = "ERROR" && $.user = * }',
  badPattern: '{ $.level = "ERROR" && }',
  minutes: 6,
} as const;
