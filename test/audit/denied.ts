import type { Finding, Witness } from "../../src/audit/finding.ts";
import type { Inventory } from "../../src/audit/inventory.ts";
import { openAccount } from "../../src/collect/account.ts";
import { collect } from "../../src/collect/collect.ts";
import { type Refusal, type SeenCall, startProxy } from "../collect/proxy.ts";
import { build } from "./build.ts";
import type { Chain } from "./chain.ts";
import { HOME, MORNING, REGIONS, type Rig } from "./rig.ts";
import { controlOf } from "./verify.ts";

/** Reads the account of a rig while some calls are refused, as the policy of whoever reads may have it. */
export interface Keyhole {
  readonly url: string;
  /** The inventory that comes of it, and the operations that were called for it, as `sns:GetTopicAttributes`. */
  look(isDenied?: IsDenied): Promise<{ readonly inventory: Inventory; readonly called: readonly string[] }>;
  /** Refuses calls of other readers, until the next look. */
  deny(isDenied: IsDenied): void;
  stop(): Promise<void>;
}

export type IsDenied = (call: SeenCall) => boolean;

const everythingAllowed: IsDenied = () => false;

export async function openKeyhole(rig: Rig): Promise<Keyhole> {
  let denied = everythingAllowed;
  const proxy = await startProxy(rig.url, (call) => (denied(call) ? refusal(call) : undefined));
  return {
    url: proxy.url,
    async look(isDenied = everythingAllowed) {
      denied = isDenied;
      const before = proxy.calls.length;
      const { signal } = new AbortController();
      const opened = await openAccount({ endpointUrl: proxy.url, region: HOME }, signal);
      if (!opened.ok) throw new Error(`${opened.code}: ${opened.message}`);
      const inventory = await collect({ source: opened.account, regions: REGIONS, collectedAt: rig.now(), signal });
      return { inventory, called: [...new Set(proxy.calls.slice(before).map(operationOf))].sort() };
    },
    deny(isDenied) {
      denied = isDenied;
    },
    stop: () => proxy.stop(),
  };
}

/** `sns:GetTopicAttributes` */
export function operationOf({ service, operation }: Pick<SeenCall, "service" | "operation">): string {
  return `${service}:${operation}`;
}

export function isOperation(action: string): IsDenied {
  return (call) => operationOf(call) === action;
}

/** Status and code as each service refuses who may not call it. SNS doc MODEL, the others inf from public error reports */
function refusal(call: SeenCall): Refusal {
  const message = `User: arn:aws:iam::123456789012:user/auditor is not authorized to perform: ${operationOf(call)}`;
  switch (call.service) {
    case "sns":
      return { status: 403, code: "AuthorizationError", message };
    case "cloudwatch":
    case "sts":
      return { status: 403, code: "AccessDenied", message };
    default:
      return { status: 400, code: "AccessDeniedException", message };
  }
}

/** Makes a chain, and what else there is, in an account with nothing in it. */
export async function made(rig: Rig, chain: Chain, more: () => Promise<void> = async () => {}): Promise<void> {
  await rig.reset();
  await build(rig, chain, controlOf(chain));
  await more();
  await rig.advanceTo(MORNING);
}

/** What two findings of the same have in common. */
export function judged({ verdict, brokenLink, reason, hears }: Finding): object {
  return { verdict, brokenLink, reason, hears };
}

/** The events whose outcome is another one, and not unknown. */
export function turned(before: readonly Witness[], after: readonly Witness[]): readonly string[] {
  const known = new Map(before.map(({ expected, record, outcome }) => [`${expected} ${record}`, outcome]));
  return after.flatMap(({ event, expected, record, outcome }) => {
    const was = known.get(`${expected} ${record}`);
    return outcome === "unknown" || outcome === was ? [] : [`${expected} ${event}: ${was}, ${outcome}`];
  });
}

/** The authorities that say otherwise, and not that they do not know. */
export function turnedAuthorities(before: Finding, after: Finding): readonly string[] {
  const known = new Map(before.authorities.map(({ authority, id, verdict }) => [`${authority} ${id}`, verdict]));
  return after.authorities.flatMap(({ authority, id, verdict }) => {
    const was = known.get(`${authority} ${id}`);
    return verdict === "unknown" || verdict === was ? [] : [`${authority} ${id}: ${was}, ${verdict}`];
  });
}
