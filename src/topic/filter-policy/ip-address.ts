import type { CidrBlock } from "./pattern.ts";

/** An IP address as a number, with the length of its family. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/**
 * Reads an IPv4 or IPv6 address; undefined when the text is none.
 *
 * @example
 * parseIpAddress("10.0.0.1"); // { bits: 32, value: 167772161n }
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (text.length > 45) return undefined;
  const value = text.includes(":") ? parseV6(text) : parseV4(text);
  if (value === undefined) return undefined;
  return { bits: text.includes(":") ? 128 : 32, value };
}

/** Reads `address/length`; undefined when the text is no block. */
export function parseCidr(text: string): CidrBlock | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  const base = parseIpAddress(address);
  if (base === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > base.bits)
    return undefined;
  const size = 1n << BigInt(base.bits - Number(length));
  const first = base.value - (base.value % size);
  return { bits: base.bits, first, last: first + size - 1n };
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groups);
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? join(head) : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return join([...head, ...Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail]);
}

/** The 16-bit groups of one side of `::`; a dotted IPv4 tail counts as two. */
function groups(text: string): readonly bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const read: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes(".") ? parseV4(part) : undefined;
    if (v4 !== undefined) read.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) read.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return read;
}

function join(parts: readonly bigint[]): bigint | undefined {
  return parts.length === 8 ? parts.reduce((sum, part) => (sum << 16n) | part, 0n) : undefined;
}
