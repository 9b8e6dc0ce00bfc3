import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Inventory } from "../audit/inventory.ts";
import { inventoryJsonSchema } from "../collect/inventory-schema.ts";
import { readPolicy } from "../collect/read-call.ts";
import { writeSnapshot } from "../collect/snapshot.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { OutputOptions } from "./options.ts";
import { printAnswer, renderJson } from "./output.ts";
import { readSource, reportGaps, type SourceOptions } from "./snapshot-source.ts";
import { renderTable } from "./table.ts";
import { UsageError } from "./usage-error.ts";

export interface SnapshotOptions extends OutputOptions, SourceOptions {
  /** A file; of an organisation a folder, which gets a file for each account. */
  readonly out?: string;
  /** Print what must be allowed, and read nothing. */
  readonly printPolicy: boolean;
  /** Print the JSON schema of a snapshot, and read nothing. */
  readonly printSchema: boolean;
}

/**
 * Body of `tocsin snapshot`: reads the monitoring chain of an account and writes it as JSON. What could not be read stands
 * in the snapshot as gaps, is told on standard error, and makes the exit code 3.
 */
export async function runSnapshot(options: SnapshotOptions, env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  const { out, organizationRole } = options;
  if (options.printPolicy) return printDocument(readPolicy(organizationRole), options, io);
  if (options.printSchema) return printDocument(inventoryJsonSchema(), options, io);
  if (organizationRole !== undefined && out === undefined)
    throw new UsageError("--organization-role needs --out, a folder with a file for each account");
  const inventories = await readSource(options, env, io);
  const isWhole = !reportGaps(inventories, io);
  if (out === undefined) {
    for (const inventory of inventories)
      await printAnswer({ json: inventory, text: () => writeSnapshot(inventory) }, options, io);
  } else {
    const files = await writeFiles(inventories, out, organizationRole !== undefined);
    const json = files.map(summary);
    const text = (): string => renderTable(json, COLUMNS, options);
    await printAnswer({ json, text }, options, io);
  }
  return isWhole ? EXIT.clean : EXIT.incomplete;
}

async function printDocument(document: object, options: OutputOptions, io: Io): Promise<number> {
  await printAnswer({ json: document, text: () => renderJson(document) }, options, io);
  return EXIT.clean;
}

interface WrittenFile {
  readonly file: string;
  readonly inventory: Inventory;
}

/** Addresses of subscribers stand in a snapshot: only its owner may read it. */
const OWNER_ONLY = 0o600;

async function writeFiles(
  inventories: readonly Inventory[],
  out: string,
  isFolder: boolean,
): Promise<readonly WrittenFile[]> {
  const files = inventories.map((inventory) => ({
    file: isFolder ? join(out, `${inventory.account}.json`) : out,
    inventory,
  }));
  try {
    if (isFolder) await mkdir(out, { recursive: true });
    for (const { file, inventory } of files) await writeFile(file, writeSnapshot(inventory), { mode: OWNER_ONLY });
  } catch (cause) {
    throw new UsageError(`cannot write ${out}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return files;
}

interface Summary {
  readonly file: string;
  readonly account: string;
  readonly regions: number;
  readonly trails: number;
  readonly metricFilters: number;
  readonly alarms: number;
  readonly topics: number;
  readonly gaps: number;
}

function summary({ file, inventory }: WrittenFile): Summary {
  const { account, regions, trails, metricFilters, alarms, topics, gaps } = inventory;
  return {
    file,
    account,
    regions: regions.length,
    trails: trails.length,
    metricFilters: metricFilters.length,
    alarms: alarms.length,
    topics: topics.length,
    gaps: gaps.length,
  };
}

const COLUMNS = [
  { title: "FILE", cell: (row: Summary) => row.file },
  { title: "ACCOUNT", cell: (row: Summary) => row.account },
  { title: "REGIONS", align: "right", cell: (row: Summary) => row.regions },
  { title: "TRAILS", align: "right", cell: (row: Summary) => row.trails },
  { title: "FILTERS", align: "right", cell: (row: Summary) => row.metricFilters },
  { title: "ALARMS", align: "right", cell: (row: Summary) => row.alarms },
  { title: "TOPICS", align: "right", cell: (row: Summary) => row.topics },
  { title: "GAPS", align: "right", cell: (row: Summary) => row.gaps },
] as const;
