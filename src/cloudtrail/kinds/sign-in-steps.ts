import type { JsonObject } from "../json-value.ts";
import type { KnownKind } from "./known-kind.ts";
import { ALICE, callSample, notSignedIn, ROOT, signInSample } from "./sample.ts";

/** What happens around a sign-in: its steps, the portal of IAM Identity Center, changes of the password. */
export const SIGN_IN_STEPS: readonly KnownKind[] = [
  {
    name: "role switches in the console",
    pattern: '{ ($.eventName = "SwitchRole") || ($.eventName = "ExitRole") }',
    provenance: "documented",
    sample: signInSample({
      userIdentity: ALICE,
      eventName: "SwitchRole",
      data: { SwitchFrom: ALICE["arn"], RedirectTo: "https://console.aws.amazon.com/console/home" },
    }),
  },
  {
    name: "CheckMfa steps",
    pattern: '{ $.eventName = "CheckMfa" }',
    provenance: "documented",
    sample: signInSample({
      userIdentity: notSignedIn("alice"),
      eventName: "CheckMfa",
      data: { MfaType: "Virtual MFA" },
    }),
  },
  {
    name: "portal sign-ins by password",
    pattern: '{ ($.eventName = "UserAuthentication") && ($.additionalEventData.CredentialType = "PASSWORD") }',
    provenance: "synthetic",
    sample: portalSample("UserAuthentication", "PASSWORD"),
  },
  {
    name: "other portal sign-ins",
    pattern: '{ $.eventName = "UserAuthentication" }',
    provenance: "synthetic",
    sample: portalSample("UserAuthentication", "EXTERNAL_IDP"),
  },
  {
    name: "steps of portal sign-ins",
    pattern: '{ ($.eventName = "CredentialChallenge") || ($.eventName = "CredentialVerification") }',
    provenance: "synthetic",
    sample: portalSample("CredentialVerification", "TOTP"),
  },
  {
    name: "changes of sign-in credentials",
    pattern:
      '{ ($.eventName = "PasswordUpdated") || ($.eventName = "PasswordRecovery*") || ($.eventName = "EmailUpdated") }',
    provenance: "documented",
    sample: signInSample({ userIdentity: { ...ROOT, accessKeyId: "" }, eventName: "PasswordUpdated", data: null }),
  },
];

function portalSample(eventName: string, CredentialType: string): JsonObject {
  const userIdentity = {
    type: "IdentityCenterUser",
    accountId: "111122223333",
    onBehalfOf: {
      userId: "9067642ac7-00000000-0000-0000-0000-000000000000",
      identityStoreArn: "arn:aws:identitystore::111122223333:identitystore/d-9067642ac7",
    },
  };
  return callSample(userIdentity, {
    eventSource: "signin.amazonaws.com",
    eventName,
    readOnly: false,
    eventType: "AwsServiceEvent",
    additionalEventData: {
      AuthWorkflowID: "5ab8f0d4-6a2e-4c6b-b7de-9f4f1f3c8a01",
      UserName: "alice",
      CredentialType,
    },
    serviceEventDetails: { [eventName]: "Success" },
  });
}
