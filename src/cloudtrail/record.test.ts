import { describe, expect, it } from "vitest";
import { renderDiagnostic } from "./diagnostic.ts";
import { parseEventTime } from "./event-time.ts";
import { signIn } from "./record.testing.ts";
import { MAX_RECORD_BYTES, readRecord } from "./record.ts";
import { utf8Length } from "./utf8-length.ts";

const read = (value: unknown, text = JSON.stringify(value)) => readRecord(value, { index: 4, text });
const problem = (value: unknown, text?: string): string => {
  const reading = read(value, text);
  return reading.ok ? "" : renderDiagnostic(reading.diagnostic);
};

describe("readRecord", () => {
  it("keeps everything a record came with", () => {
    const record = signIn({ "@version": "1", somethingNew: { a: [1] } });
    expect(read(record)).toMatchObject({ ok: true, read: { record, time: Date.parse("2026-01-31T12:00:30Z") } });
  });

  it("names the record by position and eventID", () => {
    expect(problem(signIn({ eventTime: undefined }))).toMatch(/^record 5 \(eventID 1{8}-.*\) has no eventTime; /);
    expect(problem({})).toMatch(/^record 5 has no eventTime; /);
  });

  it.each([[null], [[]], ["text"], [1], [true]])("refuses %j, which is no object", (value) => {
    expect(problem(value)).toBe("record 5 is not a JSON object");
  });

  it.each([
    "yesterday",
    "2026-02-30T00:00:00Z",
    "2026-01-31 12:00:00",
    "2026-01-31T25:00:00Z",
    "",
    1_700_000_000,
  ])("refuses the eventTime %j", (eventTime) => {
    expect(problem(signIn({ eventTime }))).toContain("eventTime that is no time");
  });

  it("refuses a record larger than 256 KB, measured in bytes", () => {
    const record = signIn();
    expect(read(record, "x".repeat(MAX_RECORD_BYTES)).ok).toBe(true);
    expect(problem(record, "x".repeat(MAX_RECORD_BYTES + 1))).toContain("larger than 256 KB");
    expect(problem(record, "é".repeat(MAX_RECORD_BYTES / 2 + 1))).toContain("larger than 256 KB");
  });
});

describe("parseEventTime", () => {
  it("reads fractions and offsets", () => {
    expect(parseEventTime("2026-01-31T12:00:30.5+01:00")).toBe(Date.parse("2026-01-31T11:00:30.500Z"));
  });
});

describe("utf8Length", () => {
  it.each(["", "abc", "é€", "😀", "\ud800x", "a\udc00"])("counts the bytes of %j", (text) => {
    expect(utf8Length(text)).toBe(Buffer.byteLength(text, "utf8"));
  });
});
