import type { OutputOptions } from "../options.ts";

export interface ControlsListOptions extends OutputOptions {
  /** Such as `cis-6.0`. */
  readonly benchmark?: string;
}

export interface ControlsShowOptions extends OutputOptions {
  readonly id: string;
}

export interface ControlsScoreOptions extends OutputOptions {
  readonly patterns: readonly string[];
  readonly control: string;
  /** A file with what another rule engine made of the corpus. */
  readonly results?: string;
}

export interface ControlsPlanOptions extends OutputOptions {
  readonly id: string;
  /** Names of authorities; all that have a rule for the control unless given. */
  readonly authority?: readonly string[];
  readonly allowRefused: boolean;
}
