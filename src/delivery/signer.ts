import { createHash, sign as signBytes, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { newIdentity, type SigningIdentity, storedIdentity } from "./signing-identity.ts";

/** Signs what SNS signs, and shows the certificate to verify it with. */
export interface Signer {
  /** Base64 RSA signature (PKCS #1 v1.5) over the UTF-8 text: SHA-1 in version 1, SHA-256 in version 2. doc SNSDG */
  sign(stringToSign: string, version: "1" | "2"): Promise<string>;
  certificatePem(): Promise<string>;
  /** `SimpleNotificationService-<32 hexadecimal digits>.pem`, the digits taken from the certificate. */
  certificateName(): Promise<string>;
}

const signAsync = promisify(signBytes);

/**
 * A signer whose key and certificate are made, or read from `dataDir`, when first needed.
 *
 * @example
 * const signer = createSigner({});
 * await signer.sign("Message\nhello\n", "2"); // 344 base64 characters
 */
export function createSigner(options: { readonly dataDir?: string }): Signer {
  let pending: Promise<SigningIdentity> | undefined;
  const identity = (): Promise<SigningIdentity> => {
    pending ??= load(options.dataDir).catch((error: unknown) => {
      // Tried again next time: a full disk or a wrong permission may be mended while we run.
      pending = undefined;
      throw error;
    });
    return pending;
  };
  return {
    sign: async (stringToSign, version) => {
      const { privateKey } = await identity();
      const signature = await signAsync(digestName(version), Buffer.from(stringToSign, "utf8"), privateKey);
      return signature.toString("base64");
    },
    certificatePem: async () => (await identity()).certificatePem,
    certificateName: async () => certificateName((await identity()).certificatePem),
  };
}

function load(dataDir: string | undefined): Promise<SigningIdentity> {
  return dataDir === undefined ? newIdentity() : storedIdentity(dataDir);
}

function digestName(version: "1" | "2"): string {
  switch (version) {
    case "1":
      return "sha1";
    case "2":
      return "sha256";
  }
}

function certificateName(pem: string): string {
  const digest = createHash("sha256").update(new X509Certificate(pem).raw).digest("hex");
  return `SimpleNotificationService-${digest.slice(0, 32)}.pem`;
}
