import fc from "fast-check";
import { apiCall, signIn } from "../../cloudtrail/record.testing.ts";
import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";

/** Records as raw JSON texts. */
export function texts(...records: readonly object[]): readonly string[] {
  return records.map((record) => JSON.stringify(record));
}

/** Who may have done it. */
const identities = [
  { type: "Root", arn: "arn:aws:iam::123456789012:root" },
  { type: "IAMUser", userName: "alice" },
  { type: "AssumedRole", invokedBy: "ec2.amazonaws.com" },
  undefined,
];

/** Sign-ins and calls that differ in what clauses ask for. */
export const record: fc.Arbitrary<string> = fc
  .record({
    base: fc.constantFrom(signIn, apiCall),
    eventName: fc.constantFrom("ConsoleLogin", "CreateUser", "DeleteTrail", "StopLogging"),
    userIdentity: fc.constantFrom(...identities),
    errorCode: fc.constantFrom(undefined, null, "AccessDenied", "Client.UnauthorizedOperation"),
    additionalEventData: fc.constantFrom(undefined, null, {}, { MFAUsed: "Yes" }, { MFAUsed: "No" }, { tries: 3 }),
    readOnly: fc.constantFrom(undefined, true, false),
    resources: fc.constantFrom(undefined, [], [{ type: "AWS::S3::Object" }], [{ type: "AWS::S3::Bucket" }, null]),
  })
  .map(({ base, ...changes }) => JSON.stringify(base(changes)));

/** What a pattern says of a record. */
export function matchesText(pattern: string, text: string): boolean {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(`not a pattern: ${pattern}`);
  return compileMatcher(parsed.pattern)(logMessage(text));
}

/** The records that a pattern judges wrongly. */
export function misjudgedBy(
  pattern: string,
  mustMatch: readonly string[],
  mustNotMatch: readonly string[],
): readonly string[] {
  return [
    ...mustMatch.filter((text) => !matchesText(pattern, text)),
    ...mustNotMatch.filter((text) => matchesText(pattern, text)),
  ];
}

/** No record is judged wrongly, or there is a fair reason to give no pattern. */
export function isFair(result: unknown): boolean {
  return Array.isArray(result) ? result.length === 0 : result === "indistinguishable" || result === "out-of-reach";
}
