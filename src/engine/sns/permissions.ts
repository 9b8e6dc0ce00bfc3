import type { Operation } from "../context.ts";
import type { Topic } from "../documents.ts";
import { rootArn } from "../sts/root-arn.ts";
import { invalidParameter } from "./errors.ts";
import { effectiveAttributes } from "./topic-attributes.ts";
import { putTopic, requireTopic } from "./topics.ts";

export interface AddPermissionInput {
  readonly TopicArn: string;
  readonly Label: string;
  readonly AWSAccountId: readonly string[];
  readonly ActionName: readonly string[];
}

export interface RemovePermissionInput {
  readonly TopicArn: string;
  readonly Label: string;
}

/** What may be allowed on a topic. doc SNSDG */
const actions: readonly string[] = [
  "AddPermission",
  "DeleteTopic",
  "GetTopicAttributes",
  "ListSubscriptionsByTopic",
  "Publish",
  "Receive",
  "RemovePermission",
  "SetTopicAttributes",
  "Subscribe",
];

/**
 * AddPermission: a statement in the topic's policy that lets accounts do things. The same again changes nothing.
 * obs STACKD controls
 *
 * @throws AwsError InvalidParameter, NotFound
 */
export const addPermission: Operation<AddPermissionInput, undefined> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const topic = await requireTopic(tx, call, input.TopicArn);
    const statements = statementsOf(topic);
    const added = permission(input);
    const former = statements.find((statement) => sidOf(statement) === input.Label);
    if (former === undefined) {
      await putTopic(tx, call.scope.region, withStatements(topic, [...statements, added]));
    } else if (JSON.stringify(former) !== JSON.stringify(added)) {
      throw invalidParameter("Statement already exists"); // obs LS (text)
    }
  });
  return undefined;
};

/** RemovePermission: takes the statement of this label away; succeeds when there is none. obs STACKD controls */
export const removePermission: Operation<RemovePermissionInput, undefined> = async (engine, call, input) => {
  await engine.store.transaction(async (tx) => {
    const topic = await requireTopic(tx, call, input.TopicArn);
    const statements = statementsOf(topic);
    const kept = statements.filter((statement) => sidOf(statement) !== input.Label);
    if (kept.length === statements.length) return;
    await putTopic(tx, call.scope.region, withStatements(topic, kept));
  });
  return undefined;
};

/** The statement as SNS writes it: one account or action alone is no list. obs STACKD controls */
function permission({ TopicArn, Label, AWSAccountId, ActionName }: AddPermissionInput): object {
  if (AWSAccountId.length === 0 || ActionName.length === 0 || Label === "") {
    throw invalidParameter("Policy Error: null"); // inf
  }
  if (!AWSAccountId.every((account) => /^[0-9]{12}$/.test(account))) throw invalidParameter("AWSAccountId"); // inf
  if (!ActionName.every((action) => actions.includes(action))) {
    throw invalidParameter("Policy statement action out of service scope!"); // obs LS
  }
  return {
    Sid: Label,
    Effect: "Allow",
    Principal: { AWS: oneOrMany(AWSAccountId.map(rootArn)) },
    Action: oneOrMany(ActionName.map((action) => `SNS:${action}`)),
    Resource: TopicArn,
  };
}

function oneOrMany(texts: readonly string[]): string | readonly string[] {
  const [only = ""] = texts;
  return texts.length === 1 ? only : texts;
}

function statementsOf(topic: Topic): readonly unknown[] {
  const statements = policyOf(topic)["Statement"];
  return Array.isArray(statements) ? statements : [statements];
}

function withStatements(topic: Topic, Statement: readonly unknown[]): Topic {
  const Policy = JSON.stringify({ ...policyOf(topic), Statement });
  return { ...topic, attributes: { ...topic.attributes, Policy } };
}

function policyOf(topic: Topic): Readonly<Record<string, unknown>> {
  return JSON.parse(effectiveAttributes(topic)["Policy"] ?? "{}");
}

function sidOf(statement: unknown): unknown {
  return typeof statement === "object" && statement !== null && "Sid" in statement ? statement.Sid : undefined;
}
