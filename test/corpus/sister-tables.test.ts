import { describe, expect, it } from "vitest";
import { readCorpus } from "../../src/cli/controls/library.ts";
import { messageOf } from "../../src/controls/corpus-record.ts";
import { compileMatcher, logMessage, parsePattern } from "../../src/pattern/index.ts";

const API = matcher('{ $.userIdentity.sessionContext.attributes.mfaAuthenticated != "true" }');
const ROOT = matcher(
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
);
const corpus = new Map(readCorpus().map((record) => [record.id, record]));

describe("the published patterns for API activity without MFA and for root", () => {
  it.each([
    ["api-long-lived-key", "silent", "silent"],
    ["api-console-session-no-mfa", "fires", "silent"],
    ["api-console-session-mfa", "silent", "silent"],
    ["api-ec2-role", "fires", "silent"],
    ["api-lambda-role", "fires", "silent"],
    ["api-identity-center-role", "fires", "silent"],
    ["api-by-aws-service", "silent", "silent"],
    ["signin-v06-root-no-mfa", "silent", "fires"],
    ["signin-v09-root-failed", "silent", "fires"],
    ["root-by-service", "silent", "silent"],
    ["root-assumed-by-management", "fires", "fires"],
  ])("%s: API activity %s, root %s", (id, api, root) => {
    const record = corpus.get(id);
    if (record === undefined) throw new Error(`the corpus has no ${id}`);
    const message = logMessage(messageOf(record));
    expect([API(message), ROOT(message)]).toEqual([api === "fires", root === "fires"]);
  });
});

function matcher(text: string): ReturnType<typeof compileMatcher> {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`${text} is refused`);
  return compileMatcher(parsed.pattern);
}
