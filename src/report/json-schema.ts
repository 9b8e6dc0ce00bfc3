import { LINKS } from "../audit/finding.ts";

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };
const time: Schema = { type: "string", format: "date-time" };
const date: Schema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const account: Schema = { type: "string", pattern: "^\\d{12}$" };
const link: Schema = { enum: [...LINKS] };
const verdict: Schema = { enum: ["rings", "rings-for-some", "silent", "noisy", "unknown"] };
const exceptionStatus: Schema = { enum: ["active", "expiring", "expired", "invalid"] };

const lateness: Schema = {
  type: "integer",
  minimum: 0,
  maximum: 86_400_000,
  description: "milliseconds from the event to its arrival in the log group; a day means a day or more",
};

/** An object with exactly these members; those whose names end with `?` may be absent. */
function members(all: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(all);
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(all).map(([name, schema]) => [name.replace(/\?$/, ""), schema])),
    required: names.filter((name) => !name.endsWith("?")),
    additionalProperties: false,
  };
}

function list(items: Schema): Schema {
  return { type: "array", items };
}

const exceptionRef = members({ id: text, status: exceptionStatus });

const witness = members({
  event: text,
  title: text,
  expected: { enum: ["must-ring", "must-not"] },
  outcome: { enum: ["rings", "silent", "unknown"] },
  "stoppedAt?": link,
  why: text,
  "delay?": { type: "number", minimum: 0, description: "milliseconds from the event to the notification" },
  record: { type: "string", description: "the CloudTrail record, as JSON" },
});

const authorityVerdict: Schema = { enum: ["pass", "fail", "not-assessed", "unknown"] };
const topicUse: Schema = { enum: ["pager", "low-priority"] };

const plan = members({
  control: text,
  "region?": text,
  "logGroupName?": text,
  filters: list(
    members({
      filterName: text,
      filterPattern: text,
      metricName: text,
      metricNamespace: text,
      alarmName: text,
      topic: topicUse,
      topicArn: text,
      satisfies: list(text),
      "existing?": { const: true },
    }),
  ),
  topics: list(members({ topicArn: text, use: topicUse, isNew: { type: "boolean" }, subscribes: { type: "boolean" } })),
  commands: { ...list(text), description: "of the AWS CLI, for a POSIX shell, in this order" },
  authorities: list(members({ authority: text, before: authorityVerdict, after: authorityVerdict })),
  verdictBefore: verdict,
  verdictAfter: verdict,
  unreachable: list(members({ authority: text, why: text })),
  notes: list(text),
  "notOffered?": text,
});

const finding = members({
  account,
  control: text,
  title: text,
  verdict,
  summary: text,
  "brokenLink?": link,
  "reason?": text,
  links: list(
    members({
      link,
      state: { enum: ["passed", "partly", "broken", "unknown", "not-reached"] },
      evidence: list(text),
    }),
  ),
  witnesses: list(witness),
  hears: list(members({ alarmArn: text, topicArn: text, protocol: text, endpoint: text })),
  "secondEvent?": text,
  "lateDelivery?": members({ alone: lateness, "amongOthers?": lateness }),
  caveats: list(members({ kind: { enum: ["standing-in-alarm", "mute-window", "late-delivery"] }, text })),
  coverage: list(
    members({
      filterPattern: text,
      covered: { enum: ["yes", "no", "unknown"] },
      by: list(text),
      why: text,
      "record?": { type: "string", description: "the CloudTrail record, as JSON" },
    }),
  ),
  authorities: list(
    members({
      authority: text,
      id: text,
      verdict: authorityVerdict,
      why: text,
      "exception?": exceptionRef,
    }),
  ),
  "exception?": exceptionRef,
  gaps: list(text),
  exposure: { type: "number", minimum: 0 },
  "change?": members({
    kind: { enum: ["fixed", "broke", "new", "changed", "unchanged"] },
    "before?": members({ verdict, "brokenLink?": link }),
  }),
  "plan?": plan,
});

const exception = members({
  id: text,
  status: exceptionStatus,
  line: { type: "integer", minimum: 1 },
  covers: list(text),
  "control?": text,
  "owner?": text,
  "reason?": text,
  "scope?": members({ "accounts?": list(account), "regions?": list(text), "authorities?": list(text) }),
  "created?": date,
  "expires?": date,
  "evidence?": list(text),
  "history?": list(members({ date, by: text, note: text, "expires?": date })),
  "problems?": list(text),
});

const breakage = members({
  account,
  fault: text,
  kind: text,
  link,
  title: text,
  eventName: text,
  silences: list(members({ control: text, events: list(text), left: count })),
  noticed: { type: "boolean" },
  silentSinglePoint: { type: "boolean" },
});

const gap = members({
  service: text,
  operation: text,
  region: text,
  "resource?": text,
  code: text,
  message: text,
});

/**
 * The JSON schema (draft 2020-12) of the JSON report.
 *
 * @example
 * JSON.stringify(jsonReportSchema(), null, 2); // what `tocsin audit --print-schema` prints
 */
export function jsonReportSchema(): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Report of tocsin audit",
    ...members({
      formatVersion: { const: 1 },
      tool: members({ name: { const: "tocsin" }, version: text }),
      generatedAt: time,
      outcome: { enum: ["clean", "findings", "incomplete"] },
      counts: members({ rings: count, "rings-for-some": count, silent: count, noisy: count, unknown: count }),
      "benchmark?": text,
      accounts: list(members({ account, collectedAt: time, regions: list(text), gaps: list(gap) })),
      controls: list(
        members({
          id: text,
          title: text,
          rationale: text,
          benchmarks: list(members({ benchmark: text, number: text })),
        }),
      ),
      findings: list(finding),
      exceptions: list(exception),
      "breakages?": list(breakage),
      "plannedFor?": list(text),
      "since?": members({
        generatedAt: text,
        gone: list(members({ account, control: text, title: text, verdict, "brokenLink?": link })),
      }),
    }),
  };
}
