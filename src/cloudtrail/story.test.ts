import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeActor } from "./actor.ts";
import { readMfa } from "./mfa.ts";
import { apiCall, signIn } from "./record.testing.ts";
import { describeMessage, describeRecord, renderStory } from "./story.ts";

const story = (record: Parameters<typeof describeRecord>[0]): string => renderStory(describeRecord(record));
const actor = (userIdentity: unknown): string => describeActor(signIn({ userIdentity }));

describe("the story of a console sign-in", () => {
  it("tells who, from where, with what result, and whether MFA was used", () => {
    expect(story(signIn())).toBe("IAM user alice signed in to the console from 203.0.113.7 without MFA: Success");
    expect(story(signIn({ additionalEventData: { MFAUsed: "Yes" } }))).toContain(" with MFA: ");
  });

  it("takes MFAUsed in capitals for yes, as in AWS's own sample of root", () => {
    const root = signIn({
      userIdentity: { type: "Root", accountId: "123456789012" },
      additionalEventData: { MFAUsed: "YES" },
    });
    expect(story(root)).toBe(
      "root of account 123456789012 signed in to the console from 203.0.113.7 with MFA: Success",
    );
  });

  it("does not invent MFAUsed where it is missing", () => {
    expect(readMfa(signIn({ additionalEventData: { LoginTo: "https://console.aws.amazon.com" } }))).toBe(
      "not recorded",
    );
    expect(story(signIn({ additionalEventData: null }))).toContain(", MFA not recorded: ");
  });

  it("tells a failed sign-in with its reason", () => {
    const failed = signIn({ responseElements: { ConsoleLogin: "Failure" }, errorMessage: "Failed authentication" });
    expect(story(failed)).toBe(
      "IAM user alice tried to sign in to the console from 203.0.113.7 without MFA: Failure (Failed authentication)",
    );
  });

  it("knows an unknown user name for a failed sign-in too", () => {
    const unknown = signIn({
      userIdentity: { type: "IAMUser", accountId: "123456789012", userName: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      responseElements: { ConsoleLogin: "Failure" },
      errorMessage: "No username found in supplied account",
    });
    expect(story(unknown)).toMatch(
      /^an unknown user name \(hidden by CloudTrail\) tried to sign in .*: Failure \(No username/,
    );
  });

  it("does not take No for an answer when the sign-in happened at an identity provider", () => {
    const sso = signIn({
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE:bob@example.com",
        arn: "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/bob@example.com",
      },
    });
    expect(story(sso)).toBe(
      "IAM Identity Center user bob@example.com with permission set Admin signed in to the console from 203.0.113.7, MFA cannot be known from CloudTrail: Success",
    );
  });
});

describe("the story of a call", () => {
  it("names the call and the session", () => {
    expect(story(apiCall())).toBe(
      "role deployer in session deploy-7 did CreateUser (iam.amazonaws.com) from 203.0.113.7 without MFA: Success",
    );
  });

  it("tells refusal by errorCode, whatever its spelling", () => {
    const record = apiCall({ errorCode: "Client.UnauthorizedOperation", errorMessage: "You are not authorized." });
    expect(describeRecord(record).result).toBe("Client.UnauthorizedOperation: You are not authorized.");
    expect(describeRecord(apiCall({ errorCode: "AccessDenied" })).result).toBe("AccessDenied");
  });

  it("says that a long-lived key records nothing on MFA", () => {
    expect(readMfa(apiCall({ userIdentity: { type: "IAMUser", userName: "ci" } }))).toBe("not recorded");
  });

  it("reads the outcome of a service event", () => {
    const record = apiCall({ eventName: "UserAuthentication", serviceEventDetails: { UserAuthentication: "Failure" } });
    expect(describeRecord(record).result).toBe("Failure");
  });
});

describe("the actor", () => {
  it.each<[unknown, string]>([
    [undefined, "an unknown identity (the record has no userIdentity)"],
    [{}, "an identity of no stated type"],
    [{ accountId: "123456789012" }, "an identity of no stated type of account 123456789012"],
    [{ accountId: "123456789012", invokedBy: "ec2.amazonaws.com" }, "AWS service ec2.amazonaws.com"],
    [{ type: "AWSService", invokedBy: "rds.amazonaws.com" }, "AWS service rds.amazonaws.com"],
    [{ type: "IAMUser", arn: "arn:aws:iam::1:user/path/eve" }, "IAM user eve"],
    [{ type: "IAMUser", userName: "eve", invokedBy: "AWS Internal" }, "IAM user eve (through AWS Internal)"],
    [
      { type: "Root", accountId: "1", invokedBy: "autoscaling.amazonaws.com" },
      "root of account 1 (through autoscaling.amazonaws.com)",
    ],
    [{ type: "FederatedUser", arn: "arn:aws:sts::1:federated-user/stratus" }, "federated user stratus"],
    [{ type: "SAMLUser", userName: "kim" }, "SAML user kim"],
    [{ type: "WebIdentityUser", userName: "kim" }, "web identity user kim"],
    [{ type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" } }, "IAM Identity Center user u-1"],
    [{ type: "AWSAccount", accountId: "210987654321" }, "account 210987654321"],
    [{ type: "Role", arn: "arn:aws:iam::1:role/admin" }, "role admin"],
    [{ type: "Unknown", accountId: "1" }, "Unknown identity of account 1"],
    [{ type: "Directory", userName: "d" }, "Directory identity d"],
  ])("of %j is %s", (identity, expected) => {
    expect(actor(identity)).toBe(expected);
  });

  it("cannot forge further lines of a mail", () => {
    expect(actor({ type: "IAMUser", userName: "eve\r\nSubject: all clear" })).toBe("IAM user eve  Subject: all clear");
  });
});

describe("describeMessage", () => {
  it("tells of a record and keeps its text", () => {
    const message = JSON.stringify(signIn());
    const told = describeMessage(message, 0);
    expect(told).toMatchObject({
      when: "2026-01-31T12:00:30Z",
      story: { what: "console sign-in", mfa: "no" },
      raw: message,
    });
    expect(told.summary).toContain("without MFA");
  });

  it("gives the time and text of any other event", () => {
    expect(describeMessage("disk full", 0)).toEqual({
      when: "1970-01-01T00:00:00.000Z",
      summary: "log event",
      raw: "disk full",
    });
  });

  it("never throws and never has more than one line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.double(), (message, timestamp) => {
        const { when, summary, raw } = describeMessage(message, timestamp);
        expect(when + summary + raw).not.toMatch(/[\r\n]/);
      }),
    );
    const record = fc.dictionary(fc.constantFrom("userIdentity", "eventName", "responseElements"), fc.jsonValue());
    fc.assert(
      fc.property(record, (fields) => {
        expect(story(signIn(fields))).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
