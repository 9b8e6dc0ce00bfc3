import type { Misfit } from "../../controls/schema.ts";

export type Path = Misfit["path"];
export type Tell = (path: Path, message: string) => void;
/** Reads a value, or tells what is wrong with it and gives undefined. */
export type Reader<T> = (value: unknown, path: Path, tell: Tell) => T | undefined;

const LONGEST_LINE = 2048;
const LONGEST_LIST = 100;

export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const text: Reader<string> = (value, path, tell) => {
  if (typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_LINE) return value.trim();
  tell(path, `must be a text of at most ${LONGEST_LINE} characters`);
  return undefined;
};

/** A day of the calendar. */
export const day: Reader<string> = (value, path, tell) => {
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`);
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value;
  }
  tell(path, "must be a date such as 2026-12-31");
  return undefined;
};

export const account: Reader<string> = (value, path, tell) => {
  if (typeof value === "string" && /^\d{12}$/.test(value)) return value;
  tell(path, "must be an account id: twelve digits, in quotes");
  return undefined;
};

/** A list with at least one item; as a single item may be written without its list, so may any. */
export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, path, tell) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length === 0 || list.length > LONGEST_LIST) {
      tell(path, `must hold between 1 and ${LONGEST_LIST} items`);
      return undefined;
    }
    const at = (index: number): Path => (Array.isArray(value) ? [...path, index] : path);
    const items = list.map((one, index) => item(one, at(index), tell));
    const sound = items.filter((one) => one !== undefined);
    return sound.length === items.length ? sound : undefined;
  };
}
