import { describe, expect, it } from "vitest";
import { defaultTopicPolicy } from "../../topic/default-policy.ts";
import { type Publisher, publishAllowed } from "./policy.ts";

const account = "123456789012";
const topicArn = `arn:aws:sns:us-east-1:${account}:alarms`;
const alarmArn = `arn:aws:cloudwatch:us-east-1:${account}:alarm:root-usage`;
const alarm: Publisher = { kind: "service", service: "cloudwatch.amazonaws.com", sourceArn: alarmArn };
const user: Publisher = { kind: "account" };

const allowAlarms = {
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: topicArn,
};

function decide(by: Publisher, ...statements: object[]) {
  return publishAllowed(JSON.stringify({ Version: "2012-10-17", Statement: statements }), by, topicArn, account);
}

const kind = (by: Publisher, ...statements: object[]) => decide(by, ...statements).kind;
const under = (Condition: object) => ({ ...allowAlarms, Condition });

describe("publishAllowed for an alarm", () => {
  it("the default policy allows the account's alarms", () => {
    expect(publishAllowed(defaultTopicPolicy(topicArn, account), alarm, topicArn, account).kind).toBe("allowed");
    expect(publishAllowed(defaultTopicPolicy(topicArn, "999999999999"), alarm, topicArn, account).kind).toBe(
      "not allowed",
    );
  });

  it("needs a statement that names the service, the action and the topic", () => {
    expect(kind(alarm, allowAlarms)).toBe("allowed");
    expect(kind(alarm, { ...allowAlarms, Principal: { Service: ["events.amazonaws.com"] } })).toBe("not allowed");
    expect(kind(alarm, { ...allowAlarms, Principal: { AWS: `arn:aws:iam::${account}:root` } })).toBe("not allowed");
    expect(kind(alarm, { ...allowAlarms, Action: ["sns:Subscribe", "SNS:Pub*"] })).toBe("allowed");
    expect(kind(alarm, { ...allowAlarms, Action: "sns:Subscribe" })).toBe("not allowed");
    expect(kind(alarm, { ...allowAlarms, Resource: `${topicArn}2` })).toBe("not allowed");
    expect(kind(alarm, { ...allowAlarms, Resource: "arn:aws:sns:*" })).toBe("allowed");
    expect(kind(alarm, { ...allowAlarms, Principal: "*" })).toBe("allowed");
  });

  it("must meet every condition", () => {
    expect(kind(alarm, under({ ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:${account}:alarm:*` } }))).toBe(
      "allowed",
    );
    expect(kind(alarm, under({ ArnEquals: { "AWS:SourceArn": [`${alarmArn}2`, alarmArn] } }))).toBe("allowed");
    expect(kind(alarm, under({ ArnLike: { "aws:SourceArn": `${alarmArn}2` } }))).toBe("not allowed");
    expect(
      kind(
        alarm,
        under({ StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": `${alarmArn}2` } }),
      ),
    ).toBe("not allowed");
    expect(kind(alarm, under({ StringEquals: { "aws:SourceAccount": "999999999999" } }))).toBe("not allowed");
    expect(kind(alarm, under({ StringNotEquals: { "aws:SourceAccount": "999999999999" } }))).toBe("allowed");
  });

  it("a missing key satisfies negated and IfExists operators only", () => {
    expect(kind(alarm, under({ StringEquals: { "aws:PrincipalOrgID": "o-1" } }))).toBe("not allowed");
    expect(kind(alarm, under({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } }))).toBe("allowed");
    expect(kind(alarm, under({ StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }))).toBe("allowed");
    expect(kind(alarm, under({ Null: { "aws:PrincipalOrgID": "true" } }))).toBe("allowed");
    expect(kind(alarm, under({ Null: { "aws:SourceArn": "true" } }))).toBe("not allowed");
  });

  it("an explicit Deny wins over every Allow", () => {
    const deny = { ...allowAlarms, Effect: "Deny", Principal: "*" };
    expect(kind(alarm, allowAlarms, deny)).toBe("explicitly denied");
    expect(kind(alarm, deny, allowAlarms)).toBe("explicitly denied");
    const insecure = { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(kind(alarm, allowAlarms, insecure)).toBe("allowed");
  });

  it("what cannot be judged tells against the alarm and is named", () => {
    const byDate = { DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } };
    expect(decide(alarm, under(byDate))).toEqual({
      kind: "not allowed",
      unjudged: ["Condition DateGreaterThan on aws:CurrentTime"],
    });
    expect(decide(alarm, allowAlarms, { ...under(byDate), Effect: "Deny" })).toEqual({
      kind: "explicitly denied",
      unjudged: ["Condition DateGreaterThan on aws:CurrentTime"],
    });
    expect(kind(alarm, under({ NumericEquals: { "aws:SourceAccount": account } }))).toBe("not allowed");
    expect(
      kind(alarm, under({ ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:\${aws:PrincipalAccount}:*` } })),
    ).toBe("not allowed");
    const { Principal: _, ...rest } = allowAlarms;
    const others = { ...rest, Effect: "Deny", NotPrincipal: { Service: "cloudwatch.amazonaws.com" } };
    expect(decide(alarm, allowAlarms, others).unjudged).toEqual(["NotPrincipal"]);
  });

  it("a condition that is not met settles the matter whatever else is unknown", () => {
    const both = { StringEquals: { "aws:SourceAccount": "999999999999" }, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
    expect(decide(alarm, allowAlarms, { ...under(both), Effect: "Deny" })).toEqual({ kind: "allowed", unjudged: [] });
  });
});

describe("publishAllowed for the account's own user", () => {
  it("needs no Allow but obeys a Deny", () => {
    expect(kind(user, allowAlarms)).toBe("allowed");
    const deny = { ...allowAlarms, Effect: "Deny", Principal: { AWS: account } };
    expect(kind(user, deny)).toBe("explicitly denied");
    expect(kind(user, { ...deny, Principal: { AWS: "999999999999" } })).toBe("allowed");
  });

  it("carries no AWS:SourceOwner", () => {
    const deny = { ...allowAlarms, Effect: "Deny", Principal: "*" };
    expect(kind(user, { ...deny, Condition: { Null: { "AWS:SourceOwner": "true" } } })).toBe("explicitly denied");
    expect(kind(user, { ...deny, Condition: { StringEquals: { "AWS:SourceOwner": account } } })).toBe("allowed");
  });
});

describe("a text that is no topic policy", () => {
  it.each([
    "{invalid-json",
    "[]",
    "{}",
    '{"Statement":[]}',
    '{"Statement":"x"}',
    '{"Statement":{"Effect":"Maybe","Principal":"*","Action":"sns:Publish"}}',
    '{"Statement":{"Effect":"Allow","Action":"sns:Publish"}}',
    '{"Statement":{"Effect":"Allow","Principal":"*"}}',
    '{"Statement":{"Effect":"Allow","Principal":"*","Action":{}}}',
  ])("is refused: %s", (policy) => {
    expect(() => publishAllowed(policy, alarm, topicArn, account)).toThrow("Invalid parameter: Policy Error: null");
  });

  it("may not speak of SNS:* or of another service's actions", () => {
    for (const Action of ["SNS:*", "sns:*", "s3:GetObject"]) {
      expect(() => decide(alarm, { ...allowAlarms, Action })).toThrow("Policy statement action out of service scope!");
    }
    expect(kind(alarm, { ...allowAlarms, Action: ["SNS:Publish", "SNS:Receive"] })).toBe("allowed");
  });
});
