/** Where a page ends: the operation it belongs to, then what that operation needs to go on. */
export type PagePosition = readonly [operation: string, ...position: (string | number)[]];

/**
 * A NextToken: opaque to clients, safe in a URL.
 *
 * @example
 * decodePageToken(encodePageToken(["DescribeAlarms", "root-usage"]), "DescribeAlarms"); // ["root-usage"]
 */
export function encodePageToken(position: PagePosition): string {
  // JSON.stringify escapes lone surrogates, so the bytes always decode to the same text.
  const bytes = new TextEncoder().encode(JSON.stringify(position));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))

    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The position in a token that `encodePageToken` made for this operation; undefined for any other text. */
export function decodePageToken(token: string, operation: string): readonly (string | number)[] | undefined {
  const parsed = parse(token);
  if (!Array.isArray(parsed) || parsed[0] !== operation) return undefined;
  const position: readonly unknown[] = parsed.slice(1);
  return position.every(isPositionPart) ? position : undefined;
}

function isPositionPart(part: unknown): part is string | number {
  return typeof part === "string" || typeof part === "number";
}

function parse(token: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
