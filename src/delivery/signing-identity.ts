import { createPrivateKey, generateKeyPair, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { selfSignedCertificate } from "./certificate.ts";
import { createDurably, isErrorCode, writeDurably } from "./durable-file.ts";

/** The key that signs messages and the certificate that verifies them. */
export interface SigningIdentity {
  readonly privateKey: KeyObject;
  readonly certificatePem: string;
}

const keyFile = "sns-signing.key";
const certificateFile = "sns-signing.crt";

/** A fresh identity that lives as long as the process. The key is made off the event loop. */
export async function newIdentity(): Promise<SigningIdentity> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { privateKey, certificatePem: await selfSignedCertificate(privateKey) };
}

/**
 * The identity kept in a directory, made at first use: `sns-signing.key` (PKCS #8, mode 0600) and `sns-signing.crt`.
 * Throws when the key file is there but is no RSA key.
 */
export async function storedIdentity(dataDir: string): Promise<SigningIdentity> {
  const privateKey = (await readKey(dataDir)) ?? (await createKey(dataDir));
  return { privateKey, certificatePem: await storedCertificate(dataDir, privateKey) };
}

async function readKey(dataDir: string): Promise<KeyObject | undefined> {
  const path = join(dataDir, keyFile);
  const pem = await readIfPresent(path);
  if (pem === undefined) return undefined;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "rsa") return key;
  } catch (cause) {
    throw new Error(`${path} is damaged: move it away to get a new one`, { cause });
  }
  throw new Error(`${path} is no RSA key: move it away to get a new one`);
}

/** INVARIANT: of several processes that start at once in one directory, one key wins and all use it. */
async function createKey(dataDir: string): Promise<KeyObject> {
  const { privateKey } = await newIdentity();
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  const won = await createDurably(join(dataDir, keyFile), pem, 0o600);
  return won ? privateKey : ((await readKey(dataDir)) ?? createKey(dataDir));
}

/** The certificate on disk when it belongs to the key, else the key's own, written again. */
async function storedCertificate(dataDir: string, privateKey: KeyObject): Promise<string> {
  const path = join(dataDir, certificateFile);
  const stored = await readIfPresent(path);
  if (stored !== undefined && belongs(stored, privateKey)) return stored;
  const pem = await selfSignedCertificate(privateKey);
  await writeDurably(path, pem);
  return pem;
}

function belongs(pem: string, privateKey: KeyObject): boolean {
  try {
    return new X509Certificate(pem).checkPrivateKey(privateKey);
  } catch {
    return false;
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
