/** Why a record, or a whole file of records, cannot be used. */
export interface RecordDiagnostic {
  readonly code: RecordDiagnosticCode;
  /** What is wrong, without the place. */
  readonly message: string;
  /** Position of the record in its file, from 0; absent when the file as a whole is meant. */
  readonly index?: number;
  /** The record's own id, where it has one. */
  readonly eventID?: string;
  /** Position in the file's text, in characters from 0. */
  readonly offset?: number;
  readonly help?: string;
}

export type RecordDiagnosticCode =
  | "not-json"
  | "no-records"
  | "not-an-object"
  | "no-event-time"
  | "bad-event-time"
  | "record-too-large";

/**
 * One line that names the place and the problem.
 *
 * @example
 * renderDiagnostic({ code: "no-event-time", index: 2, eventID: "e-1", message: "has no eventTime" });
 * // "record 3 (eventID e-1) has no eventTime"
 */
export function renderDiagnostic(diagnostic: RecordDiagnostic): string {
  const { index, eventID, offset, message, help } = diagnostic;
  const record = index === undefined ? "the file" : `record ${index + 1}`;
  const id = eventID === undefined ? "" : ` (eventID ${eventID})`;
  const at = offset === undefined ? "" : ` (at character ${offset})`;
  return `${record}${id} ${message}${at}${help === undefined ? "" : `; ${help}`}`;
}
