import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ACCESS_KEYS_FILE, type AccessKey, newAccessKey, printAccessKeys, readAccessKeys } from "../aws/access-keys.ts";
import { writeDurably } from "../delivery/durable-file.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { KeysDeleteOptions, KeysOptions } from "./options.ts";
import { printAnswer } from "./output.ts";
import { renderTable } from "./table.ts";
import { UsageError } from "./usage-error.ts";

const OWNER_ONLY = 0o600;

/** `tocsin keys create`: makes a key, and shows its secret for the only time. */
export async function runKeysCreate(options: KeysOptions, io: Io): Promise<number> {
  const keys = await readKeys(options);
  const key = newAccessKey(Date.now());
  // The folder of an engine that has not run yet, as the engine would make it.
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  await writeKeys(options, [...keys, key]);
  const text = () => `AWS_ACCESS_KEY_ID=${key.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${key.secretAccessKey}\n`;
  await printAnswer({ json: key, text }, options, io);
  return EXIT.clean;
}

/** `tocsin keys list`: the keys, oldest first, without their secrets. */
export async function runKeysList(options: KeysOptions, io: Io): Promise<number> {
  const keys = (await readKeys(options)).map(({ accessKeyId, created }) => ({ accessKeyId, created }));
  if (keys.length === 0) io.stderr(`No access key in ${options.data}\n`);
  const columns = [
    { title: "ACCESS KEY ID", cell: (key: (typeof keys)[number]) => key.accessKeyId },
    { title: "CREATED", cell: (key: (typeof keys)[number]) => key.created },
  ];
  await printAnswer({ json: keys, text: () => renderTable(keys, columns, options) }, options, io);
  return EXIT.clean;
}

/** `tocsin keys delete`: forgets a key. */
export async function runKeysDelete(options: KeysDeleteOptions, io: Io): Promise<number> {
  const { accessKeyId } = options;
  const keys = await readKeys(options);
  const left = keys.filter((key) => key.accessKeyId !== accessKeyId);
  if (left.length === keys.length)
    throw new UsageError(
      `there is no access key ${JSON.stringify(accessKeyId)} in ${options.data}`,
      "`tocsin keys list` shows which there are; --data names another data folder.",
    );
  await writeKeys(options, left);
  await printAnswer({ json: { accessKeyId }, text: () => `deleted ${accessKeyId}\n` }, options, io);
  return EXIT.clean;
}

async function readKeys({ data }: KeysOptions): Promise<readonly AccessKey[]> {
  return readAccessKeys(join(data, ACCESS_KEYS_FILE)).catch((cause: unknown) => {
    throw new UsageError(`the access keys cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
}

/** A running engine reads the new file with its next request; it never sees half of one. */
function writeKeys({ data }: KeysOptions, keys: readonly AccessKey[]): Promise<void> {
  return writeDurably(join(data, ACCESS_KEYS_FILE), printAccessKeys(keys), OWNER_ONLY);
}
