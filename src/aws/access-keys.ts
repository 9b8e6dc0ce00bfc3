import { randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";

/** A key that may sign requests. The secret is kept as it is: a signature can be verified with nothing less. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** ISO 8601 */
  readonly created: string;
}

/** The file of the data folder that holds the access keys; readable by its owner only. */
export const ACCESS_KEYS_FILE = "access-keys.json";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new key. Its id says whose it is, so that nobody takes it for one of AWS's; 240 bits make the secret. */
export function newAccessKey(now: number): AccessKey {
  const letters = [...randomBytes(14)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  return {
    accessKeyId: `TOCSIN${letters}`,
    secretAccessKey: randomBytes(30).toString("base64url"),
    created: new Date(now).toISOString(),
  };
}

export function printAccessKeys(keys: readonly AccessKey[]): string {
  return `${JSON.stringify({ version: 1, keys }, null, 2)}\n`;
}

/** The keys in a file; none when there is no file. Throws Error for a file that is not one of keys. */
export async function readAccessKeys(path: string): Promise<readonly AccessKey[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const keys = keysIn(text);
  if (keys === undefined) throw new Error(`${path} is damaged: move it away, and create new keys`);
  return keys;
}

/**
 * Finds secrets in a file of keys, and reads it again whenever it has changed: a key that is created or deleted counts
 * from the next request on.
 */
export function accessKeyFile(path: string): (accessKeyId: string) => Promise<string | undefined> {
  let secrets: ReadonlyMap<string, string> = new Map();
  let seen = "";
  return async (accessKeyId) => {
    const version = await versionOf(path);
    if (version !== seen) {
      const keys = await readAccessKeys(path);
      secrets = new Map(keys.map((key) => [key.accessKeyId, key.secretAccessKey]));
      seen = version;
    }
    return secrets.get(accessKeyId);
  };
}

/** Files are replaced, never written in place, so a new content is a new inode. */
async function versionOf(path: string): Promise<string> {
  try {
    const { ino, mtimeNs, size } = await stat(path, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch (error) {
    if (isMissing(error)) return "";
    throw error;
  }
}

function keysIn(text: string): readonly AccessKey[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const keys = typeof value === "object" && value !== null && "keys" in value ? value.keys : undefined;
  return Array.isArray(keys) && keys.every(isAccessKey) ? keys : undefined;
}

function isAccessKey(value: unknown): value is AccessKey {
  return (
    typeof value === "object" &&
    value !== null &&
    "accessKeyId" in value &&
    typeof value.accessKeyId === "string" &&
    "secretAccessKey" in value &&
    typeof value.secretAccessKey === "string" &&
    "created" in value &&
    typeof value.created === "string"
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
