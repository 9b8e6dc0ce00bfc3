import { describe, expect, it } from "vitest";
import { ACCOUNT, alarmWith, REGION, soundSubscription, soundTopic, TOPIC_ARN } from "./inventory.testing.ts";
import type { Inventory } from "./inventory.ts";
import { fateIn, silence } from "./simulate.testing.ts";

describe("the topic", () => {
  const policy = (statement: object): Partial<Inventory> => ({
    topics: [{ ...soundTopic, attributes: { Policy: JSON.stringify({ Statement: statement }) } }],
  });
  const service = { Effect: "Allow", Action: "SNS:Publish", Resource: TOPIC_ARN };
  const encrypted = (keyId: string, keys: Inventory["keys"] = []): Partial<Inventory> => ({
    topics: [{ ...soundTopic, attributes: { ...soundTopic.attributes, KmsMasterKeyId: keyId } }],
    keys,
  });
  const key = (Action: unknown, Service = "cloudwatch.amazonaws.com") => ({
    region: REGION,
    keyId: "alias/alerts",
    keyState: "Enabled",
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource: "*" }] }),
  });

  it.each([
    ["it does not exist", { topics: [] }, "does not exist"],
    [
      "it lets events publish, not alarms",
      policy({ ...service, Principal: { Service: "events.amazonaws.com" } }),
      "does not let",
    ],
    ["the key is the one AWS manages", encrypted("alias/aws/sns"), "can never use"],
    ["the key does not let alarms encrypt", encrypted("alias/alerts", [key("kms:Decrypt")]), "kms:GenerateDataKey"],
    [
      "the key lets SNS use it, not alarms",
      encrypted("alias/alerts", [key("kms:*", "sns.amazonaws.com")]),
      "kms:Decrypt",
    ],
    ["the key does not exist", encrypted("alias/alerts"), "does not exist"],
    [
      "the key is disabled",
      encrypted("alias/alerts", [{ ...key("kms:*"), keyState: "Disabled" }]),
      "KeyState is Disabled",
    ],
  ])("silences the event when %s", (_, links, why) => {
    const told = silence(links);
    expect(told).toMatch(/^topic: /);
    expect(told).toContain(why);
  });

  it("is not there for an action that stops a machine", () => {
    expect(silence({ alarms: [alarmWith({ AlarmActions: [`arn:aws:automate:${REGION}:ec2:stop`] })] })).toMatch(
      /^topic: /,
    );
  });

  it("takes the message by its own policy and that of its key", () => {
    const named = policy({ ...service, Principal: { Service: "cloudwatch.amazonaws.com" } });
    expect(fateIn(named).outcome).toBe("rings");
    expect(fateIn(encrypted("alias/alerts", [key(["kms:Decrypt", "kms:GenerateDataKey*"])])).outcome).toBe("rings");
  });

  it("is not known when its attributes, its key or its account were not read", () => {
    const { attributes: _, ...unread } = soundTopic;
    const foreign = alarmWith({ AlarmActions: [TOPIC_ARN.replace(ACCOUNT, "999999999999")] });
    const lambda = alarmWith({ AlarmActions: [`arn:aws:lambda:${REGION}:${ACCOUNT}:function:page`] });
    const refused = { service: "kms", operation: "DescribeKey", region: REGION, resource: "alias/alerts" } as const;
    const gaps = [{ ...refused, code: "AccessDeniedException", message: "no" }];
    const unreadKey = { ...encrypted("alias/alerts"), gaps };
    for (const links of [{ topics: [unread] }, unreadKey, { alarms: [foreign] }, { alarms: [lambda] }])
      expect(fateIn(links)).toMatchObject({ outcome: "unknown", stop: { link: "topic" } });
  });
});

describe("the subscription", () => {
  const attributed = (attributes: Readonly<Record<string, string>>) => ({
    subscriptions: [{ ...soundSubscription, attributes }],
  });
  it.each([
    ["there is none", { subscriptions: [] }, "has no subscription"],
    [
      "nobody has confirmed it",
      { subscriptions: [{ ...soundSubscription, SubscriptionArn: "PendingConfirmation" }] },
      "is not confirmed",
    ],
    ["it wants message attributes", attributed({ FilterPolicy: '{"severity":["high"]}' }), "drops what alarms publish"],
    [
      "it wants another alarm",
      attributed({ FilterPolicy: '{"AlarmName":["other"]}', FilterPolicyScope: "MessageBody" }),
      "FilterPolicyScope MessageBody",
    ],
  ])("silences the event when %s", (_, links, why) => {
    const told = silence(links);
    expect(told).toMatch(/^subscription: /);
    expect(told).toContain(why);
  });

  it("gets the message that its filter policy wants", () => {
    const subscriptions = [
      {
        ...soundSubscription,
        Protocol: "https",
        attributes: { FilterPolicy: '{"NewStateValue":["ALARM"]}', FilterPolicyScope: "MessageBody" },
      },
    ];
    expect(fateIn({ subscriptions }).outcome).toBe("rings");
  });
});

describe("a gap in the inventory", () => {
  const gap = (service: Inventory["gaps"][number]["service"], operation: string, resource?: string) => ({
    gaps: [
      {
        service,
        operation,
        region: REGION,
        code: "AccessDenied",
        message: "no",
        ...(resource === undefined ? {} : { resource }),
      },
    ],
  });
  it.each([
    ["trails", { trails: [], ...gap("cloudtrail", "DescribeTrails") }],
    ["log groups", { logGroups: [], ...gap("logs", "DescribeLogGroups") }],
    ["metric filters", { metricFilters: [], ...gap("logs", "DescribeMetricFilters") }],
    ["alarms", { alarms: [], ...gap("cloudwatch", "DescribeAlarms") }],
    ["topics", { topics: [], ...gap("sns", "ListTopics") }],
    ["subscriptions", { subscriptions: [], ...gap("sns", "ListSubscriptionsByTopic", TOPIC_ARN) }],
  ])("where %s could not be read leaves the outcome unknown", (_, links) => {
    const { outcome, unknown } = fateIn(links);
    expect(outcome).toBe("unknown");
    expect(unknown.join()).toContain("AccessDenied");
  });

  it("that nothing depends on changes nothing", () => {
    expect(fateIn(gap("logs", "DescribeMetricFilters", "other-logs")).outcome).toBe("rings");
    expect(fateIn(gap("cloudwatch", "DescribeAlarms")).outcome).toBe("rings");
    expect(silence({ subscriptions: [], ...gap("sns", "ListSubscriptionsByTopic", `${TOPIC_ARN}-other`) })).toMatch(
      /^subscription: /,
    );
  });
});
