import { checkLogsDelivery, type LogGroupArn, parseLogGroupArn } from "../../cloudtrail/log-group-arn.ts";
import { trailLogStreamName } from "../../cloudtrail/trail.ts";
import type { EngineContext } from "../context.ts";
import type { Trail } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { logsAccessDenied, refused } from "./errors.ts";

/**
 * Checks where a trail is to deliver, and makes the log stream there, as CreateTrail does on AWS (obs STACKD; that
 * UpdateTrail does too: inf). The role's permissions are not looked at: Tocsin has no IAM.
 *
 * @throws AwsError InvalidCloudWatchLogsLogGroupArnException, InvalidCloudWatchLogsRoleArnException
 */
export async function openLogsDelivery(engine: EngineContext, tx: Transaction, trail: Trail): Promise<void> {
  const refusal = checkLogsDelivery(trail);
  if (refusal !== undefined) throw refused(refusal);
  if (trail.CloudWatchLogsLogGroupArn === undefined) return;
  const group = await findLogGroup(tx, engine.account, trail.CloudWatchLogsLogGroupArn);
  if (group === undefined) throw logsAccessDenied();
  const logStreamName = trailLogStreamName(engine.account, trail.HomeRegion);
  const key = { region: group.region, parent: group.logGroupName, name: logStreamName };
  if ((await tx.getDocument("logStream", key)) !== undefined) return;
  const { logGroupName } = group;
  const stream = { logGroupName, logStreamName, creationTime: engine.clock.now(), storedBytes: 0 };
  await tx.putDocument("logStream", key, stream);
}

/** The log group of a trail; undefined when it does not exist or belongs to another account. */
export async function findLogGroup(tx: Transaction, account: string, arn: string): Promise<LogGroupArn | undefined> {
  const group = parseLogGroupArn(arn);
  if (group === undefined || group.account !== account) return undefined;
  const found = await tx.getDocument("logGroup", { region: group.region, parent: "", name: group.logGroupName });
  return found === undefined ? undefined : group;
}
