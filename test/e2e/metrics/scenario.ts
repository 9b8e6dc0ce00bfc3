/** What a client is told: where the server is, and the time at which its clock stands. */
export interface Stage {
  readonly endpoint: string;
  /** Epoch milliseconds, the start of a minute. */
  readonly now: number;
}

/** What a client saw, in the same words whatever the client. Times are milliseconds since `now`. */
export interface Observations {
  readonly metrics: readonly string[];
  readonly results: readonly {
    readonly id: string;
    readonly label: string;
    readonly status: string;
    readonly points: readonly (readonly [at: number, value: number])[];
  }[];
  /** Datapoints of each page when a page holds two. */
  readonly pages: readonly number[];
  /** By the period of 10 seconds. */
  readonly seconds: readonly (readonly [at: number, value: number])[];
  readonly messages: readonly string[];
  readonly refusals: Readonly<Record<string, string>>;
}

export type Play = (stage: Stage) => Promise<Observations>;

export const MINUTE = 60_000;

export const expected: Observations = {
  metrics: ["bulk", "errors host=web-1", "fast", "mixed", "requests host=web-1"],
  results: [
    {
      id: "rate",
      label: "error rate",
      status: "Complete",
      points: [
        [-2 * MINUTE, 10],
        [0, 25],
      ],
    },
    {
      id: "filled",
      label: "filled",
      status: "Complete",
      points: [
        [-2 * MINUTE, 1],
        [-MINUTE, 0],
        [0, 5],
      ],
    },
    { id: "trimmed", label: "bulk", status: "Complete", points: [[0, 74.5]] },
  ],
  pages: [2, 1],
  seconds: [
    [10_000, 1],
    [30_000, 2],
  ],
  messages: ["MultipleUnits: Multiple units returned: '[Count, Seconds]'"],
  refusals: {
    expression: "Error in expression 'e1': The expression ends where a value should be.",
    value: "The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.",
    token: "InvalidNextToken",
  },
};
