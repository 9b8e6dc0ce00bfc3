import type { Dimension } from "../../metric/dimension.ts";

/** A dimension as the API of CloudWatch spells it. */
export interface AwsDimension {
  readonly Name: string;
  readonly Value: string;
}

export function toDimensions(dimensions: readonly AwsDimension[] = []): readonly Dimension[] {
  return dimensions.map(({ Name, Value }) => ({ name: Name, value: Value }));
}

export function fromDimensions(dimensions: readonly Dimension[]): readonly AwsDimension[] {
  return dimensions.map(({ name, value }) => ({ Name: name, Value: value }));
}
