import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { Scope } from "../scope.ts";
import { type Tags, withoutTags, withTags } from "./group-tags.ts";
import { logGroupArn, putLogGroup, requireLogGroup } from "./log-groups.ts";

/* The newer operations for tags, by ARN. Of what AWS tags there, Tocsin has log groups only. */

export interface TagResourceInput {
  readonly resourceArn: string;
  readonly tags: Tags;
}

export const tagResource: Operation<TagResourceInput, undefined> = async (engine, call, { resourceArn, tags }) => {
  const logGroupName = taggedGroup(call.scope, resourceArn);
  const { region } = call.scope;
  await engine.store.transaction(async (tx) =>
    putLogGroup(tx, region, withTags(await requireLogGroup(tx, region, logGroupName), tags)),
  );
};

export interface UntagResourceInput {
  readonly resourceArn: string;
  readonly tagKeys: readonly string[];
}

export const untagResource: Operation<UntagResourceInput, undefined> = async (engine, call, input) => {
  const logGroupName = taggedGroup(call.scope, input.resourceArn);
  const { region } = call.scope;
  await engine.store.transaction(async (tx) =>
    putLogGroup(tx, region, withoutTags(await requireLogGroup(tx, region, logGroupName), input.tagKeys)),
  );
};

export const listTagsForResource: Operation<{ readonly resourceArn: string }, { readonly tags: Tags }> = async (
  engine,
  call,
  { resourceArn },
) => {
  const logGroupName = taggedGroup(call.scope, resourceArn);
  const group = await engine.store.transaction((tx) => requireLogGroup(tx, call.scope.region, logGroupName));
  return { tags: group.tags ?? {} };
};

/**
 * The log group behind an ARN. The ending `:*`, which DescribeLogGroups shows in its `arn`, is refused, as at AWS (obs
 * ISS cloud-nuke#1150, opentelemetry-collector-contrib#49419).
 *
 * @throws AwsError ValidationException. That it also answers for other regions, accounts and kinds of resources: inf.
 */
function taggedGroup(scope: Scope, resourceArn: string): string {
  const prefix = logGroupArn(scope, "");
  const name = resourceArn.startsWith(prefix) ? resourceArn.slice(prefix.length) : "";
  if (!/^[.\-_/#A-Za-z0-9]+$/.test(name)) throw new AwsError("ValidationException", 400, "Invalid resourceArn");
  return name;
}
