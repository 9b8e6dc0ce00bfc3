import type { Operation } from "../context.ts";
import type { DocumentKey } from "../documents.ts";
import { arn } from "../scope.ts";
import { invalidParameter, notFound } from "./errors.ts";
import { type Tags, withTags } from "./group-tags.ts";
import type { LogDestination } from "./kept-resources.ts";
import { cutPage, keyBefore } from "./name-page.ts";
import { isPolicyDocument } from "./resource-policies.ts";

/* Destinations, through which other accounts subscribe. They are kept and shown; nothing is delivered to them. */

/** A destination as the API shows it: its tags are asked for by its ARN. obs LS */
export type ShownDestination = Omit<LogDestination, "tags">;

export interface PutDestinationInput {
  readonly destinationName: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly tags?: Tags;
}

/**
 * PutDestination: creates, or replaces target and role, and leaves the rest as it was (obs LS). Whether target and role
 * exist is not asked, and no test message is sent.
 */
export const putDestination: Operation<PutDestinationInput, { readonly destination: ShownDestination }> = async (
  engine,
  call,
  { destinationName, targetArn, roleArn, tags = {} },
) => {
  const key = logDestinationKey(call.scope.region, destinationName);
  const now = engine.clock.now();
  const destination = await engine.store.transaction(async (tx) => {
    const before = await tx.getDocument("logDestination", key);
    const known = before ?? {
      destinationName,
      arn: arn("logs", call.scope, `destination:${destinationName}`),
      creationTime: now,
    };
    const next = withTags<LogDestination>({ ...known, targetArn, roleArn }, tags);
    await tx.putDocument("logDestination", key, next);
    return next;
  });
  return { destination: shown(destination) };
};

export interface PutDestinationPolicyInput {
  readonly destinationName: string;
  readonly accessPolicy: string;
}

/** PutDestinationPolicy: the policy is kept and shown, and admits nobody. It comes back to the letter. obs LS */
export const putDestinationPolicy: Operation<PutDestinationPolicyInput, undefined> = async (
  engine,
  call,
  { destinationName, accessPolicy },
) => {
  // unk: AWS's own words.
  if (!isPolicyDocument(accessPolicy)) throw invalidParameter("accessPolicy is not a JSON object.");
  const key = logDestinationKey(call.scope.region, destinationName);
  await engine.store.transaction(async (tx) => {
    const destination = await tx.getDocument("logDestination", key);
    // doc MODEL: this operation has no ResourceNotFoundException; unk: the words.
    if (destination === undefined) throw invalidParameter("The specified destination does not exist.");
    await tx.putDocument("logDestination", key, { ...destination, accessPolicy });
  });
};

export interface DescribeDestinationsInput {
  readonly DestinationNamePrefix?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface DescribeDestinationsOutput {
  readonly destinations: readonly ShownDestination[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeDestinations";
const DEFAULT_LIMIT = 50;

/** DescribeDestinations: in ASCII order of the names. doc MODEL */
export const describeDestinations: Operation<DescribeDestinationsInput, DescribeDestinationsOutput> = async (
  engine,
  call,
  { DestinationNamePrefix, limit = DEFAULT_LIMIT, nextToken },
) => {
  const after = keyBefore(nextToken, OPERATION, 1)?.[0];
  const found = await engine.store.transaction((tx) =>
    tx.listDocuments("logDestination", {
      region: call.scope.region,
      limit: limit + 1,
      ...(DestinationNamePrefix === undefined ? {} : { namePrefix: DestinationNamePrefix }),
      ...(after === undefined ? {} : { after }),
    }),
  );
  const { items, ...rest } = cutPage(found, limit, OPERATION, ({ destinationName }) => [destinationName]);
  return { destinations: items.map(shown), ...rest };
};

export const deleteDestination: Operation<{ readonly destinationName: string }, undefined> = async (
  engine,
  call,
  { destinationName },
) => {
  const key = logDestinationKey(call.scope.region, destinationName);
  const existed = await engine.store.transaction((tx) => tx.deleteDocument("logDestination", key));
  // inf: by analogy with subscription filters.
  if (!existed) throw notFound("The specified destination does not exist.");
};

export function logDestinationKey(region: string, destinationName: string): DocumentKey {
  return { region, parent: "", name: destinationName };
}

function shown(destination: LogDestination): ShownDestination {
  const { tags: _, ...rest } = destination;
  return rest;
}
