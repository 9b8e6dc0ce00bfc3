import type { Operation } from "../context.ts";
import { alreadyExists, invalidParameter } from "./errors.ts";
import { checkTagKeys, type Tags } from "./group-tags.ts";
import { logGroupKey, nextMetricFilterVersion, putLogGroup } from "./log-groups.ts";

export interface CreateLogGroupInput {
  readonly logGroupName: string;
  readonly logGroupClass?: string;
  readonly kmsKeyId?: string;
  readonly deletionProtectionEnabled?: boolean;
  readonly tags?: Tags;
}

const DELIVERY_RETENTION_IN_DAYS = 2;

export const createLogGroup: Operation<CreateLogGroupInput, undefined> = async (engine, call, input) => {
  const { logGroupName, logGroupClass, kmsKeyId, deletionProtectionEnabled, tags } = input;
  // The rule is doc MODEL; inf: the words are those recorded for metric namespaces.
  if (logGroupName.startsWith("aws/")) throw invalidParameter("Log groups starting with AWS/ are reserved for AWS.");
  checkTagKeys(tags ?? {});
  const { region } = call.scope;
  const creationTime = engine.clock.now();
  await engine.store.transaction(async (tx) => {
    if ((await tx.getDocument("logGroup", logGroupKey(region, logGroupName))) !== undefined) {
      // Without a full stop. obs LS, STACKD
      throw alreadyExists("The specified log group already exists");
    }
    await putLogGroup(tx, region, {
      logGroupName,
      creationTime,
      ...(logGroupClass === undefined ? {} : { logGroupClass }),
      ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      ...(deletionProtectionEnabled === undefined ? {} : { deletionProtectionEnabled }),
      ...(tags === undefined ? {} : { tags }),
      // AWS sets and shows it itself. obs ISS terraform-provider-aws#42658
      ...(logGroupClass === "DELIVERY" ? { retentionInDays: DELIVERY_RETENTION_IN_DAYS } : {}),
      metricFilterVersion: await nextMetricFilterVersion(tx),
      storedBytes: 0,
    });
  });
};
