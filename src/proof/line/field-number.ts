import type { Decimal } from "../../pattern/decimal.ts";
import type { CharacterSet } from "../../pattern/regex/ast.ts";
import { DEAD, FIRST_OPEN_STATE, type Reader } from "../text/automaton.ts";
import { codePointsOf } from "../text/glob-automaton.ts";
import { beginExponent, type Exponent, exponentialOrders, readExponent, wantedDigits } from "./exponent.ts";
import { digitOrders, emptyMantissa, type Mantissa, readMantissa } from "./mantissa.ts";
import { NO_NUMBER, type Position, positionAmong, positionsOfSign, signOf } from "./number-position.ts";

/** Places of ten that are counted beyond those of the constants. */
const COUNTED_BEYOND = 2;
/** Constants with more places than this are met by numbers in exponential form only. */
const MOST_COUNTED = 24;

type State = Mantissa | Exponent;

/**
 * Reads a field for its number. Numbers with an exponent are no regular language, so a text that is spelled far from the
 * ordinary has several positions that it may have.
 *
 * @param constants in ascending order, all different
 * @returns a reader whose verdict are the possible positions, to be taken apart by {@link positionsIn}
 */
export function fieldNumberReader(constants: readonly Decimal[]): Reader<string> {
  const counted = Math.max(0, ...constants.map(({ exponent }) => Math.abs(exponent)));
  const mostPlaces = Math.min(counted, MOST_COUNTED) + COUNTED_BEYOND;
  const states: (State | undefined)[] = Array.from({ length: FIRST_OPEN_STATE }, () => undefined);
  const known = new Map<string, number>();
  const idOf = (state: State): number => {
    const key = keyOf(state);
    const id = known.get(key) ?? states.push(state) - 1;
    known.set(key, id);
    return id;
  };
  return {
    distinctions: { points: codePointsOf("+-."), sets: [EXPONENT_MARKS, ...digitSets(constants)] },
    start: idOf(emptyMantissa(constants)),
    step: (id, codePoint) => {
      const state = states[id];
      const next = state && read(state, String.fromCodePoint(codePoint), constants, mostPlaces);
      return next === undefined ? DEAD : idOf(next);
    },
    verdict: (id) => {
      const state = states[id];
      return (state === undefined ? [NO_NUMBER] : positionsAtEnd(state, constants, mostPlaces)).join();
    },
    cost: () => 0,
  };
}

/** The positions of a verdict of {@link fieldNumberReader}. */
export function positionsIn(verdict: string): readonly Position[] {
  return verdict.split(",").map(Number);
}

const EXPONENT_MARKS: CharacterSet = {
  kind: "set",
  ranges: codePointsOf("Ee").map((code) => ({ from: code, to: code })),
  negated: false,
};

/** Digits are told apart as far as constants do: those below one of theirs, it, and those above. */
function digitSets(constants: readonly Decimal[]): readonly CharacterSet[] {
  const told = new Set(["0", "1", "9", ...constants.flatMap((each) => Array.from(each.digits + wantedDigits(each)))]);
  const [zero = 0, nine = 0] = codePointsOf("09");
  return [...told].flatMap((digit) =>
    codePointsOf(digit).flatMap((code): readonly CharacterSet[] => [
      { kind: "set", ranges: [{ from: zero, to: code }], negated: false },
      { kind: "set", ranges: [{ from: code, to: nine }], negated: false },
    ]),
  );
}

function keyOf(state: State): string {
  if (state.kind === "mantissa") {
    const { form, hasDigits, negative, isZero, place, met } = state;
    return `${form} ${hasDigits} ${negative} ${isZero} ${place} ${met.join()}`;
  }
  const { form, sign, known } = state;
  if (known === undefined) return `e ${form} ${sign}`;
  const sides = known.sides.map(({ wanted, order, digitOrder }) => `${wanted} ${order} ${digitOrder}`);
  return `e ${form} ${sign} ${known.isDown} ${known.length} ${sides.join()}`;
}

function read(state: State, char: string, constants: readonly Decimal[], mostPlaces: number): State | undefined {
  if (state.kind === "exponent") return readExponent(state, char);
  if (char !== "e" && char !== "E") return readMantissa(state, char, constants, mostPlaces);
  return state.hasDigits ? beginExponent(state, constants) : undefined;
}

function positionsAtEnd(state: State, constants: readonly Decimal[], mostPlaces: number): readonly Position[] {
  if (state.kind === "exponent") {
    if (state.form !== "digits") return [NO_NUMBER];
    if (state.known === undefined) return [NO_NUMBER, ...positionsOfSign(state.sign, constants)];
    return [positionOfSize(state.sign, exponentialOrders(state.known), constants)];
  }
  if (!state.hasDigits) return [NO_NUMBER];
  const sign = state.isZero ? 0 : state.negative ? -1 : 1;
  const isUncounted = sign !== 0 && Math.abs(state.place) === mostPlaces;
  if (isUncounted && constants.some(({ exponent }) => Math.abs(exponent) >= mostPlaces)) {
    return positionsOfSign(sign, constants);
  }
  const byDigits = digitOrders(state, constants);
  const sizes = constants.map(({ exponent }, index) => Math.sign(state.place - exponent) || (byDigits[index] ?? 0));
  return [positionOfSize(sign, sizes, constants)];
}

/** @param sizes how it stands to each constant, signs left out; counts for constants of the same sign */
function positionOfSize(sign: number, sizes: readonly number[], constants: readonly Decimal[]): Position {
  return positionAmong(
    constants.map((constant, index) => {
      const other = signOf(constant);
      return sign === other ? sign * (sizes[index] ?? 0) : sign - other;
    }),
  );
}
