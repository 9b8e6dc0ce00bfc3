const prefix = "2336412f37";
const length = 256;

/** How many random hexadecimal digits a token needs. */
export const tokenRandomDigits = length - prefix.length;

/**
 * The token of a confirmation message from `tokenRandomDigits` random hexadecimal digits. obs STACKD http_delivery: 256
 * lower-case digits, every one recorded begins alike.
 */
export function subscriptionToken(randomHex: string): string {
  if (!isHex(randomHex, tokenRandomDigits)) throw new Error(`a token needs ${tokenRandomDigits} hexadecimal digits`);
  return prefix + randomHex;
}

/** Whether a text can be a token at all; one that cannot is refused as malformed, not looked up. */
export function isTokenShaped(text: string): boolean {
  return text.startsWith(prefix) && isHex(text, length);
}

/** Whether a text could at least be read as bytes: SNS refuses one that could not in other words. */
export function isHexadecimal(text: string): boolean {
  return /^[0-9a-f]+$/i.test(text);
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[0-9a-f]*$/.test(text);
}
