import { invalidNextToken } from "./errors.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

/** Items of one page of a list that is sorted by text keys. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/**
 * The key (its parts) behind which a page begins; undefined for the first page.
 *
 * @throws AwsError InvalidParameterException for a token that was not made by this operation.
 */
export function keyBefore(token: string | undefined, operation: string, parts: number): readonly string[] | undefined {
  if (token === undefined) return undefined;
  const position = decodePageToken(token, operation);
  if (position?.length !== parts || !position.every((part) => typeof part === "string")) throw invalidNextToken();
  return position;
}

/** Cuts a page of `limit` from what was found behind its beginning. */
export function cutPage<Item>(
  found: readonly Item[],
  limit: number,
  operation: string,
  keyOf: (item: Item) => readonly string[],
): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return last === undefined || found.length <= limit
    ? { items }
    : { items, nextToken: encodePageToken([operation, ...keyOf(last)]) };
}

/** The order of two keys of a page: by the first of their parts that differ. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [at, text] of a.entries()) {
    const other = b[at] ?? "";
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
