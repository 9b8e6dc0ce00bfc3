import fc from "fast-check";
import { expect, it } from "vitest";
import { accountOf } from "../../src/audit/account.ts";
import { simulatorOf } from "../../src/audit/simulate.ts";
import type { CloudTrailRecord } from "../../src/cloudtrail/record.ts";
import { inventoryOf, type RandomChain, randomChain } from "./chain.ts";
import { engineMessages } from "./engine-run.ts";

const NOON = Date.parse("2026-09-14T12:00:00Z");
const HORIZON = 3 * 60 * 60_000;
/** More of them: `CHAINS=20000 npx vitest run test/audit-differential`. */
const RUNS = Number(process.env["CHAINS"] ?? 40);

const record: CloudTrailRecord = {
  eventTime: "2026-09-14T12:00:00Z",
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  awsRegion: "us-east-1",
  userIdentity: { type: "Root" },
  eventCategory: "Management",
};
const text = JSON.stringify(record);

function simulatedMessages(chain: RandomChain): readonly string[] {
  const at = NOON + chain.event;
  const { notifications } = simulatorOf(accountOf(inventoryOf(chain, NOON)), at).fateOf({ id: "event", record, text });
  return notifications
    .filter((one) => one.at <= at + HORIZON)
    .map((one) => `${new Date(one.at).toISOString()} ${one.StateValue} ${one.alarmName}`);
}

it(
  "the simulation says of a random chain exactly which messages the engine sends, and when",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomChain, async (chain) => {
        const sent = await engineMessages(chain, NOON, text);
        expect(simulatedMessages(chain).toSorted()).toEqual(sent.toSorted());
      }),
      { numRuns: RUNS },
    );
  },
  120_000 + RUNS * 100,
);
