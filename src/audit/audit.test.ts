import { describe, expect, it } from "vitest";
import { controlOf, recordOf } from "./audit.testing.ts";
import { audit } from "./audit.ts";
import type { Finding } from "./finding.ts";
import {
  alarmWith,
  chain,
  REGION,
  soundAlarm,
  soundFilter,
  soundSubscription,
  soundTopic,
  soundTrail,
  TOPIC_ARN,
} from "./inventory.testing.ts";
import type { Inventory } from "./inventory.ts";

const IAM_USER = { userIdentity: { type: "IAMUser" } };
const RUN = { eventSource: "ec2.amazonaws.com", eventName: "RunInstances" };

const corpus = [
  recordOf("root-creates-user", ["root"]),
  recordOf("root-runs-instance", ["root"], RUN),
  recordOf("user-creates-user", [], IAM_USER),
  recordOf("user-signs-in", ["sign-in"], { ...IAM_USER, eventName: "ConsoleLogin" }),
  recordOf("root-signs-in", ["root", "sign-in"], { eventName: "ConsoleLogin" }),
  recordOf("root-signs-in-with-mfa", ["root"], { eventName: "ConsoleLogin", additionalEventData: { MFAUsed: "Yes" } }),
];
const rootControl = controlOf("root", ["root-creates-user"], ["user-creates-user"]);

function findingOf(links: Partial<Inventory>, control = rootControl): Finding {
  const [finding] = audit(chain(links), [control], corpus);
  if (finding === undefined) throw new Error("one control has one finding");
  return finding;
}

describe("the verdict of a control", () => {
  it("is rings, with who hears it and after how long", () => {
    const finding = findingOf({});
    expect(finding).toMatchObject({
      verdict: "rings",
      hears: [{ topicArn: TOPIC_ARN, protocol: "email", endpoint: "oncall@example.com" }],
      gaps: [],
    });
    expect(finding.brokenLink).toBeUndefined();
    expect(finding.witnesses.map(({ event, outcome }) => [event, outcome])).toEqual([
      ["root-creates-user", "rings"],
      ["user-creates-user", "silent"],
    ]);
    expect(finding.witnesses[0]?.delay).toBeLessThanOrEqual(120_000);
    expect(finding.summary).toMatch(/^Every event is told to email oncall@example.com within \d+ s\.$/);
  });

  it("is silent, with the first broken link of the path that gets furthest", () => {
    const stopped = { ...soundTrail, Name: "old", status: { IsLogging: false } };
    const finding = findingOf({ trails: [stopped, soundTrail], subscriptions: [] });
    expect(finding).toMatchObject({ verdict: "silent", brokenLink: "subscription", hears: [] });
    expect(finding.reason).toContain("has no subscription");
    expect(finding.secondEvent).toBeUndefined();
  });

  it("is rings-for-some, with the events that go unseen", () => {
    const control = controlOf("root", ["root-creates-user", "root-runs-instance"], []);
    const filterPattern = '{ ($.userIdentity.type = "Root") && ($.eventName = "CreateUser") }';
    const finding = findingOf({ metricFilters: [{ ...soundFilter, filterPattern }] }, control);
    expect(finding).toMatchObject({ verdict: "rings-for-some", brokenLink: "metric-filter" });
    expect(finding.witnesses.find(({ outcome }) => outcome === "silent")).toMatchObject({
      event: "root-runs-instance",
      stoppedAt: "metric-filter",
      record: expect.stringContaining("RunInstances"),
    });
  });

  it("is rings-for-some where the same act in another region goes unseen", () => {
    const control = controlOf("root", ["root-runs-instance"], []);
    const regions = [REGION, "eu-west-1", "ap-south-1"];
    const finding = findingOf({ regions, trails: [{ ...soundTrail, IsMultiRegionTrail: false }] }, control);
    expect(finding).toMatchObject({ verdict: "rings-for-some", brokenLink: "trail" });
    expect(finding.witnesses[1]?.title).toBe("the record root-runs-instance, in eu-west-1 and 1 more region");
    expect(findingOf({ regions }, control).verdict).toBe("rings");
  });

  it("knows that what a global service does is recorded in one region only", () => {
    const regions = [REGION, "eu-west-1"];
    expect(findingOf({ regions, trails: [{ ...soundTrail, IsMultiRegionTrail: false }] }).verdict).toBe("rings");
  });

  it("is noisy where harmless events ring too, and silent or partial beats noisy", () => {
    const metricFilters = [{ ...soundFilter, filterPattern: "" }];
    expect(findingOf({ metricFilters })).toMatchObject({
      verdict: "noisy",
      witnesses: [{ outcome: "rings" }, { event: "user-creates-user", expected: "must-not", outcome: "rings" }],
    });
    expect(findingOf({ metricFilters, topics: [] }).verdict).toBe("silent");
  });

  it("is not noisy for an event that an alarm of another control rightly rings for", () => {
    const signIn = controlOf("sign-in", ["user-signs-in", "root-signs-in"], ["root-signs-in-with-mfa"]);
    const signInFilter = {
      ...soundFilter,
      filterName: "sign-in",
      filterPattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed NOT EXISTS) }',
      metricTransformations: [{ metricName: "SignIn", metricNamespace: "CIS", metricValue: "1" }],
    };
    const precise = alarmWith({ AlarmName: "sign-in", MetricName: "SignIn" });
    const links = { metricFilters: [soundFilter, signInFilter], alarms: [soundAlarm, precise] };
    expect(findingOf(links, signIn).verdict).toBe("rings");
    const blunt = { ...signInFilter, filterPattern: '{ $.eventName = "ConsoleLogin" }' };
    expect(findingOf({ ...links, metricFilters: [soundFilter, blunt] }, signIn).verdict).toBe("noisy");
  });

  it("is unknown where what could not be read decides it, and names the gap", () => {
    const gap = {
      service: "sns",
      operation: "ListSubscriptionsByTopic",
      region: REGION,
      code: "AuthorizationError",
    } as const;
    const finding = findingOf({ subscriptions: [], gaps: [{ ...gap, message: "no" }] });
    expect(finding).toMatchObject({ verdict: "unknown", brokenLink: "subscription" });
    expect(finding.gaps).toEqual(["sns:ListSubscriptionsByTopic in us-east-1: AuthorizationError"]);
    expect(findingOf({ gaps: [{ ...gap, message: "no" }] }).verdict).toBe("rings");
  });

  it("is unknown where an alarm would ring and its mute rules could not be read", () => {
    const gap = {
      service: "cloudwatch",
      operation: "ListAlarmMuteRules",
      region: REGION,
      code: "AccessDenied",
    } as const;
    const finding = findingOf({ gaps: [{ ...gap, message: "no" }] });
    expect(finding).toMatchObject({
      verdict: "unknown",
      gaps: ["cloudwatch:ListAlarmMuteRules in us-east-1: AccessDenied"],
    });
  });
});

