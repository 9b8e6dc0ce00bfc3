import type { AlarmRefusal } from "../refusal.ts";
import { muteDuration } from "./duration.ts";
import type { MuteRule } from "./mute-rule.ts";
import { parseScheduleExpression } from "./schedule-expression.ts";
import { localClock } from "./time-zone.ts";

/** A PutAlarmMuteRule request, its lengths and required members already checked against the model. */
export type PutMuteRuleRequest = Omit<MuteRule, "AlarmMuteRuleArn" | "LastUpdatedTimestamp">;

/**
 * Why a mute rule is refused; undefined when it is not. That the alarms exist is the caller's to check. Rules are doc
 * MODEL but where marked; the texts are Tocsin's (unk).
 *
 * @example
 * ```ts
 * checkMuteRule({ Name: "nightly", Rule: { Schedule: { Expression: "rate(1 day)", Duration: "PT4H" } } })?.code;
 * // "ValidationError"
 * ```
 */
export function checkMuteRule({ Rule, StartDate, ExpireDate }: PutMuteRuleRequest): AlarmRefusal | undefined {
  const { Expression, Duration, Timezone = "UTC" } = Rule.Schedule;
  const expression = parseScheduleExpression(Expression);
  if (expression === undefined) {
    return invalid(
      `The schedule expression ${Expression} is neither cron(Minutes Hours Day-of-month Month Day-of-week) nor at(yyyy-MM-ddThh:mm).`,
    );
  }
  if (muteDuration(Duration) === undefined) {
    return invalid(`The duration ${Duration} is not an ISO 8601 duration from PT1M to P15D.`);
  }
  const clock = localClock(Timezone);
  if (clock === undefined) return invalid(`The time zone ${Timezone} is not known.`);
  if (expression.kind === "at") {
    // doc of the Terraform provider
    if (StartDate !== undefined || ExpireDate !== undefined) {
      return invalid("StartDate and ExpireDate do not go with an at expression.");
    }
    // unk: a time that clocks skip when they are set forward.
    if (clock.instantOf(expression.reading) === undefined) {
      return invalid(`There is no ${Expression} in the time zone ${Timezone}: its clocks skip that time.`);
    }
  }
  // inf
  if (StartDate !== undefined && ExpireDate !== undefined && ExpireDate <= StartDate) {
    return invalid("ExpireDate must be later than StartDate.");
  }
  return undefined;
}

function invalid(message: string): AlarmRefusal {
  return { code: "ValidationError", message };
}
