import type { Decimal } from "../../pattern/decimal.ts";
import type { Reader } from "./automaton.ts";
import type { Order } from "./classes.ts";

/** How a text stands to a decimal; `unsettled` where no automaton of sensible size can tell. */
export type ReadOrder = Order | "unsettled";

export function isReadOrder(verdict: unknown): verdict is ReadOrder {
  return ["less", "equal", "greater", "none", "unsettled"].some((order) => order === verdict);
}

/** Whole digits, or zeros behind the point, past which nothing is counted any more. */
const MAX_COUNTED = 320;

type Phase = "start" | "signed" | "whole" | "fraction" | "exponent" | "exponent-sign" | "exponent-digits" | "none";

/** What has been read so far, as far as it matters. */
interface Progress {
  readonly phase: Phase;
  readonly negative: boolean;
  /** A digit of the mantissa was read. */
  readonly digits: boolean;
  /** A digit above 0 was. */
  readonly significant: boolean;
  /** The power of ten of the first significant digit, as in {@link Decimal}. */
  readonly size: number;
  /** How many significant digits are the decimal's own; of no matter once `sooner` is not 0. */
  readonly place: number;
  /** Order of the first significant digit that differs. */
  readonly sooner: number;
  readonly down: boolean;
  readonly length: number;
  /** Order of the digits of the exponent against those of the exponent that would make the sizes equal. */
  readonly scale: number;
}

const START: Progress = {
  phase: "start",
  negative: false,
  digits: false,
  significant: false,
  size: 0,
  place: 0,
  sooner: 0,
  down: false,
  length: 0,
  scale: 0,
};
const NOT_A_NUMBER: Progress = { ...START, phase: "none" };

/**
 * Compares the number that a text spells with a decimal; `none` where it spells none. Of an exponent it takes for
 * granted that it stands behind one whole digit and begins with no zero, as Java writes them.
 */
export function orderReader(decimal: Decimal): Reader<ReadOrder> {
  const known = new Map<string, number>();
  const all: Progress[] = [];
  const idOf = (progress: Progress): number => {
    const key = Object.values(progress).join();
    const id = known.get(key) ?? all.push(progress) - 1;
    known.set(key, id);
    return id;
  };
  return {
    distinctions: { points: Array.from("0123456789.+-eE", (char) => char.charCodeAt(0)), sets: [] },
    start: idOf(START),
    step: (state, codePoint) => {
      const next = advance(all[state] ?? NOT_A_NUMBER, String.fromCodePoint(codePoint), decimal);
      return idOf(withoutNeedless(next, decimal));
    },
    verdict: (state) => orderOf(all[state] ?? NOT_A_NUMBER, decimal),
    cost: () => all.length,
  };
}

function advance(from: Progress, char: string, decimal: Decimal): Progress {
  if (char >= "0" && char <= "9") return readDigit(from, char, decimal);
  switch (char) {
    case "+":
    case "-":
      if (from.phase === "start") return { ...from, phase: "signed", negative: char === "-" };
      return from.phase === "exponent" ? { ...from, phase: "exponent-sign", down: char === "-" } : NOT_A_NUMBER;
    case ".":
      return from.phase === "start" || from.phase === "signed" || from.phase === "whole"
        ? { ...from, phase: "fraction" }
        : NOT_A_NUMBER;
    case "e":
    case "E":
      return from.digits && (from.phase === "whole" || from.phase === "fraction")
        ? { ...from, phase: "exponent" }
        : NOT_A_NUMBER;
    default:
      return NOT_A_NUMBER;
  }
}

