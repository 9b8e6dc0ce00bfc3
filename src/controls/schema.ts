import { z } from "zod";
import type { Control } from "./control.ts";
import type { CorpusRecord } from "./corpus-record.ts";

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens");
const line = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^\S(?:.*\S)?$/, "must be one line, without white space at its ends");
const pattern = z.string().max(4096);
const benchmark = z.string().regex(/^cis-\d{1,2}\.\d(?:\.\d)?$/, "must be named like cis-6.0");
const recordIds = z.array(id).max(1000);

const controlSchema: z.ZodType<Control> = z.strictObject({
  id,
  title: line,
  kind: z.enum(["benchmark", "guide", "chain", "sign-in"]),
  rationale: line,
  benchmarks: z.array(
    z.strictObject({
      benchmark,
      number: z.string().regex(/^\d{1,2}\.\d{1,2}$/, "must be a number such as 4.2, in quotes"),
      level: z.union([z.literal(1), z.literal(2)]),
      assessment: line,
      demands: z.enum(["metric-filter-and-alarm", "monitoring"]),
    }),
  ),
  events: z.strictObject({
    mustRing: recordIds.min(1),
    mustNot: recordIds.min(1),
    unknowable: recordIds.exactOptional(),
    since: z.array(z.strictObject({ benchmark, records: recordIds.min(1) })).exactOptional(),
  }),
  recommended: z
    .array(z.strictObject({ filterName: line, metricName: line, filterPattern: pattern, why: line }))
    .min(1)
    .max(5),
  published: z.array(
    z.strictObject({
      filterPattern: pattern,
      statedBy: z
        .array(
          z.strictObject({
            source: line,
            place: line.exactOptional(),
            versions: z.array(benchmark).exactOptional(),
          }),
        )
        .min(1),
      flaw: z
        .strictObject({
          kind: z.enum(["refused", "never-matches", "matches-everything", "misses-events", "rings-falsely"]),
          why: line,
        })
        .exactOptional(),
    }),
  ),
  checks: z.array(
    z.strictObject({
      authority: line,
      id: line,
      filterPattern: pattern.exactOptional(),
      note: line.exactOptional(),
    }),
  ),
  mappings: z.array(z.strictObject({ framework: line, requirements: z.array(line).min(1), statedBy: line })),
  audit: z.array(line),
  prevention: z.array(line).min(1),
  notes: z.array(line),
  references: z.array(z.strictObject({ title: line, url: z.url({ protocol: /^https$/ }) })).min(1),
});

const corpusRecordSchema: z.ZodType<CorpusRecord> = z.strictObject({
  id,
  title: line,
  provenance: z.strictObject({
    kind: z.enum(["documented", "observed", "synthetic"]),
    source: line,
    licence: line.exactOptional(),
  }),
  record: z.looseObject({ eventTime: z.string(), eventSource: z.string(), eventName: z.string(), eventID: z.string() }),
  verdicts: z
    .record(
      z.union([id, z.literal("*")]),
      z.strictObject({ verdict: z.enum(["must-ring", "must-not", "unknowable"]), why: line }),
    )
    .refine((verdicts) => Object.keys(verdicts).length > 0, "must hold at least one verdict"),
});

/** What does not fit, and where. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type Fit<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly misfits: readonly Misfit[] };

/** A value as a control, if it has the shape of one. */
export function asControl(value: unknown): Fit<Control> {
  return fit(controlSchema, value);
}

/** A value as a record of the corpus, if it has the shape of one. */
export function asCorpusRecord(value: unknown): Fit<CorpusRecord> {
  return fit(corpusRecordSchema, value);
}

/** The JSON schema (draft 2020-12) of a line of the corpus. */
export function corpusJsonSchema(): object {
  return z.toJSONSchema(corpusRecordSchema);
}

/** The JSON schema (draft 2020-12) of a control's file. */
export function controlJsonSchema(): object {
  return z.toJSONSchema(controlSchema);
}

function fit<Value>(schema: z.ZodType<Value>, value: unknown): Fit<Value> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const misfits = result.error.issues.flatMap(({ path, message, ...issue }): readonly Misfit[] => {
    const at = path.map((step) => (typeof step === "symbol" ? String(step) : step));
    // One problem for each unknown member, at its own place.
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...at, key], message: "is not a member that is known here" }));
    return [{ path: at, message }];
  });
  return { ok: false, misfits };
}
