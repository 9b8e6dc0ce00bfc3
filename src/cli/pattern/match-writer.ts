import type { Io } from "../io.ts";
import { visibleLine } from "../visible.ts";

/** One entry of TestMetricFilter's answer; `eventNumber` counts from 1. */
export interface Match {
  readonly eventNumber: number;
  readonly eventMessage: string;
  readonly extractedValues: Readonly<Record<string, string>>;
}

/** Writes matches as they are found. `incomplete` says why the events were not read to their end. */
export interface MatchWriter {
  readonly write: (match: Match) => void;
  readonly end: (tested: number, incomplete?: string) => Promise<void>;
}

/** One JSON document, valid whenever `end` is reached: `{ "matches": [...], "tested": n }`. */
export function jsonWriter(io: Io): MatchWriter {
  let separator = '{\n  "matches": [\n    ';
  let any = false;
  return {
    write: (match) => {
      io.stdout(separator + JSON.stringify(match));
      separator = ",\n    ";
      any = true;
    },
    end: (tested, incomplete) => {
      const tail = incomplete === undefined ? "" : `,\n  "incomplete": ${JSON.stringify(incomplete)}`;
      io.stdout(`${any ? "\n  ]" : '{\n  "matches": []'},\n  "tested": ${tested}${tail}\n}\n`);
      return Promise.resolve();
    },
  };
}

/** As grep -n: event number, colon, event; values that the pattern extracts on lines of their own. The count is no data. */
export function textWriter(io: Io): MatchWriter {
  let found = 0;
  return {
    write: ({ eventNumber, eventMessage, extractedValues }) => {
      found += 1;
      const values = Object.entries(extractedValues).map(
        ([name, value]) => `    ${visibleLine(name)} = ${visibleLine(value)}\n`,
      );
      io.stdout(`${eventNumber}:${visibleLine(eventMessage)}\n${values.join("")}`);
    },
    end: (tested, incomplete) => {
      if (incomplete === undefined) io.stderr(`${found} of ${tested} events match\n`);
      return Promise.resolve();
    },
  };
}
