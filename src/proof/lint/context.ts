import type { JsonPattern } from "../../pattern/ast.ts";
import type { LintSubject } from "./finding.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Probe } from "./probe.ts";

/** What the checks of one lint share. */
export interface LintContext<Subject extends LintSubject = LintSubject> {
  readonly subject: Subject;
  readonly inquiry: Inquiry;
  /** Are only records of CloudTrail considered? */
  readonly assumed: boolean;
}

export interface JsonContext extends LintContext<LintSubject & { readonly pattern: JsonPattern }> {
  readonly probe: Probe;
}
