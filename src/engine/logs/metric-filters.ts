import type { DocumentKey } from "../documents.ts";

export function metricFilterKey(region: string, logGroupName: string, filterName: string): DocumentKey {
  return { region, parent: logGroupName, name: filterName };
}
