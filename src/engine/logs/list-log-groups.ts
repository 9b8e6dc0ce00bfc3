import type { Operation } from "../context.ts";
import { classOf, logGroupArn } from "./log-groups.ts";
import { cutPage, keyBefore } from "./name-page.ts";

export interface ListLogGroupsInput {
  /** Up to five parts of names, separated by `|`; one that begins with `^` is a prefix. doc MODEL */
  readonly logGroupNamePattern?: string;
  readonly logGroupClass?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface ListLogGroupsOutput {
  readonly logGroups: readonly {
    readonly logGroupName: string;
    readonly logGroupArn: string;
    readonly logGroupClass: string;
  }[];
  readonly nextToken?: string;
}

const OPERATION = "ListLogGroups";
const DEFAULT_LIMIT = 50;

/** ListLogGroups: in ASCII order of the names. */
export const listLogGroups: Operation<ListLogGroupsInput, ListLogGroupsOutput> = async (engine, call, input) => {
  const { logGroupNamePattern, logGroupClass } = input;
  const after = keyBefore(input.nextToken, OPERATION, 1)?.[0];
  const found = await engine.store.transaction((tx) =>
    tx.listDocuments("logGroup", { region: call.scope.region, ...(after === undefined ? {} : { after }) }),
  );
  const wanted = found.filter(
    (group) =>
      (logGroupNamePattern === undefined || matchesName(logGroupNamePattern, group.logGroupName)) &&
      (logGroupClass === undefined || classOf(group) === logGroupClass),
  );
  const { items, ...rest } = cutPage(wanted, input.limit ?? DEFAULT_LIMIT, OPERATION, (group) => [group.logGroupName]);
  const logGroups = items.map((group) => ({
    logGroupName: group.logGroupName,
    logGroupArn: logGroupArn(call.scope, group.logGroupName),
    logGroupClass: classOf(group),
  }));
  return { logGroups, ...rest };
};

function matchesName(pattern: string, name: string): boolean {
  return pattern
    .split("|")
    .some((part) => (part.startsWith("^") ? name.startsWith(part.slice(1)) : name.includes(part)));
}
