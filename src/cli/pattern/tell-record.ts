import { describeMessage, type Story } from "../../cloudtrail/story.ts";
import { logMessage } from "../../pattern/index.ts";
import { cloudtrail } from "../../proof/assume/cloudtrail.ts";
import { formulaHolds } from "../../proof/assume/holds.ts";

/** A CloudTrail record in words. */
export interface ToldRecord {
  /** The kind that tells most of it: `root sign-ins without MFA`. */
  readonly kind: string;
  /** What it tells, in one sentence. */
  readonly summary: string;
  readonly story: Story;
}

/** Tells of a record; undefined when the message is none. */
export function tellRecord(text: string): ToldRecord | undefined {
  const { story, summary } = describeMessage(text, 0);
  if (story === undefined) return undefined;
  const message = logMessage(text);
  const kind = cloudtrail.kinds.find(({ is }) => formulaHolds(is, message))?.name ?? "other records";
  return { kind, summary, story };
}
