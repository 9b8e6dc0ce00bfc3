import type { Inventory } from "../audit/inventory.ts";
import type { Account } from "./account.ts";
import { openOrganizations } from "./aws/organizations.ts";
import { type CollectOptions, collect } from "./collect.ts";
import { gap } from "./gap.ts";
import { limitOf } from "./limit.ts";
import { createReader } from "./reader.ts";
import { regionsOf } from "./region.ts";

export interface CollectOrganizationOptions extends Omit<CollectOptions, "source"> {
  /** The management account, or one that may list the organisation's accounts. */
  readonly account: Account;
  /** Name of the role that every other account has for being read. */
  readonly role: string;
}

/** Each has its own limits on requests; more at a time than this is hard on the machine. */
const ACCOUNTS_AT_A_TIME = 4;

/**
 * Reads all active accounts of an organisation, one inventory for each, sorted by account. One that cannot be entered is an
 * inventory of nothing but a gap.
 */
export async function collectOrganization(options: CollectOrganizationOptions): Promise<readonly Inventory[]> {
  const { account: own, signal, onProgress = () => undefined } = options;
  const reader = createReader((done) => onProgress({ kind: "calls", account: own.account, done }), signal);
  const organizations = await openOrganizations(own.settings(own.region), signal);
  const call = { action: "organizations:ListAccounts", region: own.region } as const;
  const listed = await reader.list(call, (token) => organizations.accounts(token));
  const limit = limitOf(ACCOUNTS_AT_A_TIME);
  const accounts = [...new Set([own.account, ...listed])].toSorted();
  const inventories = await Promise.all(
    accounts.map((account) =>
      limit(() => (account === own.account ? collect({ ...options, source: own }) : collectOther(account, options))),
    ),
  );
  // Which accounts there are besides is not known to any of them; it is told with the one that was asked.
  return inventories.map((inventory) =>
    inventory.account === own.account ? { ...inventory, gaps: [...inventory.gaps, ...reader.gaps()] } : inventory,
  );
}

async function collectOther(account: string, options: CollectOrganizationOptions): Promise<Inventory> {
  const { account: own, role, collectedAt } = options;
  const resource = `arn:${own.partition}:iam::${account}:role/${role}`;
  const opened = await own.withRole(resource);
  if (opened.ok) return collect({ ...options, source: opened.account });
  return {
    formatVersion: 1,
    account,
    collectedAt,
    regions: options.regions ?? regionsOf(own.partition),
    trails: [],
    logGroups: [],
    metricFilters: [],
    alarms: [],
    muteRules: [],
    topics: [],
    subscriptions: [],
    keys: [],
    gaps: [gap({ action: "sts:AssumeRole", region: own.region, resource }, opened.code, opened.message)],
  };
}
