import { cloudtrailOperations } from "./cloudtrail/operations.ts";
import { cloudwatchOperations } from "./cloudwatch/operations.ts";
import type { Operation } from "./context.ts";
import { iamOperations } from "./iam/operations.ts";
import { kmsOperations } from "./kms/operations.ts";
import { logsOperations } from "./logs/operations.ts";
import { s3Operations } from "./s3/operations.ts";
import type { ServiceName } from "./scope.ts";
import { snsOperations } from "./sns/operations.ts";
import { stsOperations } from "./sts/operations.ts";

/** Any operation, whatever its input: callers have checked the input against the service's model. */
export type AnyOperation = Operation<never, object | undefined>;

/** Everything the engine can be asked for, by service and AWS operation name. */
const operations: Readonly<Record<ServiceName, Readonly<Record<string, AnyOperation>>>> = {
  logs: logsOperations,
  cloudwatch: cloudwatchOperations,
  sns: snsOperations,
  cloudtrail: cloudtrailOperations,
  sts: stsOperations,
  iam: iamOperations,
  kms: kmsOperations,
  s3: s3Operations,
};

export function findOperation(service: ServiceName, name: string): AnyOperation | undefined {
  const table = operations[service];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
