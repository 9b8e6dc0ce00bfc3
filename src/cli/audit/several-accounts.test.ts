import { describe, expect, it } from "vitest";
import { applyExceptions } from "../../audit/exceptions/apply.ts";
import { entryOf } from "../../audit/exceptions/exceptions.testing.ts";
import { findingOf } from "../../audit/finding.testing.ts";
import type { Finding } from "../../audit/finding.ts";
import { exceptionsOverAll, inOrderOfExposure } from "./several-accounts.ts";

const SUMMER = Date.parse("2026-07-01T00:00:00Z");

describe("an audit of several accounts", () => {
  it("tells the most exposed first, then the worst, whichever account it is of", () => {
    const accounts: readonly (readonly [account: string, finding: Finding])[] = [
      ["111111111111", findingOf({ verdict: "silent" })],
      ["111111111111", findingOf({ verdict: "rings", exposure: 2 })],
      ["222222222222", findingOf({ verdict: "noisy" })],
      ["222222222222", findingOf({ verdict: "silent", exposure: 2 })],
    ];
    const findings = accounts.flatMap(([account, finding]) => applyExceptions(account, [finding], [], SUMMER).findings);
    expect(inOrderOfExposure(findings).map(({ account, verdict }) => `${account} ${verdict}`)).toEqual([
      "222222222222 silent",
      "111111111111 rings",
      "111111111111 silent",
      "222222222222 noisy",
    ]);
  });

  it("tells of each exception what it covers in all of them", () => {
    const entries = [entryOf(), entryOf({ id: "EX-2", scope: { accounts: ["333333333333"] } })];
    const applied = ["111111111111", "222222222222"].map(
      (account) => applyExceptions(account, [findingOf({})], entries, SUMMER).exceptions,
    );
    expect(exceptionsOverAll(applied).map(({ covers }) => covers)).toEqual([
      ["111111111111 root", "222222222222 root"],
      [],
    ]);
  });
});
