import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DelimitedPattern, FieldExpression } from "../../pattern/ast.ts";
import { bindFields } from "../../pattern/bind-fields.ts";
import { type LogMessage, logMessage } from "../../pattern/message.ts";
import { LINE_CHARACTERS, lineSides } from "./arbitraries.testing.ts";
import { type LineShape, lineShapes, placeEntries } from "./shape.ts";

/** What the matcher holds against which text. */
function boundBy(
  pattern: DelimitedPattern,
  message: LogMessage,
): readonly (readonly [string, FieldExpression])[] | undefined {
  return bindFields(pattern, message)?.flatMap(({ text, entry }) =>
    entry?.kind === "field" ? [[text, entry.condition] as const] : [],
  );
}

function placedBy(
  pattern: DelimitedPattern,
  shape: LineShape,
  message: LogMessage,
): readonly (readonly [string, FieldExpression])[] | undefined {
  const fields = message.fields();
  const uncounted = fields.length - shape.fields;
  return placeEntries(pattern, shape)?.map(({ place, expression }) => {
    const isBehindGap = shape.gapBehind !== undefined && place.at >= shape.gapBehind;
    const field = fields[isBehindGap ? place.at + uncounted : place.at];
    const start = place.at === 0 ? 0 : field?.start;
    return [place.kind === "rest" ? message.text.slice(start) : (field?.text ?? ""), expression];
  });
}

describe("shapes of lines", () => {
  it("give each entry the text that the matcher gives it, for every line", () => {
    const lines = fc.array(fc.constantFrom(...LINE_CHARACTERS, " ", " a", " 1"), { maxLength: 14 });
    fc.assert(
      fc.property(lineSides, lines, ({ must, mustNot }, characters) => {
        const message = logMessage(characters.join(""));
        const patterns = [...must, ...mustNot].map(({ pattern }) => pattern);
        const fitting = lineShapes(patterns).filter(({ fields, gapBehind }) =>
          gapBehind === undefined ? fields === message.fields().length : fields <= message.fields().length,
        );
        expect(fitting).toHaveLength(1);
        for (const shape of fitting) {
          const placed = patterns.map((pattern) => placedBy(pattern, shape, message));
          expect(placed).toEqual(patterns.map((pattern) => boundBy(pattern, message)));
        }
      }),
      { numRuns: 500 },
    );
  });
});
