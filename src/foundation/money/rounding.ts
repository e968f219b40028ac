import { checkOneOf } from "../errors/check.js";

/**
 * How an exact value between two whole units is rounded. `half-even` takes the even neighbour of a tie, `half-up` the one away from zero, `half-down` the one
 * towards zero; `floor`, `ceil` and `trunc` round every value down, up, or towards zero.
 * @category Money
 */
export type RoundingMode = "half-even" | "half-up" | "half-down" | "floor" | "ceil" | "trunc";

const MODES: readonly RoundingMode[] = ["half-even", "half-up", "half-down", "floor", "ceil", "trunc"];

/** `numerator / denominator` (denominator above 0), rounded exactly to a whole number. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  checkOneOf("options.rounding", mode, MODES);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const sign = numerator < 0n ? -1n : 1n;
  return awayFromZero(quotient, remainder * sign * 2n, denominator, mode, sign) ? quotient + sign : quotient;
}

function awayFromZero(quotient: bigint, twiceRemainder: bigint, denominator: bigint, mode: RoundingMode, sign: bigint): boolean {
  if (mode === "trunc") return false;
  if (mode === "floor") return sign < 0n;
  if (mode === "ceil") return sign > 0n;
  if (twiceRemainder !== denominator) return twiceRemainder > denominator;
  return mode === "half-up" || (mode === "half-even" && quotient % 2n !== 0n);
}
