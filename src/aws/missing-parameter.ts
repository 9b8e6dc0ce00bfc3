import type { Structure, Type } from "./model.ts";

/**
 * The first required member that an input lacks, named as the query protocol spells it, list elements from 1.
 *
 * @example
 * missingParameter(serviceModel("cloudwatch").operations.get("PutMetricData").input, { Namespace: "n", MetricData: [{}] });
 * // "MetricData.member.1.MetricName"
 */
export function missingParameter(shape: Structure, input: object): string | undefined {
  const values: Readonly<Record<string, unknown>> = Object(input);
  for (const [name, { required, type }] of shape.members) {
    const value = values[name];
    if (value === undefined) {
      if (required) return name;
      continue;
    }
    const inside = missingInside(type, value);
    if (inside !== undefined) return `${name}.${inside}`;
  }
  return undefined;
}

function missingInside(type: Type, value: unknown): string | undefined {
  if (type.kind === "structure") return missingParameter(type, Object(value));
  if (type.kind !== "list" || type.element.kind !== "structure" || !Array.isArray(value)) return undefined;
  for (const [index, element] of value.entries()) {
    const inside = missingParameter(type.element, Object(element));
    if (inside !== undefined) return `member.${index + 1}.${inside}`;
  }
  return undefined;
}
