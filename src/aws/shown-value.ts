import type { Constraints } from "./constraint.ts";
import type { Structure, Type } from "./model.ts";
import { doubleText } from "./protocol/text.ts";

/** UTF-16 units of a value that a message repeats; AWS's own limit is not known, and the whole of a huge value helps nobody. */
const MAX_SHOWN = 4096;

/**
 * A value as AWS prints it in validation messages: `[a, b]` for a list, `{k=v}` for a map and
 * `MetricTransformation(metricName=M, unit=null)` for a structure (obs LS), cut off after 4096 characters.
 */
export function shownValue(type: Type, value: unknown, constraints: Constraints): string {
  let text = "";
  print(type, value);
  return text.slice(0, MAX_SHOWN);

  function print(type: Type, value: unknown): void {
    if (text.length >= MAX_SHOWN) return;
    if (value === undefined) text += "null";
    else if (type.kind === "list" && Array.isArray(value))
      printAll("[", value, "]", (item) => print(type.element, item));
    else if (type.kind === "map") printMap(type.value, Object(value));
    else if (type.kind === "structure") printStructure(type, Object(value));
    else if (type.kind === "double" && typeof value === "number") text += doubleText(value);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      text += String(value);
    else text += type.kind;
  }

  function printMap(type: Type, map: object): void {
    printAll("{", Object.entries(map), "}", ([key, value]) => {
      text += `${key}=`;
      print(type, value);
    });
  }

  function printStructure(shape: Structure, value: object): void {
    // The overlay lists members in the service's own order, where that is known.
    const names = new Set([...Object.keys(constraints[shape.name] ?? {}), ...shape.members.keys()]);
    printAll(`${shape.name}(`, [...names], ")", (name) => {
      const member = shape.members.get(name);
      text += `${name}=`;
      if (member !== undefined) print(member.type, Reflect.get(value, name));
    });
  }

  function printAll<T>(open: string, items: readonly T[], close: string, one: (item: T) => void): void {
    text += open;
    for (const [index, item] of items.entries()) {
      if (text.length >= MAX_SHOWN) return;
      if (index > 0) text += ", ";
      one(item);
    }
    text += close;
  }
}
