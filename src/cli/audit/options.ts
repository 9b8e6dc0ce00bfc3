import type { OutputOptions } from "../options.ts";
import type { SourceOptions } from "../snapshot-source.ts";

/** The reports that `--output` offers besides those of every command. */
export const REPORT_FORMATS = ["json", "sarif", "ocsf", "asff", "junit", "markdown", "html"] as const;
export type ReportFormat = "text" | (typeof REPORT_FORMATS)[number];

export interface AuditOptions extends OutputOptions, SourceOptions {
  /** A snapshot file, or `-`; the account is read unless given. */
  readonly snapshot?: string;
  /** Ids of controls; all unless given. */
  readonly control?: readonly string[];
  /** Only the controls of a benchmark version, such as `cis-6.0`. */
  readonly benchmark?: string;
  /** A file of exceptions. */
  readonly exceptions?: string;
  /** The JSON report of an earlier audit. */
  readonly since?: string;
  /** Break every link, one at a time, as well. */
  readonly break: boolean;
  /** Plan filters that satisfy these authorities; `true`: all that have a rule for a control. */
  readonly plan?: true | readonly string[];
  readonly format: ReportFormat;
  /** A file for the report; standard output unless given. */
  readonly out?: string;
  /** Print the JSON schema of the JSON report, and read nothing. */
  readonly printSchema: boolean;
}
