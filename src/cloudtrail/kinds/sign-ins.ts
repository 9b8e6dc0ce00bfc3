import type { KnownKind } from "./known-kind.ts";
import { ALICE, notSignedIn, ROOT, roleSession, sessionContext, signInSample } from "./sample.ts";

const LOGIN = '($.eventName = "ConsoleLogin")';
const FAILURE = `${LOGIN} && ($.responseElements.ConsoleLogin = "Failure")`;
const SUCCESS = `${LOGIN} && ($.responseElements.ConsoleLogin = "Success")`;
const ROOT_SUCCESS = `${SUCCESS} && ($.userIdentity.type = "Root")`;
const USER_SUCCESS = `${SUCCESS} && ($.userIdentity.type = "IAMUser")`;
const ROLE_SUCCESS = `${SUCCESS} && ($.userIdentity.type = "AssumedRole")`;
const MFA = "$.additionalEventData.MFAUsed";

const WITHOUT_MFA = { LoginTo: "https://console.aws.amazon.com/console/home", MobileVersion: "No", MFAUsed: "No" };
const WITH_MFA = {
  ...WITHOUT_MFA,
  MFAIdentifier: "arn:aws:iam::111122223333:mfa/alice-phone",
  MFAUsed: "Yes",
};
const FAILED = { outcome: "Failure", errorMessage: "Failed authentication" };

/** Sign-ins to the console: successes by how far one can be sure of a second factor, then failures. */
export const SIGN_INS: readonly KnownKind[] = [
  {
    name: "root sign-ins without MFA",
    pattern: `{ ${ROOT_SUCCESS} && (${MFA} = "No") }`,
    provenance: "documented",
    sample: signInSample({ userIdentity: { ...ROOT, accessKeyId: "" }, data: WITHOUT_MFA }),
  },
  {
    name: "IAM user sign-ins without MFA",
    pattern: `{ ${USER_SUCCESS} && (${MFA} = "No") }`,
    provenance: "observed",
    sample: signInSample({ userIdentity: ALICE, data: WITHOUT_MFA }),
  },
  {
    name: "Identity Center sign-ins",
    pattern: `{ ${ROLE_SUCCESS} && ($.userIdentity.arn = "*:assumed-role/AWSReservedSSO_*") }`,
    provenance: "synthetic",
    sample: signInSample({
      userIdentity: roleSession("AWSReservedSSO_Admin_0123456789abcdef", "alice@example.com", "false"),
      data: WITHOUT_MFA,
    }),
  },
  {
    // Whether the provider asked for a second factor is not in the record.
    name: "SAML sign-ins",
    pattern: `{ ${ROLE_SUCCESS} && ($.additionalEventData.SamlProviderArn = "*") }`,
    provenance: "synthetic",
    sample: signInSample({
      userIdentity: roleSession("saml-admin", "alice@example.com", "false"),
      data: { ...WITHOUT_MFA, SamlProviderArn: "arn:aws:iam::111122223333:saml-provider/corporate" },
    }),
  },
  {
    name: "federated sign-ins through a broker",
    pattern: `{ ${SUCCESS} && ($.userIdentity.type = "FederatedUser") }`,
    provenance: "synthetic",
    sample: signInSample({
      userIdentity: {
        type: "FederatedUser",
        principalId: "111122223333:alice",
        arn: "arn:aws:sts::111122223333:federated-user/alice",
        accountId: "111122223333",
        ...sessionContext("false", {
          sessionIssuer: { type: "IAMUser", principalId: "AIDAEXAMPLE", accountId: "111122223333", userName: "broker" },
        }),
      },
      data: WITHOUT_MFA,
    }),
  },
  {
    name: "role sessions switched to the console, without MFA",
    pattern: `{ ${ROLE_SUCCESS} && ($.userIdentity.sessionContext.attributes.mfaAuthenticated = "false") }`,
    provenance: "synthetic",
    sample: signInSample({ userIdentity: roleSession("operator", "alice", "false"), data: WITHOUT_MFA }),
  },
  {
    name: "role sessions switched to the console, with MFA",
    pattern: `{ ${ROLE_SUCCESS} && ($.userIdentity.sessionContext.attributes.mfaAuthenticated = "true") }`,
    provenance: "synthetic",
    sample: signInSample({ userIdentity: roleSession("operator", "alice", "true"), data: WITHOUT_MFA }),
  },
  {
    name: "sign-ins that say nothing on MFA",
    pattern: `{ ${SUCCESS} && (${MFA} NOT EXISTS) }`,
    provenance: "synthetic",
    sample: signInSample({ userIdentity: ALICE, data: { LoginTo: WITHOUT_MFA.LoginTo, MobileVersion: "No" } }),
  },
  {
    name: "root sign-ins with MFA",
    pattern: `{ ${ROOT_SUCCESS} && (${MFA} = "Yes") }`,
    provenance: "documented",
    sample: signInSample({ userIdentity: { ...ROOT, accessKeyId: "" }, data: WITH_MFA }),
  },
  {
    name: 'root sign-ins with MFA (MFAUsed "YES")',
    pattern: `{ ${ROOT_SUCCESS} && (${MFA} = "YES") }`,
    provenance: "documented",
    sample: signInSample({ userIdentity: { ...ROOT, accessKeyId: "" }, data: { ...WITH_MFA, MFAUsed: "YES" } }),
  },
  {
    name: "IAM user sign-ins with MFA",
    pattern: `{ ${USER_SUCCESS} && ((${MFA} = "Yes") || (${MFA} = "YES")) }`,
    provenance: "observed",
    sample: signInSample({ userIdentity: ALICE, data: WITH_MFA }),
  },
  {
    name: "failed root sign-ins",
    pattern: `{ ${FAILURE} && ($.userIdentity.type = "Root") }`,
    provenance: "documented",
    sample: signInSample({ userIdentity: { ...ROOT, accessKeyId: "" }, ...FAILED, data: WITHOUT_MFA }),
  },
  {
    // A password may have been typed into the field of the name. doc CTUG
    name: "failed sign-ins of unknown users",
    pattern: `{ ${FAILURE} && ($.userIdentity.userName = "HIDDEN_DUE_TO_SECURITY_REASONS") }`,
    provenance: "documented",
    sample: signInSample({
      userIdentity: notSignedIn("HIDDEN_DUE_TO_SECURITY_REASONS"),
      outcome: "Failure",
      errorMessage: "No username found in supplied account",
      data: WITHOUT_MFA,
    }),
  },
  {
    name: "failed sign-ins at the MFA step",
    pattern: `{ ${FAILURE} && (${MFA} = "Yes") }`,
    provenance: "documented",
    sample: signInSample({ userIdentity: notSignedIn("alice"), ...FAILED, data: { ...WITHOUT_MFA, MFAUsed: "Yes" } }),
  },
  {
    name: "failed sign-ins",
    pattern: `{ ${FAILURE} }`,
    provenance: "documented",
    sample: signInSample({ userIdentity: notSignedIn("alice"), ...FAILED, data: WITHOUT_MFA }),
  },
  {
    name: "other sign-ins",
    pattern: `{ ${LOGIN} }`,
    provenance: "synthetic",
    sample: signInSample({
      userIdentity: { type: "SAMLUser", principalId: "AAAAEXAMPLE:alice", userName: "alice" },
      data: WITHOUT_MFA,
    }),
  },
];
