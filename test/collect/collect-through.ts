import type { Inventory } from "../../src/audit/inventory.ts";
import { openAccount } from "../../src/collect/account.ts";
import { collect, type Progress } from "../../src/collect/collect.ts";
import { HOME, NOW } from "./chain.ts";
import { type Proxy, type Reaction, type SeenCall, startProxy } from "./proxy.ts";

export const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" };

export interface Outcome {
  readonly inventory: Inventory;
  readonly proxy: Proxy;
  readonly notEnabled: readonly string[];
}

/** Collects through a proxy that answers some calls itself. */
export async function collectThrough(
  url: string,
  react: (call: SeenCall) => Reaction | undefined = () => undefined,
  regions?: readonly string[],
): Promise<Outcome> {
  const proxy = await startProxy(url, react);
  const { signal } = new AbortController();
  const notEnabled: string[] = [];
  const onProgress = (progress: Progress): void => {
    if (progress.kind === "region-not-enabled") notEnabled.push(progress.region);
  };
  try {
    const opened = await openAccount({ endpointUrl: proxy.url, region: HOME, credentials }, signal);
    if (!opened.ok) throw new Error(opened.message);
    const asked = regions === undefined ? {} : { regions };
    const inventory = await collect({ source: opened.account, collectedAt: NOW, onProgress, signal, ...asked });
    return { inventory, proxy, notEnabled };
  } finally {
    await proxy.stop();
  }
}
