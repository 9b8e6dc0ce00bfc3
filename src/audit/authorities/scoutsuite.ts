import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { exactText } from "./exact-text.ts";

/** Two events of the benchmark are missing. */
const BUCKET_POLICY =
  "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketReplication)) }";

/** Compares with one spelling of CIS 1.2, to the last blank. */
export const scoutsuite: Auditor = {
  authority: "scoutsuite",
  source: "nccgroup/ScoutSuite @ 7909f2fc",
  idOf: ({ id }) => id,
  ...exactText(wantedText),
  demands: {
    trail: "not-looked-at",
    filterIn: "any-log-group",
    alarm: "not-looked-at",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

/** CIS 1.2 knows no Organizations control. */
function wantedText(controlId: string): string | undefined {
  if (controlId === "organizations-changes") return undefined;
  if (controlId === "s3-bucket-policy-changes") return BUCKET_POLICY;
  return benchmarkText(controlId, { equals: controlId === "iam-policy-changes" ? "=" : " = ", or: " || " });
}
