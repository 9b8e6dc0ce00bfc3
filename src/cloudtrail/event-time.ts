const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * The epoch milliseconds of a record's `eventTime`, or undefined when it is no time. CloudTrail writes
 * `2023-07-10T11:42:36Z` (doc CTUG); fractions and offsets are taken too, since other tools write them.
 *
 * @example
 * parseEventTime("2023-07-10T11:42:36Z"); // 1688989356000
 */
export function parseEventTime(text: string): number | undefined {
  const match = ISO_TIME.exec(text);
  if (match === null) return undefined;
  const day = match[1] ?? "";
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  // Date.parse takes the 30th of February for the 2nd of March.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? time : undefined;
}
