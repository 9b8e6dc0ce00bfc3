import type { Inventory } from "../../audit/inventory.ts";
import type { Io } from "../io.ts";
import type { SourceOptions } from "../snapshot-source.ts";
import { UsageError } from "../usage-error.ts";
import { visibleLine } from "../visible.ts";
import { readLongText } from "./long-text.ts";

export interface InventoryOptions extends SourceOptions {
  /** A snapshot file, or `-`; the account is read unless given. */
  readonly snapshot?: string;
}

/**
 * What is judged: a snapshot, or the accounts that are read now.
 *
 * @throws UsageError when both are given, or there is nothing to read
 */
export async function readInventories(
  options: InventoryOptions,
  env: NodeJS.ProcessEnv,
  io: Io,
): Promise<readonly Inventory[]> {
  const { snapshot } = options;
  if (snapshot === undefined) {
    const { readSource } = await import("../snapshot-source.ts");
    return readSource(options, env, io);
  }
  const live = (["endpointUrl", "profile", "region", "roleArn", "organizationRole"] as const).some(
    (name) => options[name],
  );
  if (live) throw new UsageError("a snapshot is judged, or an account: give either --snapshot or where to read");
  return [await readSnapshotFile(snapshot, io)];
}

/** The inventory in a snapshot file, or on standard input. Throws UsageError with all that is wrong with it. */
async function readSnapshotFile(name: string, io: Io): Promise<Inventory> {
  const { readSnapshot } = await import("../../collect/snapshot.ts");
  const read = readSnapshot(await readLongText(name, io));
  if (read.ok) return read.inventory;
  const problems = read.problems.map(({ path, message }) =>
    visibleLine(`  ${path === "" ? "" : `${path} `}${message}`),
  );
  throw new UsageError(`${name} is not a snapshot:\n${problems.join("\n")}`);
}
