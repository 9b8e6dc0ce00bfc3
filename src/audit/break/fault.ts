import type { Link } from "../finding.ts";
import type { Inventory } from "../inventory.ts";

/** One thing that can go wrong with one resource of an account. */
export interface Fault {
  /** `alarm-actions-disabled us-east-1/root-usage`: what is wrong, and with what. */
  readonly id: string;
  readonly kind: string;
  readonly link: Link;
  /** One line for a person. */
  readonly title: string;
  /** The AWS operation that would bring it about, as CloudTrail names it. */
  readonly eventName: string;
  apply(inventory: Inventory): Inventory;
}

/** What of a resource can go wrong: all faults of one resource are made from a list of these. */
export interface FaultKind<T> {
  readonly kind: string;
  readonly does: string;
  readonly eventName: string;
  /** The resource with the fault; absent when it is gone. The inventory's own object when it cannot have the fault. */
  readonly change: (item: T) => T | undefined;
}

/** The faults of one item of a list of the inventory. */
export function faultsOfItem<T extends object>(
  link: Link,
  name: string,
  kinds: readonly FaultKind<T>[],
  item: T,
  list: { of(inventory: Inventory): readonly T[]; put(inventory: Inventory, items: readonly T[]): Inventory },
): readonly Fault[] {
  return kinds.flatMap(({ kind, does, eventName, change }) => {
    const changed = change(item);
    if (changed === item) return [];
    const apply = (inventory: Inventory): Inventory => {
      const items = list.of(inventory).flatMap((one) => {
        if (one !== item) return [one];
        return changed === undefined ? [] : [changed];
      });
      return list.put(inventory, items);
    };
    return [{ id: `${kind} ${name}`, kind, link, title: `${name}: ${does}`, eventName, apply }];
  });
}
