import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { readTopicArn } from "./arns.ts";
import { refused } from "./errors.ts";
import { openTopic, type PublishInput, type PublishRequest, publishRequest, refuseGrouping, send } from "./publish.ts";
import { type Content, readContent } from "./publish-content.ts";
import { isFifo } from "./topic-attributes.ts";

export interface PublishBatchRequestEntry extends Omit<PublishInput, "TopicArn" | "TargetArn"> {
  readonly Id: string;
}

export interface PublishBatchInput {
  readonly TopicArn: string;
  readonly PublishBatchRequestEntries: readonly PublishBatchRequestEntry[];
}

export interface PublishBatchOutput {
  readonly Successful: readonly { readonly Id: string; readonly MessageId: string; readonly SequenceNumber?: string }[];
  readonly Failed: readonly {
    readonly Id: string;
    readonly Code: string;
    readonly Message: string;
    readonly SenderFault: boolean;
  }[];
}

/** doc MODEL */
const MAX_ENTRIES = 10;
const MAX_BYTES = 262_144;

/** An entry with what it publishes, or why it cannot be published. */
interface Judged {
  readonly Id: string;
  readonly request: PublishRequest;
  readonly content: Content | AwsError;
}

/**
 * PublishBatch: up to ten messages at once. An entry of a standard topic that cannot be published fails alone; in a FIFO
 * topic it refuses the whole batch (obs STACKD message_groups, fifo_edges), and so do bad message attributes in any topic
 * (obs LS test_empty_or_wrong_message_attributes).
 *
 * @throws AwsError for the batch as a whole: its size, its ids, its topic
 */
export const publishBatch: Operation<PublishBatchInput, PublishBatchOutput> = async (engine, call, input) => {
  const { TopicArn, PublishBatchRequestEntries: entries } = input;
  readTopicArn(call, TopicArn);
  checkEntries(entries.map((entry) => entry.Id));
  const judged: Judged[] = [];
  for (const [index, entry] of entries.entries()) {
    const request = publishRequest(entry, TopicArn, engine.clock.now());
    const content = readContent(request, `publishBatchRequestEntries.${index + 1}.member.`);
    if (!content.ok && content.code !== "InvalidParameter") throw refused(content);
    judged.push({ Id: entry.Id, request, content: content.ok ? content : refused(content) });
  }
  const bytes = judged.reduce((sum, { content }) => sum + (content instanceof AwsError ? 0 : content.bytes), 0);
  if (bytes > MAX_BYTES) {
    throw batchError("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
  }

  const output = await engine.store.transaction(async (tx) => {
    const opened = await openTopic(engine, tx, TopicArn, { kind: "account" });
    if (!opened.ok) throw opened.error;
    const Successful: PublishBatchOutput["Successful"][number][] = [];
    const Failed: PublishBatchOutput["Failed"][number][] = [];
    for (const { Id, request, content } of judged) {
      // obs LS test_publish_batch_exceptions: what is published is judged before its group.
      const wanted = content instanceof AwsError ? content : (refuseGrouping(opened.topic, request) ?? content);
      if (wanted instanceof AwsError) {
        // Thrown inside the transaction, so that nothing of the batch remains.
        if (isFifo(opened.topic)) throw wanted;
        Failed.push({ Id, Code: wanted.code, Message: wanted.message, SenderFault: true });
        continue;
      }
      const sent = await send(engine, tx, opened, request, wanted);
      if (!sent.ok) throw sent.error;
      const SequenceNumber = sent.sequenceNumber;
      Successful.push({ Id, MessageId: sent.messageId, ...(SequenceNumber === undefined ? {} : { SequenceNumber }) });
    }
    return { Successful, Failed };
  });
  engine.wake();
  return output;
};

/** Texts: doc MODEL, obs LS of two. */
function checkEntries(ids: readonly string[]): void {
  if (ids.length === 0) throw batchError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
  if (ids.length > MAX_ENTRIES) {
    throw batchError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
  }
  if (!ids.every((id) => /^[A-Za-z0-9_-]{1,80}$/.test(id))) {
    const text = "The Id of a batch entry in a batch request doesn't abide by the specification.";
    throw batchError("InvalidBatchEntryId", text);
  }
  if (new Set(ids).size !== ids.length) {
    throw batchError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
  }
}

function batchError(code: string, message: string): AwsError {
  return new AwsError(code, 400, message);
}
