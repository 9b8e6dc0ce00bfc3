import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPattern } from "../../pattern/arbitraries.testing.ts";
import { isJsonArray, isJsonObject, type JsonValue } from "../../pattern/json-value.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { matchesText } from "./labelled.testing.ts";
import { viewOf } from "./view.ts";

const value = fc.letrec<{ value: JsonValue; object: Record<string, JsonValue> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>("a", "ab", "1", "", 1, 0, null, true, false),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom("a", "b", "a.b", "length"), tie("value"), { maxKeys: 3 }),
})).object;

/** Keys in another order, and empty objects for empty arrays and the other way round. */
function disguised(json: JsonValue): JsonValue {
  if (isJsonArray(json)) return json.length === 0 ? {} : json.map(disguised);
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json);
  return entries.length === 0 ? [] : Object.fromEntries(entries.toReversed().map(([key, at]) => [key, disguised(at)]));
}

describe("viewOf", () => {
  it("is the same for messages that no pattern tells apart", () => {
    const readable = jsonPattern.filter((text) => parsePattern(text).ok);
    fc.assert(
      fc.property(value, readable, (json, pattern) => {
        fc.pre(Object.keys(json).length > 0);
        const [one, other] = [JSON.stringify(json), JSON.stringify(disguised(json))];
        expect(viewOf(logMessage(one))).toBe(viewOf(logMessage(other)));
        expect(matchesText(pattern, one)).toBe(matchesText(pattern, other));
      }),
      { numRuns: 300 },
    );
  });

  it("differs where a pattern can: in texts, kinds, presence, and in how a number reads", () => {
    const views = ['{"a":1}', '{"a":1.0}', '{"a":"1"}', '{"a":null}', '{"a":[null]}', '{"a":{}}', "{}", '{"a":true}'];
    expect(new Set(views.map((text) => viewOf(logMessage(text)))).size).toBe(views.length);
  });
});
