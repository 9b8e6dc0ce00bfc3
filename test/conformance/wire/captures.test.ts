import { describe, expect, it } from "vitest";
import { testHandler } from "../../../src/aws/handler.testing.ts";
import type { AwsCall } from "../../../src/aws/handler.ts";
import captures from "./captures.json" with { type: "json" };

interface Capture {
  readonly client: string;
  readonly service: string;
  readonly operation: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly bodyBase64?: string;
}

const requests: readonly Capture[] = captures.requests;

async function send(capture: Capture): Promise<{ status: number; text: string; call: AwsCall | undefined }> {
  const { handle, calls } = testHandler((call) => (call.operation === "GetCallerIdentity" ? { Account: "1" } : {}));
  const headers = new Headers();
  for (const [name, value] of Object.entries(capture.headers)) if (value !== undefined) headers.set(name, value);
  const body = capture.bodyBase64 === undefined ? capture.body : Buffer.from(capture.bodyBase64, "base64");
  const response = await handle(
    new Request(`http://127.0.0.1:4666${capture.path}`, {
      method: "POST",
      headers,
      ...(body === undefined ? {} : { body }),
    }),
  );
  return { status: response.status, text: await response.text(), call: calls[0] };
}

/** The clients leave members out in different ways but mean one thing. */
const THE_ALARM = {
  AlarmName: "a1",
  ActionsEnabled: true,
  AlarmActions: ["arn:aws:sns:us-east-1:123456789012:t1"],
  MetricName: "M",
  Namespace: "N",
  Statistic: "Sum",
  Dimensions: [
    { Name: "d1", Value: "v1" },
    { Name: "d2", Value: "v 2&=é" },
  ],
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1.5,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
  Tags: [{ Key: "k", Value: "v" }],
};

describe("requests of real clients", () => {
  it.each(
    requests.map((capture, index) => [`${index} ${capture.client} ${capture.operation}`, capture] as const),
  )("%s reaches its operation", async (_name, capture) => {
    const { status, text, call } = await send(capture);
    expect({ status, text: status === 200 ? "" : text }).toEqual({ status: 200, text: "" });
    expect(call?.operation).toBe(capture.operation);
    expect(call?.service).toBe(capture.service === "monitoring" ? "cloudwatch" : capture.service);
    expect(call?.scope).toEqual({ account: "123456789012", region: "us-east-1" });
  });

  it("one alarm sent by two clients in three protocols is the same input six times", async () => {
    const same = requests.filter(
      (capture) => capture.operation === "PutMetricAlarm" && /botocore\/|aws-sdk-js/.test(capture.client),
    );
    const inputs = await Promise.all(same.map(async (capture) => (await send(capture)).call?.input));
    const whole = inputs.filter((input) => JSON.stringify(input).includes("v 2&=é"));
    expect(whole).toHaveLength(6);
    for (const input of whole) expect(input).toEqual(THE_ALARM);
  });

  it("botocore truncates a sent time to seconds in JSON and CBOR and keeps microseconds in queries", async () => {
    const data = requests.filter(
      (capture) => capture.operation === "PutMetricData" && capture.client.startsWith("botocore"),
    );
    const inputs = await Promise.all(data.map(async (capture) => (await send(capture)).call?.input));
    expect(inputs.map((input) => JSON.stringify(input).match(/"Timestamp":(\d+)/)?.[1])).toEqual([
      "1704067201000",
      "1704067201000",
      "1704067201500",
    ]);
  });
});
