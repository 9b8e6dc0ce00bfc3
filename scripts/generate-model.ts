/**
 * Writes the operation tables `src/aws/model/<service>.json` from the schemas of the installed AWS SDK clients.
 *
 *   npx tsc -p tsconfig.tools.json && node build/scripts/generate-model.js [--check]
 *
 * `--check` writes nothing and exits 1 when a table differs from what the installed SDK says.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DOUBLE_MEMBERS } from "./double-members.ts";
import { readTables, type ServiceTables } from "./sdk-schema.ts";

const CLIENTS: ReadonlyMap<string, string> = new Map([
  ["logs", "@aws-sdk/client-cloudwatch-logs"],
  ["cloudwatch", "@aws-sdk/client-cloudwatch"],
  ["sns", "@aws-sdk/client-sns"],
  ["cloudtrail", "@aws-sdk/client-cloudtrail"],
  ["sts", "@aws-sdk/client-sts"],
]);

const require = createRequire(import.meta.url);
const check = process.argv.includes("--check");
let stale = 0;

for (const [service, client] of CLIENTS) {
  const exported: Record<string, unknown> = await import(client);
  const tables = readTables(service, exported);
  refuseUnknownDoubles(service, tables);
  const text = print(`${client}@${versionOf(client)}`, tables);
  const path = `src/aws/model/${service}.json`;
  if (!check) {
    writeFileSync(path, text);
  } else if (text !== readFileSync(path, "utf8")) {
    stale += 1;
    console.error(`${path} is not what ${client} says: run generate-model`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;

/** One operation, shape or error a line, sorted, so that a new SDK shows as a readable difference. */
function print(source: string, tables: ServiceTables): string {
  const section = (name: string, rows: ReadonlyMap<string, object>): string => {
    const lines = [...rows.keys()].sort().map((key) => `${JSON.stringify(key)}: ${JSON.stringify(rows.get(key))}`);
    return `"${name}": {\n${lines.join(",\n")}\n}`;
  };
  const sections = [
    section("operations", tables.operations),
    section("shapes", tables.shapes),
    section("errors", tables.errors),
  ];
  return `{\n"source": ${JSON.stringify(source)},\n${sections.join(",\n")}\n}\n`;
}

function versionOf(client: string): string {
  const { version }: { version: string } = require(`${client}/package.json`);
  return version;
}

/** A double that names no member is a slip of the pen, or a member the SDK has dropped. */
function refuseUnknownDoubles(service: string, tables: ServiceTables): void {
  for (const path of DOUBLE_MEMBERS) {
    const [owner, shape = "", member = ""] = path.split(".");
    if (owner !== service) continue;
    const members = new Set(Object.keys(tables.shapes.get(shape) ?? {}).map((name) => name.replace("!", "")));
    if (!members.has(member)) throw new Error(`no such member: ${path}`);
  }
}
