import fc, { type Arbitrary } from "fast-check";
import { cloudwatchConstraints } from "../../src/aws/constraints/cloudwatch.ts";
import { logsConstraints } from "../../src/aws/constraints/logs.ts";
import type { Structure, Type } from "../../src/aws/model.ts";

/** The engine's time in a fuzz run. */
export const NOW = Date.parse("2026-11-21T10:00:00Z");

const MAX_DEPTH = 5;
const known = new Map<Structure, Arbitrary<unknown>>();

const NAMES = ["g", "s", "f", "a", "t", "N", "M", "main", "$.a", "1"] as const;

const MEANINGFUL = [
  "Sum",
  "p99",
  "DisplayName",
  "RawMessageDelivery",
  "email",
  "http",
  "sqs",
  "you@example.com",
  "http://127.0.0.1:9/",
  "{ $.a = 1 }",
  "[a, b, c]",
  "ERROR -DEBUG",
  '{"default":"d"}',
  "2026-11-21T10:00:00Z",
  "true",
  "arn:aws:sns:us-east-1:123456789012:t",
  "arn:aws:logs:us-east-1:123456789012:log-group:g",
  "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
  "arn:aws:cloudtrail:us-east-1:123456789012:trail/main",
  "arn:aws:iam::123456789012:role/logs",
] as const;

const HURTFUL = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "\0",
  "\ud800",
  "\ufeff",
  "</Error>",
  "&amp;",
  "%00",
  "../..",
  "NaN",
  "-Infinity",
  "1e999",
  "null",
  "arn:aws:sns:::",
  "{ $.a = ",
  "2026-13-45T99:00:00Z",
  "AWS/Lambda",
  "[,",
  "é".repeat(300),
  "x".repeat(5000),
  "[".repeat(2000),
  "{ $.a = 1 && ".repeat(200),
  "%".repeat(600),
] as const;

/** Texts that mean something to some operation, so that requests get past the first check. */
const plainText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 2, arbitrary: fc.constantFrom(...MEANINGFUL) },
);

/** Texts that hurt. */
const wildText: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: plainText },
  { weight: 4, arbitrary: fc.constantFrom(...HURTFUL) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

const number: Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 2, 5, 10, 60, 300, 3600, 100, 1.5) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -0, 2 ** 31, 2 ** 53, -(2 ** 63), 2 ** 64, 1e308, 5e-324, 86_400_000) },
  { weight: 1, arbitrary: fc.double() },
);

const time: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -7200, max: 7200 }).map((seconds) => new Date(NOW + seconds * 1000)) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(0), new Date(8.64e15), new Date(-8.64e15), NOW, NOW / 1000, 1e300) },
);

/** Something that is of no use where it stands. */
const nonsense: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e300,
    "",
    "x",
    [],
    {},
    [[]],
    [null],
    { a: null },
    new Uint8Array([255]),
    nested(80),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** An input of an operation: nearly right, or wild: members missing, of the wrong type, out of range or made up. */
export function inputOf(shape: Structure): Arbitrary<unknown> {
  const cached = known.get(shape);
  if (cached !== undefined) return cached;
  const made = fc.oneof(
    { weight: 20, arbitrary: structure(shape, 0, false) },
    { weight: 20, arbitrary: structure(shape, 0, true) },
    { weight: 1, arbitrary: nonsense },
  );
  known.set(shape, made);
  return made;
}

function structure(shape: Structure, depth: number, wild: boolean): Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return fc.constant({});
  const members = [...shape.members].map(([name, { type, required }]) => {
    const present = fc.oneof(
      { weight: wild ? 1 : 0, arbitrary: valueOf(type, depth + 1, wild) },
      { weight: 3, arbitrary: wanted(shape.name, name) ?? valueOf(type, depth + 1, wild) },
    );
    const given = fc.oneof(
      { weight: required ? 40 : 1, arbitrary: present },
      { weight: required ? (wild ? 1 : 0) : wild ? 2 : 8, arbitrary: fc.constant(undefined) },
    );
    return [name, given] as const;
  });
  const strange = fc.oneof(
    { weight: 20, arbitrary: fc.constant({}) },
    { weight: wild ? 1 : 0, arbitrary: fc.dictionary(wildText, nonsense) },
  );
  return fc.tuple(fc.record(Object.fromEntries(members)), strange).map(([record, more]) => ({ ...record, ...more }));
}

/** One of the values that the service lists for a member. */
function wanted(shape: string, member: string): Arbitrary<unknown> | undefined {
  const constraint = logsConstraints[shape]?.[member] ?? cloudwatchConstraints[shape]?.[member];
  const values = constraint?.oneOf;
  return values === undefined || values.length === 0 ? undefined : fc.constantFrom(...values);
}

function valueOf(type: Type, depth: number, wild: boolean): Arbitrary<unknown> {
  const right = rightValue(type, depth, wild);
  return wild ? fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: nonsense }) : right;
}

function rightValue(type: Type, depth: number, wild: boolean): Arbitrary<unknown> {
  switch (type.kind) {
    case "string":
      return wild ? wildText : plainText;
    case "integer":
      return wild ? number : fc.constantFrom(1, 2, 5, 10, 60, 300);
    case "double":
      return wild ? number : fc.constantFrom(0, 1, 1.5, -2);
    case "boolean":
      return fc.boolean();
    case "timestamp":
      return time;
    case "blob":
      return fc.uint8Array({ maxLength: 20 });
    case "list":
      return listOf(valueOf(type.element, depth + 1, wild), wild);
    case "map":
      return fc.dictionary(wild ? wildText : plainText, valueOf(type.value, depth + 1, wild), { maxKeys: 3 });
    case "structure":
      return structure(type, depth, wild);
    case "uncodable":
      return nonsense;
  }
}

/** Short lists; wild ones are now and then longer than any service takes. */
function listOf(element: Arbitrary<unknown>, wild: boolean): Arbitrary<unknown> {
  const long = element.map((value) => Array.from({ length: 1100 }, () => value));
  return fc.oneof(
    { weight: 100, arbitrary: fc.array(element, { minLength: 1, maxLength: wild ? 3 : 1 }) },
    { weight: wild ? 3 : 0, arbitrary: fc.constant([]) },
    { weight: wild ? 1 : 0, arbitrary: long },
  );
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
