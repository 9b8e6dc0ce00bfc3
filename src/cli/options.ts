import type { AuthMode } from "../aws/authenticate.ts";
import type { Credentials } from "../aws/sigv4-sign.ts";
import type { Question } from "./pattern/question.ts";

/** How a command prints: `json` is for programs, `text` for people. `query` is a JMESPath expression. */
export interface OutputOptions {
  readonly output: "json" | "text";
  readonly query?: string;
  /** False under `--no-color` or NO_COLOR, and when standard output is not a terminal. */
  readonly color: boolean;
}

export interface ServeOptions extends OutputOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  /** Keep everything in memory instead. */
  readonly ephemeral: boolean;
  readonly clock: "system" | "manual";
  /** Epoch milliseconds; only with a manual clock. */
  readonly clockStart?: number;
  readonly account: string;
  readonly region: string;
  readonly smtpUrl?: string;
  readonly mailFrom?: string;
  readonly sqsEndpointUrl?: string;
  readonly publicUrl?: string;
  /** Which requests must be signed, and by a known key. */
  readonly auth: AuthMode;
}

export interface DemoOptions extends OutputOptions {
  readonly port: number;
  /** Absent when neither `--data` nor TOCSIN_DATA names one. */
  readonly data?: string;
  /** Stop after the demonstration instead of leaving the engine running. */
  readonly exit: boolean;
}

export interface IngestOptions extends OutputOptions {
  readonly endpointUrl: string;
  readonly trail?: string;
  /** What to sign requests with; from the environment. */
  readonly credentials?: Credentials;
  readonly replay: boolean;
  readonly watch: boolean;
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[];
}

export interface KeysOptions extends OutputOptions {
  readonly data: string;
}

export interface KeysDeleteOptions extends KeysOptions {
  readonly accessKeyId: string;
}

export interface MailboxOptions extends OutputOptions {
  readonly data: string;
  /** A file of the mailbox, or `last`. */
  readonly mail?: string;
}

export interface PatternCheckOptions extends OutputOptions {
  readonly patterns: readonly string[];
  /** Look for what AWS accepts and hardly anybody means. */
  readonly lint: boolean;
  /** Warnings count as findings, too. */
  readonly strict: boolean;
  readonly assume?: "cloudtrail";
}

export interface PatternExplainOptions extends OutputOptions {
  readonly pattern: string;
  readonly event?: string;
}

export interface PatternFormatOptions extends OutputOptions {
  readonly pattern: string;
  readonly check: boolean;
  /** Leave out what is proven to change nothing. */
  readonly fix: boolean;
}

export interface PatternTestOptions extends OutputOptions {
  readonly pattern: string;
  readonly events: string;
}

export interface PatternProveOptions extends OutputOptions {
  readonly question: Question;
  readonly patterns: readonly string[];
  readonly assume?: "cloudtrail";
  readonly certificate: boolean;
}

export interface PatternDiffOptions extends OutputOptions {
  readonly first: string;
  readonly second: string;
  readonly assume: "cloudtrail" | "none";
  /** Show the record of each kind as well. */
  readonly records: boolean;
}

/** Files of records. */
export interface PatternSynthOptions extends OutputOptions {
  readonly mustMatch: string;
  readonly mustNotMatch: string;
}

export interface PatternRepairOptions extends PatternSynthOptions {
  readonly pattern: string;
}

export interface ClockAdvanceOptions extends OutputOptions {
  readonly duration: string;
  readonly endpointUrl: string;
  /** What to sign requests with; from the environment. */
  readonly credentials?: Credentials;
}