function readDigit(from: Progress, digit: string, decimal: Decimal): Progress {
  switch (from.phase) {
    case "none":
      return from;
    case "exponent":
    case "exponent-sign":
    case "exponent-digits": {
      const wanted = scaleDigits(from, decimal).charAt(from.length);
      const scale = from.scale === 0 && wanted !== "" ? compare(digit, wanted) : from.scale;
      return { ...from, phase: "exponent-digits", length: Math.min(from.length + 1, 4), scale };
    }
    case "start":
    case "signed":
    case "whole":
    case "fraction": {
      const inFraction = from.phase === "fraction";
      const significant = from.significant || digit !== "0";
      const grows = !inFraction && significant ? 1 : inFraction && !significant ? -1 : 0;
      const wanted = decimal.digits.charAt(from.place);
      const differs = significant && from.sooner === 0 ? compare(digit, wanted === "" ? "0" : wanted) : from.sooner;
      return {
        ...from,
        phase: inFraction ? "fraction" : "whole",
        digits: true,
        significant,
        size: clamp(from.size + grows, decimal),
        place: significant && differs === 0 ? Math.min(from.place + 1, decimal.digits.length) : 0,
        sooner: differs,
      };
    }
  }
}

/** One past what decides is as good as any further; one whole digit is always told from two. */
function clamp(size: number, { exponent }: Decimal): number {
  const most = Math.min(Math.max(exponent, 1), MAX_COUNTED) + 1;
  const least = Math.max(Math.min(exponent, 0), -MAX_COUNTED) - 1;
  return Math.max(least, Math.min(most, size));
}

/** The digits of the exponent that would make the sizes equal. */
function scaleDigits({ size }: Progress, { exponent }: Decimal): string {
  return String(Math.abs(exponent - size));
}

/** Progress that can only end alike is made alike, which keeps the automaton small. */
function withoutNeedless(progress: Progress, decimal: Decimal): Progress {
  const { phase, negative, digits, significant } = progress;
  if (phase === "none") return NOT_A_NUMBER;
  // Signs decide: how large it is does not matter.
  if (significant && (decimal.digits === "" || negative !== decimal.negative)) {
    return { ...START, phase, negative, digits, significant };
  }
  const mayScale = progress.size === 1;
  const sizes = progress.size - decimal.exponent;
  if (
    phase === "fraction" &&
    significant &&
    sizes !== 0 &&
    !mayScale &&
    !isPastCounting(progress.size, decimal.exponent)
  ) {
    return { ...progress, size: clamp(sizes * Number.MAX_VALUE, decimal), place: 0, sooner: 1 };
  }
  return progress;
}

function orderOf(progress: Progress, decimal: Decimal): ReadOrder {
  const { phase, digits, significant, negative } = progress;
  if (!digits && phase !== "exponent-digits") return "none";
  if (phase === "exponent" || phase === "exponent-sign" || phase === "none") return "none";
  const signs = signOf(significant, negative) - signOf(decimal.digits !== "", decimal.negative);
  if (signs !== 0 || !significant) return named(signs);
  if (phase !== "exponent-digits" && isPastCounting(progress.size, decimal.exponent)) return "unsettled";
  const sizes = phase === "exponent-digits" ? scaledSize(progress, decimal) : progress.size - decimal.exponent;
  const rest = progress.sooner === 0 && progress.place < decimal.digits.length ? -1 : progress.sooner;
  const magnitude = sizes === 0 ? rest : sizes;
  return named(negative ? -magnitude : magnitude);
}

function isPastCounting(size: number, exponent: number): boolean {
  return (size > MAX_COUNTED && exponent > MAX_COUNTED) || (size < -MAX_COUNTED && exponent < -MAX_COUNTED);
}

/** Above 0 where the exponent that was read is above the one that would make the sizes equal. */
function scaledSize(progress: Progress, decimal: Decimal): number {
  const wanted = decimal.exponent - progress.size;
  if (progress.down !== wanted < 0) return progress.down ? -1 : 1;
  const lengths = progress.length - scaleDigits(progress, decimal).length;
  const sizes = lengths === 0 ? progress.scale : lengths;
  return progress.down ? -sizes : sizes;
}

function signOf(significant: boolean, negative: boolean): number {
  return significant ? (negative ? -1 : 1) : 0;
}

function named(order: number): Order {
  return order < 0 ? "less" : order > 0 ? "greater" : "equal";
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
