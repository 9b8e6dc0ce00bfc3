import type { EngineContext } from "./context.ts";
import { clockKey } from "./documents.ts";
import type { Transaction } from "./ports.ts";

/**
 * Keeps the time of a manual clock in the transaction that has just made something happen: it must not stand earlier after a
 * restart than what it brought about. A system clock needs no keeping.
 */
export async function keepClock(engine: Pick<EngineContext, "clock">, tx: Transaction): Promise<void> {
  if (engine.clock.kind === "manual") await tx.putDocument("setting", clockKey, { value: engine.clock.now() });
}
