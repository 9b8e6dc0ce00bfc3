import { AwsError } from "../aws-error.ts";
import type { DocumentKey, DocumentKinds } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { arn, type Scope } from "../scope.ts";
import { notFound } from "./errors.ts";

/** What of CloudWatch Logs has tags. */
type TaggedKind = "logGroup" | "logDestination" | "deliverySource" | "deliveryDestination" | "delivery";

type TaggedDocument = DocumentKinds[TaggedKind];

export interface TaggedPlace {
  readonly kind: TaggedKind;
  readonly key: DocumentKey;
}

/** How the resource part of the ARN begins, what names are in it, and what is said of one that is missing. */
const FORMS: readonly {
  readonly kind: TaggedKind;
  readonly prefix: string;
  readonly name: RegExp;
  readonly called: string;
}[] = [
  { kind: "logGroup", prefix: "log-group:", name: /^[.\-_/#A-Za-z0-9]+$/, called: "log group" },
  { kind: "logDestination", prefix: "destination:", name: /^[^:*]+$/, called: "destination" },
  { kind: "deliverySource", prefix: "delivery-source:", name: /^[\w-]+$/, called: "delivery source" },
  { kind: "deliveryDestination", prefix: "delivery-destination:", name: /^[\w-]+$/, called: "delivery destination" },
  { kind: "delivery", prefix: "delivery:", name: /^[0-9A-Za-z]+$/, called: "delivery" },
];

/**
 * Where the resource behind an ARN is kept. The ending `:*`, which DescribeLogGroups shows in its `arn`, is refused, as at
 * AWS (obs ISS cloud-nuke#1150, opentelemetry-collector-contrib#49419).
 *
 * @throws AwsError ValidationException. That it also answers for other regions, accounts and kinds of resources: inf.
 */
export function taggedAt(scope: Scope, resourceArn: string): TaggedPlace {
  for (const { kind, prefix, name: form } of FORMS) {
    const start = arn("logs", scope, prefix);
    if (!resourceArn.startsWith(start)) continue;
    const name = resourceArn.slice(start.length);
    if (form.test(name)) return { kind, key: { region: scope.region, parent: "", name } };
  }
  throw new AwsError("ValidationException", 400, "Invalid resourceArn");
}

/** @throws AwsError ResourceNotFoundException. The words are obs LS for log groups, inf for the others. */
export async function requireTagged(tx: Transaction, { kind, key }: TaggedPlace): Promise<TaggedDocument> {
  const found = await tx.getDocument(kind, key);
  if (found === undefined) {
    const called = FORMS.find((form) => form.kind === kind)?.called;
    throw notFound(`The specified ${called} does not exist.`);
  }
  return found;
}

export async function putTagged(tx: Transaction, { kind, key }: TaggedPlace, document: TaggedDocument): Promise<void> {
  await tx.putDocument(kind, key, document);
}
