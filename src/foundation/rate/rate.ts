import { checkFinite, checkNonNegative } from "../errors/check.js";

/**
 * A share that shows what it was made of: 12 of 100 customers is not 1 of 8.
 * @category Rates
 */
export interface Rate {
  /** What was counted, of the denominator. */
  readonly numerator: number;
  /** What it is a share of. */
  readonly denominator: number;
  /** `numerator / denominator`, a share and never per cent; `null` when the denominator is 0. */
  readonly value: number | null;
}

/**
 * Makes a {@link Rate} of what was counted and what it is a share of.
 *
 * @param numerator - What was counted; finite.
 * @param denominator - What it is a share of; 0 or more.
 * @returns The rate; its `value` is `null` when the denominator is 0, never `NaN`.
 * @throws An {@link InvalidArgumentError} when either or their quotient is not finite, or the denominator is negative.
 *
 * @example
 * import { rate } from "clientele";
 *
 * rate(12, 100); // => { numerator: 12, denominator: 100, value: 0.12 }
 * rate(0, 0); // => { numerator: 0, denominator: 0, value: null }
 *
 * @category Rates
 */
export function rate(numerator: number, denominator: number): Rate {
  checkFinite("numerator", numerator);
  checkNonNegative("denominator", denominator);
  const value = denominator === 0 ? null : numerator / denominator + 0;
  checkFinite("numerator / denominator", value ?? 0);
  return { numerator: numerator + 0, denominator: denominator + 0, value };
}
