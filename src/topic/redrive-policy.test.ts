import { describe, expect, it } from "vitest";
import { readRedrivePolicy } from "./redrive-policy.ts";

const topic = "arn:aws:sns:us-east-1:123456789012:alarms";
const queue = "arn:aws:sqs:us-east-1:123456789012:q";
const dlq = "arn:aws:sqs:us-east-1:123456789012:dlq";

function read(deadLetterTargetArn: unknown, topicArn = topic, endpoint = queue) {
  const result = readRedrivePolicy(JSON.stringify({ deadLetterTargetArn }), topicArn, endpoint, "");
  return result.ok ? result.deadLetterTargetArn : result.message;
}

describe("readRedrivePolicy", () => {
  it("names a queue of the same account and region", () => {
    expect(read(dlq)).toBe(dlq);
    expect(read(dlq.replace("us-east-1", "eu-west-1"))).toContain("own account and region");
    expect(read(dlq.replace("123456789012", "999999999999"))).toContain("own account and region");
  });

  it.each(["dlq", 17, "arn:aws:lambda:us-east-1:123456789012:function:f", ""])("refuses %j", (arn) => {
    expect(read(arn)).toBe("Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn");
  });

  it("names a FIFO queue exactly where the subscription is FIFO", () => {
    expect(read(dlq, `${topic}.fifo`, `${queue}.fifo`)).toBe(
      "Invalid parameter: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.",
    );
    expect(read(`${dlq}.fifo`, `${topic}.fifo`, `${queue}.fifo`)).toBe(`${dlq}.fifo`);
    expect(read(dlq, `${topic}.fifo`, queue)).toBe(dlq);
    expect(read(`${dlq}.fifo`)).toContain("standard queue");
  });

  it("may be empty, and may say nothing else", () => {
    expect(readRedrivePolicy("{}", topic, queue, "")).toEqual({ ok: true, deadLetterTargetArn: undefined });
    const more = JSON.stringify({ deadLetterTargetArn: dlq, maxReceiveCount: 3 });
    expect(readRedrivePolicy(more, topic, queue, "")).toMatchObject({ ok: false });
    expect(readRedrivePolicy("[]", topic, queue, "")).toMatchObject({
      message: "Invalid parameter: RedrivePolicy: failed to parse JSON.",
    });
  });
});
