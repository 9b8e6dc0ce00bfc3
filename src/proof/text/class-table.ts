import { compareDecimals, type Decimal } from "../../pattern/decimal.ts";
import type { Order, TextClass } from "./classes.ts";
import type { ReadOrder } from "./order-reader.ts";

/** Collects classes: of all examples offered for the same answers the shortest stays, of equals the first. */
export interface ClassTable {
  readonly offer: (found: TextClass) => void;
  readonly classes: () => readonly TextClass[];
}

export function classTable(): ClassTable {
  const table = new Map<string, TextClass>();
  return {
    offer: (found) => {
      const key = `${found.holds.join()};${found.orders.join()}`;
      const known = table.get(key);
      if (known === undefined || lengthOf(found) < lengthOf(known)) table.set(key, found);
    },
    classes: () => [...table.values()],
  };
}

function lengthOf({ example }: TextClass): number {
  return example?.length ?? Number.POSITIVE_INFINITY;
}

/** How a number stands to each decimal. */
export function ordersTo(decimals: readonly Decimal[], number: Decimal | undefined): readonly Order[] {
  return decimals.map((decimal) => {
    if (number === undefined) return "none";
    const order = compareDecimals(number, decimal);
    return order < 0 ? "less" : order > 0 ? "greater" : "equal";
  });
}

/**
 * Every way in which a number can stand to all decimals at once (on each of them, and on each side of it), as far as
 * `read` leaves it open.
 */
export function openOrders(decimals: readonly Decimal[], read: readonly ReadOrder[]): readonly (readonly Order[])[] {
  const onEach = decimals.map((decimal) => ordersTo(decimals, decimal));
  const below = onEach.map((orders) => orders.map((order): Order => (order === "equal" ? "less" : order)));
  const above = onEach.map((orders) => orders.map((order): Order => (order === "equal" ? "greater" : order)));
  return [...onEach, ...below, ...above].filter((orders) =>
    orders.every((order, index) => read[index] === "unsettled" || read[index] === order),
  );
}
