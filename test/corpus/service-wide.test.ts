import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlIds } from "../../src/cli/controls/library.ts";
import { openSession, type Session } from "../docs/session.ts";
import { startQueues as startMoto } from "../e2e/sns/queues.ts";
import { CLI } from "../support/server.ts";
import { joined, readPageBlocks } from "./page-blocks.ts";

const missing = [
  ["aws", "--version"],
  ["moto_server", "--help"],
].flatMap(([program = "", option = ""]) => (spawnSync(program, [option]).status === 0 ? [] : [program]));
if (missing.length > 0)
  process.stdout.write(`skipped: the service-wide commands of the pages need ${missing.join(" and ")} on the PATH\n`);

/** By their text: equal texts are executed once. */
const pagesByScript = new Map<string, string[]>();
for (const id of controlIds()) {
  const { script } = joined(readPageBlocks(id)["Service-wide"]);
  pagesByScript.set(script, [...(pagesByScript.get(script) ?? []), id]);
}

// AWS Config and Organizations are not Tocsin's services: moto stands in for them.
describe.skipIf(missing.length > 0)("the service-wide commands of the pages, given to moto", () => {
  let moto: Awaited<ReturnType<typeof startMoto>>;
  let session: Session;
  beforeAll(async () => {
    moto = await startMoto();
    session = await openSession(pathToFileURL(CLI), []);
    const client = `AWS_ENDPOINT_URL=${moto.url} AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any`;
    await session.run(joined([], [`export ${client} AWS_DEFAULT_REGION=us-east-1`]));
    await session.run(joined([], ["aws organizations create-organization --feature-set ALL"]));
  });
  afterAll(async () => {
    await session.close();
    moto.stop();
  });

  it.each([...pagesByScript.values()].map((ids) => [ids.length, ids[0] ?? ""] as const))(
    "on %i pages, such as %s: they deploy a conformance pack and a policy that protects the chain",
    async (_, id) => {
      const told = ["PACK_NAME=monitoring", "TEMPLATE_S3_URI=s3://templates/monitoring.yaml"];
      const done = await session.run(joined(readPageBlocks(id)["Service-wide"], told));
      expect(done).toMatchObject({ exitCode: 0, output: expect.stringContaining("OrganizationConformancePackArn") });
      const show =
        "aws organizations list-policies --filter SERVICE_CONTROL_POLICY --query 'Policies[].[Id,Name]' --output text";
      const policy = `$(${show} | grep protect-monitoring | cut -f 1)`;
      const content = `aws organizations describe-policy --policy-id "${policy}" --query Policy.Content --output text`;
      const kept = await session.run(joined([], [content]));
      expect(kept).toEqual({ exitCode: 0, output: kept.output });
      expect(JSON.parse(kept.output)).toMatchObject({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: expect.arrayContaining(["logs:PutMetricFilter", "sns:Unsubscribe"]) }],
      });
    },
    60_000,
  );
});