describe("a finding", () => {
  it("says from when on a second event is told of again", () => {
    expect(findingOf({}).secondEvent).toContain("A second event less than 6 min after the first reaches nobody");
  });

  it("says when no second event is ever told of", () => {
    const alarms = [alarmWith({ TreatMissingData: "ignore" })];
    expect(findingOf({ alarms }).secondEvent).toContain("no second event is ever told");
  });

  it("says when the alarm stands in ALARM at present", () => {
    const { caveats } = findingOf({ alarms: [{ ...soundAlarm, StateValue: "ALARM" }] });
    expect(caveats.map(({ kind }) => kind)).toEqual(["standing-in-alarm", "late-delivery"]);
  });

  it("holds the records as they would read in the audited account", () => {
    const foreign = recordOf("foreign", ["root"], { recipientAccountId: "111122223333" });
    const [finding] = audit(chain(), [controlOf("root", ["foreign"], [])], [foreign]);
    expect(finding?.witnesses[0]?.record).toContain('"recipientAccountId":"123456789012"');
  });

  it("carries what authorities say", () => {
    const verdict = { authority: "cis-6.0", id: "5.3", verdict: "pass", why: "" } as const;
    const [finding] = audit(chain(), [rootControl], corpus, { authorities: () => [verdict] });
    expect(finding?.authorities).toEqual([verdict]);
  });

  it("comes before others when it is more exposed, then when it is worse", () => {
    const silent = controlOf("silent", ["user-creates-user"], []);
    const findings = audit(chain(), [rootControl, silent], corpus);
    expect(findings.map(({ control }) => control)).toEqual(["silent", "root"]);
    const topics = [{ ...soundTopic, tags: { Environment: "production" } }];
    const exposed = audit(chain({ topics }), [silent, rootControl], corpus);
    expect(exposed.map(({ control, exposure }) => [control, exposure])).toEqual([
      ["root", 2],
      ["silent", 0],
    ]);
  });
});

it("a control that names a record which is not there is a bug of its author", () => {
  expect(() => audit(chain(), [controlOf("root", ["nowhere"], [])], corpus)).toThrow("nowhere");
});

it("hears through every subscriber, once for each", () => {
  const sms = {
    ...soundSubscription,
    SubscriptionArn: `${TOPIC_ARN}:0a000000-0000-4000-8000-000000000000`,
    Protocol: "sms",
    Endpoint: "+15550100",
  };
  const control = controlOf("root", ["root-creates-user", "root-runs-instance"], []);
  const { hears } = findingOf({ subscriptions: [soundSubscription, sms] }, control);
  expect(hears.map(({ protocol }) => protocol)).toEqual(["email", "sms"]);
});
