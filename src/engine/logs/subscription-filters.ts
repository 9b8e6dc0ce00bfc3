import type { DocumentKey } from "../documents.ts";

export function subscriptionFilterKey(region: string, logGroupName: string, filterName: string): DocumentKey {
  return { region, parent: logGroupName, name: filterName };
}
