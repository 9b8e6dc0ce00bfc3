import { describeMessage } from "../../cloudtrail/story.ts";

/** A log message in one sentence if it is a CloudTrail record, and else as it is. */
export function summarizeMessage(message: string): string {
  // The timestamp is that of messages which are no record, and of those no time is shown.
  const { story, summary, raw } = describeMessage(message, 0);
  return story === undefined ? raw : summary;
}
