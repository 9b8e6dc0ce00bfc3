import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { isJsonObject, type JsonObject, valueAt } from "./json-value.ts";

const FOLDER = new URL("../../demo/records/", import.meta.url);

export interface ShippedRecord {
  /** The folder of its source. */
  readonly source: string;
  readonly record: JsonObject;
  readonly text: string;
}

/** The real records in `demo/records`; its README names their sources and licences. */
export function shippedRecords(): readonly ShippedRecord[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json.gz"));
  return files.sort().flatMap((path) => {
    const content: unknown = JSON.parse(gunzipSync(readFileSync(new URL(path, FOLDER))).toString("utf8"));
    const records = valueAt(content, "Records");
    if (!Array.isArray(records)) throw new TypeError(`${path} holds no records`);
    const source = path.split("/")[0] ?? "";
    return records.filter(isJsonObject).map((record) => ({ source, record, text: JSON.stringify(record) }));
  });
}
