import type { Exception, ExceptionEntry } from "./exceptions.ts";

/** A sound entry that holds through 2026, for the control `root`. */
export function entryOf(changed: Partial<Exception> = {}): ExceptionEntry {
  return {
    kind: "sound",
    line: 1,
    exception: {
      id: "EX-1",
      control: "root",
      owner: "security@example.com",
      reason: "watched by another tool",
      scope: {},
      created: "2026-01-01",
      expires: "2026-12-31",
      evidence: ["https://example.com/evidence"],
      history: [],
      ...changed,
    },
  };
}
