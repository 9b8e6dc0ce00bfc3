import { AwsError } from "../engine/aws-error.ts";
import type { ServiceName } from "../engine/scope.ts";
import type { Constraints } from "./constraint.ts";
import { cloudwatchConstraints } from "./constraints/cloudwatch.ts";
import { logsConstraints } from "./constraints/logs.ts";
import { snsConstraints } from "./constraints/sns.ts";
import { missingParameter } from "./missing-parameter.ts";
import type { Operation } from "./model.ts";
import { refusalMessage } from "./support.ts";
import { validationMessage } from "./validate.ts";

/** How one service refuses an input before its operation sees it. */
interface Manners {
  readonly constraints: Constraints;
  /** The code of a broken constraint. */
  readonly invalid: string;
  /** The code of a member that Tocsin does not support. */
  readonly unsupported: string;
}

const MANNERS: Readonly<Record<ServiceName, Manners>> = {
  logs: {
    constraints: logsConstraints,
    invalid: "InvalidParameterException", // obs LS
    unsupported: "InvalidParameterException",
  },
  cloudwatch: {
    constraints: cloudwatchConstraints,
    invalid: "ValidationError", // obs LS
    unsupported: "InvalidParameterValue",
  },
  sns: { constraints: snsConstraints, invalid: "ValidationError", unsupported: "InvalidParameter" }, // [inf]
  // Its operations have an exception of their own for nearly every member; only what is missing is judged here. [inf]
  cloudtrail: { constraints: {}, invalid: "ValidationException", unsupported: "InvalidParameterException" },
  sts: { constraints: {}, invalid: "ValidationError", unsupported: "InvalidParameterValue" }, // [inf]
  iam: { constraints: {}, invalid: "ValidationError", unsupported: "InvalidInput" }, // [inf]
  kms: { constraints: {}, invalid: "ValidationException", unsupported: "UnsupportedOperationException" }, // [inf]
  s3: { constraints: {}, invalid: "InvalidRequest", unsupported: "NotImplemented" },
};

/** Throws the AwsError (400) with which the service, or Tocsin, refuses this input; returns when there is none. */
export function judgeInput(service: ServiceName, operation: Operation, input: object): void {
  judgePresence(operation, input);
  const { constraints, invalid, unsupported } = MANNERS[service];
  const broken = validationMessage(operation.input, constraints, input);
  if (broken !== undefined) throw new AwsError(invalid, 400, broken);
  const refused = refusalMessage(service, operation.name, input);
  if (refused !== undefined) throw new AwsError(unsupported, 400, refused);
}

/** What is missing has words of its own here; elsewhere the constraints report it. */
function judgePresence(operation: Operation, input: object): void {
  if (operation.name === "PutMetricData") {
    const missing = missingParameter(operation.input, input);
    // obs STACKD metrics
    if (missing !== undefined) throw new AwsError("MissingParameter", 400, `The parameter ${missing} is required.`);
  }
  if (operation.name === "Unsubscribe" && !("SubscriptionArn" in input)) {
    const message = "Invalid parameter: SubscriptionArn Reason: no value for required parameter"; // obs LS
    throw new AwsError("InvalidParameter", 400, message);
  }
}
