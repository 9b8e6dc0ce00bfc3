import { createVerify, X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createSigner } from "./signer.ts";

const directories: string[] = [];

async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "tocsin-signer-"));
  directories.push(directory);
  return directory;
}

afterAll(async () => {
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true })));
});

describe("a signer in memory", () => {
  const signer = createSigner({});

  it.each([
    ["1", "RSA-SHA1"],
    ["2", "RSA-SHA256"],
  ] as const)("signs version %s with %s", async (version, algorithm) => {
    const signature = await signer.sign("Message\nhällo\n", version);
    const verify = createVerify(algorithm).update("Message\nhällo\n", "utf8");
    expect(verify.verify(await signer.certificatePem(), signature, "base64")).toBe(true);
  });

  it("has a certificate that Node reads, signed by its own key, named as AWS's and valid from 2000 to 2049", async () => {
    const certificate = new X509Certificate(await signer.certificatePem());
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe("CN=sns.amazonaws.com");
    expect(certificate.checkHost("sns.amazonaws.com")).toBe("sns.amazonaws.com");
    expect(certificate.ca).toBe(false);
    expect([certificate.validFrom, certificate.validTo]).toEqual([
      "Jan  1 00:00:00 2000 GMT",
      "Dec 31 23:59:59 2049 GMT",
    ]);
  });

  it("names its certificate as SNS does", async () => {
    expect(await signer.certificateName()).toMatch(/^SimpleNotificationService-[0-9a-f]{32}\.pem$/);
  });
});

describe("a signer with a directory", () => {
  it("makes nothing before it is needed", async () => {
    const dataDir = await freshDirectory();
    createSigner({ dataDir });
    expect(await readdir(dataDir)).toEqual([]);
  });

  it("keeps its key to itself and leaves no temporary file", async () => {
    const dataDir = await freshDirectory();
    await createSigner({ dataDir }).certificateName();
    expect((await readdir(dataDir)).toSorted()).toEqual(["sns-signing.crt", "sns-signing.key"]);
    expect((await stat(join(dataDir, "sns-signing.key"))).mode & 0o777).toBe(0o600);
  });

  it("is the same after a restart", async () => {
    const dataDir = await freshDirectory();
    const first = createSigner({ dataDir });
    const second = createSigner({ dataDir });
    const signatures = [await first.sign("x", "2"), await second.sign("x", "2")];
    expect(signatures[0]).toBe(signatures[1]);
    expect(await first.certificateName()).toBe(await second.certificateName());
  });

  it("agrees with others that start at the same moment", async () => {
    const dataDir = await freshDirectory();
    const names = await Promise.all([1, 2, 3].map(() => createSigner({ dataDir }).certificateName()));
    expect(new Set(names).size).toBe(1);
  });

  it("replaces a certificate that belongs to another key", async () => {
    const dataDir = await freshDirectory();
    const name = await createSigner({ dataDir }).certificateName();
    await writeFile(join(dataDir, "sns-signing.crt"), await createSigner({}).certificatePem());
    expect(await createSigner({ dataDir }).certificateName()).toBe(name);
    await writeFile(join(dataDir, "sns-signing.crt"), "no certificate");
    expect(await createSigner({ dataDir }).certificateName()).toBe(name);
  });

  it("says which file is damaged, and works once it is mended", async () => {
    const dataDir = await freshDirectory();
    const path = join(dataDir, "sns-signing.key");
    await writeFile(path, "no key");
    const signer = createSigner({ dataDir });
    await expect(signer.sign("x", "1")).rejects.toThrow(`${path} is damaged`);
    await rm(path);
    expect(await signer.sign("x", "1")).not.toBe("");
    expect(await readFile(path, "utf8")).toContain("BEGIN PRIVATE KEY");
  });

  it("refuses a key that is not RSA", async () => {
    const dataDir = await freshDirectory();
    const ed25519 = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
    const pem = `-----BEGIN PRIVATE KEY-----\n${ed25519}\n-----END PRIVATE KEY-----\n`;
    await writeFile(join(dataDir, "sns-signing.key"), pem);
    await expect(createSigner({ dataDir }).sign("x", "1")).rejects.toThrow("is no RSA key");
  });
});
