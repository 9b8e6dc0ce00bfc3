import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAccount } from "../../src/collect/account.ts";
import { collectOrganization } from "../../src/collect/organization.ts";
import { createEngine, type Engine } from "../../src/engine/create.ts";
import { type Proxy, type Reaction, type SeenCall, startProxy } from "./proxy.ts";

const MANAGEMENT = "111111111111";
const MEMBER = "222222222222";
const LOCKED = "333333333333";
const CLOSED = "444444444444";
const REGION = "us-east-1";

let engines: readonly Engine[];
let proxy: Proxy;

beforeEach(async () => {
  const started = await Promise.all([MANAGEMENT, MEMBER].map(startAccount));
  engines = started.map(({ engine }) => engine);
  const urls = new Map(started.map(({ engine, url }) => [engine.account, url]));
  proxy = await startProxy(urls.get(MANAGEMENT) ?? "", (call) => react(call, urls));
});

afterEach(async () => {
  await proxy.stop();
  for (const engine of engines) await engine.close();
});

async function startAccount(account: string): Promise<{ readonly engine: Engine; readonly url: string }> {
  const engine = await createEngine({ account, region: REGION, clock: "manual", clockStart: 0 });
  const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
  await engine.request("logs", "CreateLogGroup", { logGroupName: `of-${account}` });
  return { engine, url };
}

/** Stands for Organizations, which Tocsin does not serve, and for STS's AssumeRole: its keys are named after the account. */
function react(
  { service, operation, body, accessKeyId }: SeenCall,
  urls: ReadonlyMap<string, string>,
): Reaction | undefined {
  if (service === "organizations") {
    const page = body.includes("second")
      ? {
          Accounts: [
            { Id: LOCKED, State: "ACTIVE" },
            { Id: CLOSED, Status: "SUSPENDED" },
          ],
        }
      : {
          Accounts: [
            { Id: MEMBER, Status: "ACTIVE" },
            { Id: MANAGEMENT, Status: "ACTIVE" },
          ],
          NextToken: "second",
        };
    return { contentType: "application/x-amz-json-1.1", body: JSON.stringify(page) };
  }
  if (operation === "AssumeRole") {
    const account = new URLSearchParams(body).get("RoleArn")?.split(":")[4] ?? "";
    if (account === LOCKED) return { status: 403, code: "AccessDenied", message: "no such trust" };
    return {
      contentType: "text/xml",
      body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    };
  }
  const to = urls.get(accessKeyId.replace(/^ASIA/, ""));
  return to === undefined ? undefined : { to };
}

async function collectAll() {
  const { signal } = new AbortController();
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" };
  const opened = await openAccount({ endpointUrl: proxy.url, region: REGION, credentials }, signal);
  if (!opened.ok) throw new Error(opened.message);
  return collectOrganization({
    account: opened.account,
    role: "audit/Reader",
    regions: [REGION],
    collectedAt: 0,
    signal,
  });
}

describe("the accounts of an organisation", () => {
  it("are an inventory each, sorted, without those that are closed", async () => {
    const inventories = await collectAll();
    expect(
      inventories.map(({ account, logGroups }) => [account, logGroups.map((group) => group.logGroupName)]),
    ).toEqual([
      [MANAGEMENT, [`of-${MANAGEMENT}`]],
      [MEMBER, [`of-${MEMBER}`]],
      [LOCKED, []],
    ]);
  });

  it("are entered with the role once each, and asked with its credentials", async () => {
    await collectAll();
    expect(proxy.counts()[`sts:AssumeRole ${REGION}`]).toBe(2);
    expect(proxy.counts()[`sts:GetCallerIdentity ${REGION}`]).toBe(1);
    const asked = proxy.calls.filter(({ operation }) => operation === "DescribeAlarms").map((call) => call.accessKeyId);
    expect(asked.toSorted()).toEqual(["AKIAIOSFODNN7EXAMPLE", `ASIA${MEMBER}`]);
  });

  it("are a gap where the role cannot be taken", async () => {
    const inventories = await collectAll();
    expect(inventories.map(({ gaps }) => gaps)).toEqual([
      [],
      [],
      [
        {
          service: "sts",
          operation: "AssumeRole",
          region: REGION,
          resource: `arn:aws:iam::${LOCKED}:role/audit/Reader`,
          code: "AccessDenied",
          message: "no such trust",
        },
      ],
    ]);
  });
});
