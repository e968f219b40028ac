import { checkInteger } from "../errors/check.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { parseDecimal, powerOfTen } from "./decimal.js";
import { checkedMinor, type Money } from "./money.js";
import { divideRounded, type RoundingMode } from "./rounding.js";

/**
 * An exact factor of two whole numbers, for what a decimal cannot say: a third.
 * @category Money
 */
export interface Fraction {
  /** A safe integer. */
  readonly numerator: number;
  /** A safe integer other than 0. */
  readonly denominator: number;
}

/**
 * How {@link multiplyMoney} rounds.
 * @category Money
 */
export interface MultiplyMoneyOptions {
  /** `"half-even"` when left out. */
  readonly rounding?: RoundingMode;
}

/**
 * Multiplies an amount by an exact factor and rounds once, to the currency's minor unit.
 *
 * The factor is a decimal string or a fraction, never a float: 0.07 as a float is a little more than 7 %.
 *
 * @param amount - The amount.
 * @param factor - A decimal string such as `"0.07"`, or a {@link Fraction}.
 * @param options - The rounding, half-even when left out.
 * @returns The product, rounded.
 * @throws An {@link InvalidArgumentError} when the factor is neither, the denominator is 0, or the product leaves the safe integers.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.multiplyMoney(money.money(1050, "EUR"), "0.07"); // => { minor: 74, currency: "EUR" }
 * money.multiplyMoney(money.money(1050, "EUR"), "0.07", { rounding: "floor" }); // => { minor: 73, currency: "EUR" }
 * money.multiplyMoney(money.money(100, "EUR"), { numerator: 1, denominator: 3 }); // => { minor: 33, currency: "EUR" }
 *
 * @category Money
 */
export function multiplyMoney(amount: Money, factor: string | Fraction, options: MultiplyMoneyOptions = {}): Money {
  const [numerator, denominator] = exactFactor(factor);
  const product = divideRounded(BigInt(amount.minor) * numerator, denominator, options.rounding ?? "half-even");
  return { minor: checkedMinor("amount x factor", product), currency: amount.currency };
}

/** A factor as numerator and denominator above 0. */
function exactFactor(factor: unknown): [bigint, bigint] {
  if (typeof factor === "string") {
    const { units, scale } = parseDecimal("factor", factor);
    return [units, powerOfTen(scale)];
  }
  if (typeof factor !== "object" || factor === null)
    throw new InvalidArgumentError("factor", "a decimal string or { numerator, denominator }", factor);
  const { numerator, denominator } = factor as Partial<Fraction>;
  checkInteger("factor.numerator", numerator);
  checkInteger("factor.denominator", denominator);
  if (denominator === 0) throw new InvalidArgumentError("factor.denominator", "a whole number other than 0", denominator);
  return denominator < 0 ? [-BigInt(numerator), -BigInt(denominator)] : [BigInt(numerator), BigInt(denominator)];
}
