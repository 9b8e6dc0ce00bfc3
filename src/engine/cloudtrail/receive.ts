import { renderDiagnostic } from "../../cloudtrail/diagnostic.ts";
import { parseRecordTexts } from "../../cloudtrail/file.ts";
import { isJsonObject, textAt } from "../../cloudtrail/json-value.ts";
import { AwsError } from "../aws-error.ts";
import type { EngineContext } from "../context.ts";
import { deliverRecords, type TrailDelivery } from "./deliver.ts";

/** What became of records that were sent to the engine. */
export interface Receipt {
  readonly trails: readonly TrailDelivery[];
  /** Records that no trail can deliver, by their position in the request. */
  readonly rejected: readonly { readonly index: number; readonly problem: string }[];
}

export type Reception =
  | { readonly ok: true; readonly value: Receipt }
  | { readonly ok: false; readonly status: 400 | 404 | 409; readonly message: string };

/** Records of one request at most; a batch of `tocsin ingest` has up to 1,000. */
const MAX_RECORDS = 10_000;

/**
 * Takes `{ source, batchId, trail?, region?, records }`, where `records` are the exact texts of CloudTrail records, and
 * delivers them. Records that cannot be used are told in the answer, and the others delivered.
 *
 * @example
 * await receiveRecords(engine, { source: "file", batchId: "sha256#0", records: ['{"eventTime":"2026-01-31T12:00:00Z"}'] });
 */
export async function receiveRecords(engine: EngineContext, request: unknown): Promise<Reception> {
  const refuse = (message: string): Reception => ({ ok: false, status: 400, message });
  if (!isJsonObject(request)) return refuse("the body must be a JSON object");
  const source = textAt(request, "source");
  const batchId = textAt(request, "batchId");
  if (source === undefined || source.length > 256) return refuse("source must be a text of 1 to 256 characters");
  if (batchId === undefined || batchId.length > 256) return refuse("batchId must be a text of 1 to 256 characters");
  const { trail, region = engine.region, records: texts } = request;
  if (trail !== undefined && typeof trail !== "string") return refuse("trail must be the name or ARN of a trail");
  if (typeof region !== "string" || region === "") return refuse("region must be the name of a region");
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === "string")) {
    return refuse("records must be a list of texts, each the JSON of one record");
  }
  if (texts.length > MAX_RECORDS) return refuse(`records may have at most ${MAX_RECORDS} elements`);

  const { records, diagnostics } = parseRecordTexts(texts);
  const rejected = diagnostics.map((diagnostic) => ({
    index: diagnostic.index ?? 0,
    problem: renderDiagnostic(diagnostic),
  }));
  const scope = { account: engine.account, region };
  try {
    const named = trail === undefined ? {} : { trailName: trail };
    const trails = await deliverRecords(engine, { scope, ...named, source, batchId, records });
    return { ok: true, value: { trails, rejected } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const status = error.code === "TrailNotFoundException" ? 404 : error.status === 409 ? 409 : 400;
    return { ok: false, status, message: error.message };
  }
}
