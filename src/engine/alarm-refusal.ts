import type { AlarmRefusal } from "../alarm/refusal.ts";
import { AwsError } from "./aws-error.ts";

/** What the alarm rules refuse, as an error of CloudWatch: with the status of its code. doc MODEL */
export function refused(refusal: AlarmRefusal): AwsError {
  return new AwsError(refusal.code, refusal.code === "ResourceNotFound" ? 404 : 400, refusal.message);
}
