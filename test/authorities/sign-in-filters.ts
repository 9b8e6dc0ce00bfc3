/** The filters of the comparison: what people deploy for console sign-ins without MFA, sound and unsound. */
export const signInFilters = {
  A: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  B: "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }",
  C: '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed !="Yes")}',
  D: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  E: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }',
  F: '{ ($.additionalEventData.MFAUsed != "Yes") && ($.eventName = "ConsoleLogin") }',
  G: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.responseElements.ConsoleLogin = "Success") && (($.userIdentity.type = "IAMUser") || ($.userIdentity.type = "Root")) }',
  H: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.eventName = "CreateUser") }',
  I: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type == "IAMUser") && ($.responseElements.ConsoleLogin == "Success") }',
  J: '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*")}',
  K: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }',
  L: '{ ($.eventName = "ConsoleLogin") && ($.eventName = "ConsoleLogin") }',
  M: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }',
  N: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") || ($.eventName = "*") }',
  S1: '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Success") && (($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != "Yes") && ($.additionalEventData.MFAUsed != "YES"))) && ($.additionalEventData.SamlProviderArn NOT EXISTS) && (($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS) || ($.userIdentity.sessionContext.sessionIssuer.arn != "*AWSReservedSSO*")) && (($.userIdentity.sessionContext.attributes.mfaAuthenticated NOT EXISTS) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated != "true")) }',
} as const;

/** A in lower case, as each of two judges that compare without case could be given it. */
export const lowerCase = {
  unquoted: "{ ($.eventname = consolelogin) && ($.additionaleventdata.mfaused != yes) }",
  quoted: '{ ($.eventname = "consolelogin") && ($.additionaleventdata.mfaused != "yes") }',
} as const;

const word = (text: string): string => `\\s*["]?${text}["]?\\s*`;
const clause = (selector: string, operator: string, value: string): string =>
  `\\(\\s*\\$\\.${selector.replaceAll(".", "\\.")}\\s*${operator}${word(value)}\\)`;
const both = [clause("eventName", "=", "ConsoleLogin"), clause("additionalEventData.MFAUsed", "!=", "Yes")];

/** Of the form of the check that a published control page, Cyscale's aws-monitoring-2, stores. */
export const storedCheck: string = `AWSMonitoring(filterPattern:${JSON.stringify(`.*${both.join("\\s*\\&\\&\\s*")}.*`)}){...AssetFragment}`;
