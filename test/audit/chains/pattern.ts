import { DeleteMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { signInPatterns } from "../../../scripts/sign-in-patterns.ts";
import { LOG_GROUP } from "../build.ts";
import { type Chain, type Expected, RINGS, silentAt } from "../chain.ts";
import { HOME } from "../rig.ts";

const V01 = "signin-v01-iam-user-password-only";
const V03 = "signin-v03-iam-user-wrong-password";
const V05 = "signin-v05-unknown-user";
const V06 = "signin-v06-root-no-mfa";
const V08 = "signin-v08-root-mfa-upper-case";
const V09 = "signin-v09-root-failed";
const V12 = "signin-v12-identity-center-console";
const V13 = "signin-v13-federation-broker";
const V14 = "signin-v14-role-signin-token-mfa";
const V15 = "signin-v15-role-signin-token-no-mfa";
const V17 = "signin-v17-portal-password-only";
const V19 = "signin-v19-mfa-used-absent";

/** What rings where everything does; of the other sign-ins some other control wants to hear: failed ones, root's. */
export const NOBODY_WANTS = [
  "portal-password-and-totp",
  "portal-password-challenge",
  "portal-password-step",
  "portal-webauthn",
  "signin-iam-user-security-key",
  "signin-v02-iam-user-mfa",
  V12,
  V14,
  "signin-v16-switch-role",
  "signin-v18-check-mfa",
];

const IAM_USERS = [
  V01,
  "signin-iam-user-password-only-other-region",
  "observed-invictus-console-login",
  "observed-stratus-console-login",
];

function pattern(name: string): string {
  const found = signInPatterns.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no pattern of the name ${name}`);
  return found.pattern;
}

/** A chain with one filter. */
function withFilter(name: string, filterPattern: string, expected: Expected, source?: string): Chain {
  return { name, parts: { filters: [{ filterPattern }] }, expected, ...(source === undefined ? {} : { source }) };
}

function some(unseen: readonly string[], noise: readonly string[] = []): Expected {
  return { verdict: "rings-for-some", brokenLink: "metric-filter", unseen, noise };
}

const CIS = pattern("CIS benchmark; Security Hub, Prowler and most modules");
const PRECISE = pattern("Tocsin, sign-ins to the console");
const PORTAL = pattern("Tocsin, sign-ins to the Identity Center portal");

/** What the eight families of patterns that people copy see and miss. */
const PUBLISHED: readonly Chain[] = [
  withFilter("P1, the benchmark's text", CIS, some([V17, V19], [V03, V05, V08, V09, V12, V14]), "CIS, Security Hub"),
  withFilter(
    "P2, the benchmark's alternative: root goes unseen",
    pattern("CIS benchmark, its alternative for accounts with single sign-on"),
    some([V06, V13, V15, V17, V19]),
    "terraform-aws-modules/terraform-aws-cloudwatch#45",
  ),
  withFilter(
    "P3, the CloudTrail guide's",
    pattern("AWS CloudTrail User Guide"),
    some([V17, V19], [V03, V05, V09, V12, V14]),
    "AWS CloudTrail User Guide",
  ),
  withFilter("P4, trussworks'", pattern("trussworks"), some([V15, V17, V19], [V08, V09]), "trussworks#2"),
  withFilter("P5, binbash's", pattern("binbash"), some([V17, V19], [V08, V09, V14]), "binbash#441"),
  withFilter(
    "P6, an override that demands a session issuer: no IAM user is ever seen",
    pattern("terraform-aws-modules, the override of its example"),
    some([...IAM_USERS, V06, V13, V17, V19], [V14]),
    "terraform-aws-modules/terraform-aws-cloudwatch#45",
  ),
  withFilter(
    "P7, without SAML",
    pattern("aws-security-benchmark; also proposed to terraform-aws-modules"),
    some([V17, V19], [V08, V12, V14]),
    "aws-security-benchmark#40",
  ),
  withFilter(
    "P8, IAM users and root",
    pattern("simple-container"),
    some([V13, V15, V17, V19], [V08]),
    "simple-container#277",
  ),
];

/** Patterns that are wrong, or right though they look different. */
export const PATTERN_CHAINS: readonly Chain[] = [
  ...PUBLISHED,
  {
    name: "the filters were deleted",
    parts: {},
    afterwards: async ({ clients }) => {
      for (const filterName of ["console-signin-without-mfa", "identity-center-portal-signin-by-password"])
        await clients[HOME].logs.send(new DeleteMetricFilterCommand({ logGroupName: LOG_GROUP, filterName }));
    },
    expected: silentAt("metric-filter"),
  },
  withFilter("everything lower-cased", CIS.toLowerCase(), silentAt("metric-filter"), "CloudSploit's own spelling"),
  withFilter(
    "only the values lower-cased",
    '{ ($.eventName = "consolelogin") && ($.additionalEventData.MFAUsed != "yes") }',
    silentAt("metric-filter"),
    "epam/ecc-aws-rulepack",
  ),
  withFilter(
    "the benchmark's text and a clause that contradicts it",
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.eventName = "never") }',
    silentAt("metric-filter"),
    "passes Prowler, Powerpipe, Mondoo",
  ),
  withFilter(
    "the test is inverted: sign-ins with MFA ring, those without do not",
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed = "Yes") }',
    silentAt("metric-filter"),
    "passes Mondoo",
  ),
  withFilter(
    "absence is taken for something else than Yes",
    PRECISE.replace(
      '(($.additionalEventData.MFAUsed NOT EXISTS) || (($.additionalEventData.MFAUsed != "Yes") && ($.additionalEventData.MFAUsed != "YES")))',
      '($.additionalEventData.MFAUsed != "Yes")',
    ),
    some([V17, V19], [V08]),
    "azul#5884",
  ),
  withFilter("the precise filter without the portal's", PRECISE, some([V17])),
  withFilter(
    "the benchmark's text or anything: every event rings",
    '{ (($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes")) || ($.eventName = "*") }',
    {
      verdict: "noisy",
      noise: NOBODY_WANTS,
    },
    "passes Prowler, Powerpipe",
  ),
  {
    name: "an empty pattern: every event rings",
    control: "cloudtrail-configuration-changes",
    parts: { filters: [{ filterPattern: "" }] },
    expected: { verdict: "noisy" },
  },
  {
    name: "words instead of a JSON pattern",
    control: "cloudtrail-configuration-changes",
    parts: { filters: [{ filterPattern: "cloudtrail.amazonaws.com" }] },
    expected: {
      verdict: "noisy",
      noise: ["cloudtrail-describe-trails", "cloudtrail-get-trail-status", "cloudtrail-lookup-events"],
    },
  },
  {
    name: "the text of 1.3 to 1.5 for unauthorized calls: a tautology",
    source: "CIS 1.3, 1.4, 1.5",
    control: "unauthorized-api-calls",
    parts: {
      filters: [
        {
          filterPattern:
            '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }',
        },
      ],
    },
    expected: { verdict: "noisy" },
  },
  {
    name: "one of the names is misspelled",
    control: "cloudtrail-configuration-changes",
    parts: {
      filters: [
        {
          filterPattern:
            "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = Stoplogging) }",
        },
      ],
    },
    expected: some([
      "cloudtrail-stop-logging",
      "cloudtrail-stop-logging-denied",
      "observed-invictus-stop-logging-trail-not-found",
      "observed-stratus-stop-logging",
    ]),
  },
  {
    name: "the names without the service: another service's route rings",
    source: "CIS 1.2 to 7.0, remediation text; modernisation-platform#13148",
    control: "route-table-changes",
    parts: {
      filters: [
        {
          filterPattern:
            "{($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }",
        },
      ],
    },
    expected: { verdict: "noisy", noise: ["appmesh-create-route", "appmesh-delete-route", "apigateway-create-route"] },
  },
  {
    name: "a text of before 5.0 misses ModifySecurityGroupRules",
    source: "CIS 1.2 to 4.0",
    control: "security-group-changes",
    parts: {
      filters: [
        {
          filterPattern:
            "{($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
        },
      ],
    },
    expected: some(["ec2-modify-security-group-rules", "ec2-modify-security-group-rules-denied"]),
  },
  {
    name: "a pattern that asks for the region",
    parts: {
      filters: [
        { filterPattern: PRECISE.replace("{ ", '{ ($.awsRegion = "us-east-1") && ') },
        { filterPattern: PORTAL },
      ],
    },
    expected: {
      ...some(["signin-iam-user-password-only-other-region", "observed-stratus-console-login"]),
      unseenElsewhere: ["observed-invictus-console-login", V01, V13, V15, V19],
    },
  },
  {
    name: "unquoted, unparenthesised, in another order, with other blanks: the same",
    source: "prowler#1914, prowler#2904, prowler#11345, ScoutSuite#892",
    control: "root-account-usage",
    parts: {
      filters: [
        {
          filterPattern:
            "{$.eventType!=AwsServiceEvent   &&\n$.userIdentity.invokedBy NOT EXISTS&&$.userIdentity.type=Root}",
        },
      ],
    },
    expected: RINGS,
  },
  {
    name: "the auditors' texts beside the precise one: what they catch too rings",
    parts: { filters: [{ filterPattern: PRECISE }, { filterPattern: PORTAL }, { filterPattern: CIS }] },
    expected: { verdict: "noisy", noise: [V03, V05, V08, V09, V12, V14] },
  },
];
