import type { Control } from "../../controls/control.ts";

/** An auditor that looks for one text and for some of the links around it. */
export interface Auditor {
  /** `prowler` */
  readonly authority: string;
  /** Whose rule this is and where it stands: repository and commit. */
  readonly source: string;
  /** Its own name for the control's check; the control's id where that is not known. */
  readonly idOf: (control: Control) => string;
  /** Its rule for the text of the control's filter; undefined where that is not known. */
  readonly textRule: (control: Control) => TextRule | undefined;
  /** A text that it accepts, to be pasted; undefined where none is known. */
  readonly wants: (control: Control) => string | undefined;
  readonly demands: ChainDemands;
}

/** Would the auditor take a filter with this pattern for the control's? */
export type TextRule = (filterPattern: string) => boolean;

/** What an auditor looks at besides the filter's text. */
export interface ChainDemands {
  readonly trail: TrailDemands | "not-looked-at";
  /** Which log groups it looks for filters in. */
  readonly filterIn: "any-log-group" | "log-group-of-that-name" | "log-group-of-the-trail";
  /** How it tells that an alarm is the filter's. */
  readonly alarm: "not-looked-at" | "same-metric-name" | "same-metric" | "metric-named-like-the-filter";
  readonly alarmActions: boolean;
  readonly subscription: "not-looked-at" | "any" | "confirmed";
  /** It gives up when more than one filter has the text. */
  readonly refusesTwins?: true;
}

/** Each of them wants a log group as well. */
export interface TrailDemands {
  readonly multiRegion?: true;
  readonly logging?: true;
  /** Management events, read and write: whether it understands classic selectors only, or both kinds. */
  readonly managementEvents?: "classic" | "both";
  readonly noDeliveryError?: true;
  /** What it says of an account without such a trail. */
  readonly otherwise: "fail" | "pass" | "not-assessed";
}

/** The id that a control's file records for an authority, or the control's own. */
export function checkId(control: Control, authority: string): string {
  return control.checks.find((check) => check.authority === authority)?.id ?? control.id;
}
