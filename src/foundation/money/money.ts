import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { checkedCurrency, type CurrencyCode } from "./currency.js";

/**
 * An amount of money: a whole number of minor units (cents, yen, fils) of one currency.
 * @category Money
 */
export interface Money {
  /** Minor units, a safe integer: 1999 is 19.99 EUR, 1999 JPY, 1.999 KWD. */
  readonly minor: number;
  /** The currency, ISO 4217. */
  readonly currency: CurrencyCode;
}

/**
 * Makes an amount of money from minor units.
 *
 * @param minor - A safe integer of minor units; negative for what is owed the other way.
 * @param currency - An ISO 4217 code in capitals.
 * @returns The amount; -0 becomes 0.
 * @throws An {@link InvalidArgumentError} when `minor` is not a safe integer or the currency is unknown.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.money(1999, "EUR"); // => { minor: 1999, currency: "EUR" }
 *
 * @category Money
 */
export function money(minor: number, currency: string): Money {
  return { minor: checkedMinor("minor", minor), currency: checkedCurrency(currency) };
}

/** A whole number of minor units as a number, without -0; throws beyond the safe integers. */
export function checkedMinor(argument: string, minor: number | bigint): number {
  const value = Number(minor);
  if (typeof minor !== "bigint" && typeof minor !== "number")
    throw new InvalidArgumentError(argument, "a whole number of minor units", minor);
  if (!Number.isSafeInteger(value))
    throw new InvalidArgumentError(argument, "a whole number of minor units within the safe integers", minor);
  return value + 0;
}
