import { invalidParameter } from "./errors.ts";

/** SNS returns its lists in pages of this many. doc MODEL */
export const PAGE_SIZE = 100;

/** A NextToken: where the next page begins, opaque to clients. Positions are ASCII (names and ARNs). */
export function encodePageToken(position: readonly string[]): string {
  return btoa(JSON.stringify(position));
}

/**
 * The position a NextToken stands for.
 *
 * @throws AwsError InvalidParameter for a token that this engine did not make. inf: AWS's own text is not known.
 * @example
 * decodePageToken(encodePageToken(["alarms"]), 1); // ["alarms"]
 */
export function decodePageToken(token: string, length: number): readonly string[] {
  const position = parse(token);
  if (position === undefined || position.length !== length) throw invalidParameter("NextToken");
  return position;
}

function parse(token: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(atob(token));
    return Array.isArray(value) && value.every((part) => typeof part === "string") ? value : undefined;
  } catch {
    return undefined;
  }
}
