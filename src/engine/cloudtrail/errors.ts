import type { TrailRefusal } from "../../cloudtrail/refusal.ts";
import { AwsError } from "../aws-error.ts";
import type { Scope } from "../scope.ts";

/** The error a client gets for what a rule of the CloudTrail core refused. */
export function refused({ code, message }: TrailRefusal): AwsError {
  return new AwsError(code, 400, message);
}

/** obs aws/aws-sdk-go-v2#1957: a name is shown as the ARN it stands for, but by GetTrail as it is (obs STACKD organization_admission). */
export function unknownTrail(shown: string, scope: Scope): AwsError {
  return refused({
    code: "TrailNotFoundException",
    message: `Unknown trail: ${shown} for the user: ${scope.account}`,
  });
}

/** The code is documented (doc MODEL), AWS's words are not known. unk */
export function wrongHomeRegion(trailArn: string, homeRegion: string): AwsError {
  const message = `The trail ${trailArn} can only be changed in its home region, ${homeRegion}.`;
  return refused({ code: "InvalidHomeRegionException", message });
}

/** Words from memory. unk */
export function trailExists(name: string, scope: Scope): AwsError {
  const message = `Trail ${name} already exists for customer: ${scope.account}`;
  return refused({ code: "TrailAlreadyExistsException", message });
}

/** obs linz/geostore#1450 */
export function tooManyTrails(limit: number, scope: Scope): AwsError {
  const message = `User: ${scope.account} already has ${limit} trails in ${scope.region}.`;
  return refused({ code: "MaximumNumberOfTrailsExceededException", message });
}

/** Words: MOTO, weak. */
export function globalEventsRequired(): AwsError {
  const message = "Multi-Region trail must include global service events.";
  return refused({ code: "InvalidParameterCombinationException", message });
}

/** The role may not write to the log group, or the group does not exist: AWS does not tell which. obs STACKD */
export function logsAccessDenied(): AwsError {
  const message = "Access denied. Verify in IAM that the role has adequate permissions.";
  return refused({ code: "InvalidCloudWatchLogsLogGroupArnException", message });
}
