import { invalidParameter, type Refusal } from "./refusal.ts";

/** The parameters of a publish that order and deduplicate it. */
export interface MessageGroup {
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
}

/** What of a topic decides about them. */
export interface GroupRules {
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
}

/**
 * Checks MessageGroupId and MessageDeduplicationId. Texts: obs STACKD fifo, fifo_edges, message_groups; of a standard
 * topic's MessageDeduplicationId obs LS.
 *
 * @example
 * checkMessageGroup({}, { fifo: true, contentBasedDeduplication: false });
 * // "Invalid parameter: The MessageGroupId parameter is required for FIFO topics"
 */
export function checkMessageGroup(group: MessageGroup, rules: GroupRules): Refusal | undefined {
  const { messageGroupId, messageDeduplicationId } = group;
  if (messageGroupId !== undefined && !isId(messageGroupId)) return badId("MessageGroupId");
  if (!rules.fifo) {
    if (messageDeduplicationId === undefined) return undefined;
    return invalidParameter(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  }
  if (messageGroupId === undefined) {
    return invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (messageDeduplicationId !== undefined) {
    return isId(messageDeduplicationId) ? undefined : badId("MessageDeduplicationId");
  }
  if (rules.contentBasedDeduplication) return undefined;
  return invalidParameter(
    "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}

function badId(name: string): Refusal {
  return invalidParameter(
    `The ${name} parameter can only include alphanumeric and punctuation characters. 1 to 128 in length`,
  );
}

function isId(text: string): boolean {
  return /^[!-~]{1,128}$/.test(text);
}
