import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openAccount } from "../../src/collect/account.ts";
import { type Proxy, startProxy } from "./proxy.ts";

const CONFIG = `[profile audit]
region = eu-central-1
aws_access_key_id = AKIAAUDIT
aws_secret_access_key = s
[profile nowhere]
aws_access_key_id = AKIANOWHERE
aws_secret_access_key = s
`;

const identity =
  "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws-us-gov:iam::123456789012:user/a</Arn><UserId>u</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
const role =
  "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";

const { signal } = new AbortController();
let folder: string;
let proxy: Proxy;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-profile-"));
  await writeFile(join(folder, "config"), CONFIG);
  proxy = await startProxy("", ({ operation }) => ({
    contentType: "text/xml",
    body: operation === "AssumeRole" ? role : identity,
  }));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await proxy.stop();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  vi.stubEnv("AWS_CONFIG_FILE", join(folder, "config"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_PROFILE"])
    vi.stubEnv(name, undefined);
});

describe("an account", () => {
  it("is asked with the credentials of a profile, in its region", async () => {
    const opened = await openAccount({ endpointUrl: proxy.url, profile: "audit" }, signal);
    expect(opened).toMatchObject({ ok: true, account: { account: "123456789012", region: "eu-central-1" } });
    expect(proxy.calls.at(-1)).toMatchObject({ accessKeyId: "AKIAAUDIT", region: "eu-central-1" });
  });

  it("is of the partition that its caller's ARN names", async () => {
    const opened = await openAccount({ endpointUrl: proxy.url, profile: "audit" }, signal);
    expect(opened).toMatchObject({ account: { partition: "aws-us-gov" } });
  });

  it("is asked in the region that is given, and in us-east-1 when none is known", async () => {
    await openAccount({ endpointUrl: proxy.url, profile: "audit", region: "eu-west-3" }, signal);
    expect(proxy.calls.at(-1)?.region).toBe("eu-west-3");
    await openAccount({ endpointUrl: proxy.url, profile: "nowhere" }, signal);
    expect(proxy.calls.at(-1)?.region).toBe("us-east-1");
  });

  it("is entered with a role, whose ARN says whose it is", async () => {
    const before = proxy.calls.length;
    const roleArn = "arn:aws-cn:iam::222222222222:role/Reader";
    const opened = await openAccount({ endpointUrl: proxy.url, profile: "audit", roleArn }, signal);
    if (!opened.ok) throw new Error(opened.message);
    expect(opened.account).toMatchObject({ account: "222222222222", partition: "aws-cn" });
    expect(proxy.calls.slice(before).map(({ operation }) => operation)).toEqual(["AssumeRole"]);
    expect((await opened.account.settings("cn-north-1").credentials()).accessKeyId).toBe("ASIAROLE");
  });

  it("is not opened with a profile that there is not", async () => {
    const opened = await openAccount({ endpointUrl: proxy.url, profile: "missing" }, signal);
    expect(opened).toMatchObject({ ok: false, code: "CredentialsProviderError" });
  });
});
