import { createHash, createPublicKey, type KeyObject, webcrypto } from "node:crypto";

/** Stock validators compare this name; AWS's own certificate carries it. doc SNSDG */
const commonName = "sns.amazonaws.com";
const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/**
 * A self-signed X.509 v3 certificate for an RSA key, as PEM. The same key always gives the same certificate: serial
 * number and dates come from no clock and no dice, so two processes that share a key can never disagree about it.
 *
 * @example
 * await selfSignedCertificate(privateKey); // "-----BEGIN CERTIFICATE-----\n..."
 */
export async function selfSignedCertificate(privateKey: KeyObject): Promise<string> {
  // The X.509 library asks for this polyfill to be loaded before it. Both are loaded only when a certificate is made.
  await import("reflect-metadata");
  const {
    BasicConstraintsExtension,
    KeyUsageFlags,
    KeyUsagesExtension,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
  } = await import("@peculiar/x509");
  const publicKey = createPublicKey(privateKey);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialOf(publicKey),
      name: `CN=${commonName}`,
      // Wide enough for every clock, the manual ones of tests too.
      notBefore: new Date("2000-01-01T00:00:00Z"),
      notAfter: new Date("2049-12-31T23:59:59Z"),
      signingAlgorithm: algorithm,
      keys: {
        privateKey: await importKey("pkcs8", privateKey, "sign"),
        publicKey: await importKey("spki", publicKey, "verify"),
      },
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new SubjectAlternativeNameExtension([{ type: "dns", value: commonName }]),
      ],
    },
    webcrypto,
  );
  return `${certificate.toString("pem").trim()}\n`;
}

/** Sixteen bytes of the key's digest, positive as RFC 5280 wants it (4.1.2.2). */
function serialOf(publicKey: KeyObject): string {
  const digest = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
  return `01${digest.slice(0, 30)}`;
}

function importKey(format: "pkcs8" | "spki", key: KeyObject, usage: "sign" | "verify"): Promise<webcrypto.CryptoKey> {
  const der = key.export({ type: format, format: "der" } as { type: "pkcs8"; format: "der" });
  return webcrypto.subtle.importKey(format, der, algorithm, true, [usage]);
}
