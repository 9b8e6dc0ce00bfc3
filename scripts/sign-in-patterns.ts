/** A pattern for console sign-ins without MFA, and whose it is. */
export interface SignInPattern {
  readonly name: string;
  readonly pattern: string;
}

/** The patterns that people know by name; the page adds every published one that means something else. */
export const signInPatterns: readonly SignInPattern[] = [
  {
    name: "CIS benchmark; Security Hub, Prowler and most modules",
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  },
  {
    name: "CIS benchmark, its alternative for accounts with single sign-on",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    name: "AWS CloudTrail User Guide",
    pattern: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }',
  },
  {
    name: "trussworks",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.arn != "*assumed-role*") }',
  },
  {
    name: "binbash",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes" && $.userIdentity.arn != "*AWSReservedSSO*") }',
  },
  {
    name: "terraform-aws-modules, the override of its example",
    pattern:
      '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*")}',
  },
  {
    name: "aws-security-benchmark; also proposed to terraform-aws-modules",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.responseElements.ConsoleLogin != "Failure") && ($.additionalEventData.SamlProviderArn NOT EXISTS) }',
  },
  {
    name: "simple-container",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.responseElements.ConsoleLogin = "Success") && (($.userIdentity.type = "IAMUser") || ($.userIdentity.type = "Root")) }',
  },
  {
    name: "Tocsin, sign-ins to the console",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Success") && (($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != "Yes") && ($.additionalEventData.MFAUsed != "YES"))) && ($.additionalEventData.SamlProviderArn NOT EXISTS) && (($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS) || ($.userIdentity.sessionContext.sessionIssuer.arn != "*AWSReservedSSO*")) && (($.userIdentity.sessionContext.attributes.mfaAuthenticated NOT EXISTS) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated != "true")) }',
  },
  {
    name: "Tocsin, sign-ins to the Identity Center portal",
    pattern: '{ ($.eventName = "UserAuthentication") && ($.additionalEventData.CredentialType = "PASSWORD") }',
  },
];
