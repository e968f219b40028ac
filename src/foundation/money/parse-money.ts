import { checkOneOf } from "../errors/check.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { checkedCurrency, currencyDigits } from "./currency.js";
import { LONGEST_DECIMAL, parseDecimal, powerOfTen } from "./decimal.js";
import { checkedMinor, type Money } from "./money.js";

/**
 * How {@link parseMoney} reads a number.
 * @category Money
 */
export interface ParseMoneyOptions {
  /** What stands before the decimals of an amount, `"."` when left out. */
  readonly decimalSeparator?: "." | ",";
  /** What stands between groups of three digits; without it such a separator is an error. */
  readonly groupSeparator?: "." | "," | "'" | " " | "_";
}

/**
 * Reads an amount of money from a decimal string in major units.
 *
 * Exact: no rounding and no floating point. A comma is a decimal separator only when the caller says so, because `"1,234"` means two different things.
 *
 * @param text - `"19.99"`, with an optional sign.
 * @param currency - An ISO 4217 code in capitals.
 * @param options - Other separators.
 * @returns The amount.
 * @throws An {@link InvalidArgumentError} when the text is no decimal number, has more decimals than the currency, leaves the safe integers, or the currency is unknown.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.parseMoney("19.99", "EUR"); // => { minor: 1999, currency: "EUR" }
 * money.parseMoney("1.234,5", "EUR", { decimalSeparator: ",", groupSeparator: "." }); // => { minor: 123450, currency: "EUR" }
 * money.parseMoney("19.999", "EUR"); // => throws invalid-argument
 *
 * @category Money
 */
export function parseMoney(text: string, currency: string, options: ParseMoneyOptions = {}): Money {
  return readMoney("text", text, currency, options);
}

/** Reads a decimal string as money; an error names `argument`. */
export function readMoney(argument: string, text: unknown, currency: string, options: ParseMoneyOptions): Money {
  if (typeof text !== "string" || text.length > LONGEST_DECIMAL) throw new InvalidArgumentError(argument, "a decimal string", text);
  const code = checkedCurrency(currency);
  const digits = currencyDigits(currency);
  checkSeparators(options);
  const plain = plainDecimal(text, options);
  if (plain === null) throw new InvalidArgumentError(argument, "a decimal number with the separators that the options name", text);
  const { units, scale } = parseDecimal(argument, plain);
  if (scale > digits) throw new InvalidArgumentError(argument, `at most ${String(digits)} decimals, as ${currency} has`, text);
  return { minor: checkedMinor(argument, units * powerOfTen(digits - scale)), currency: code };
}

/**
 * Writes an amount of money as a decimal string in major units: the way back from {@link parseMoney}.
 *
 * @param amount - The amount.
 * @returns The number alone, with all the decimals of the currency and a point.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.decimalOfMoney(money.money(-1990, "EUR")); // => "-19.90"
 * money.decimalOfMoney(money.money(1990, "JPY")); // => "1990"
 *
 * @category Money
 */
export function decimalOfMoney(amount: Money): string {
  const digits = currencyDigits(amount.currency);
  const text = String(Math.abs(amount.minor)).padStart(digits + 1, "0");
  const sign = amount.minor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The same number with a point and without group separators; `null` when its separators are not where they belong. */
function plainDecimal(text: string, { decimalSeparator = ".", groupSeparator }: ParseMoneyOptions): string | null {
  const [whole = "", ...decimals] = text.split(decimalSeparator);
  const parts = [groupSeparator === undefined ? whole : withoutGroups(whole, groupSeparator), ...decimals];
  return parts.length > 2 || parts.some((part) => part.includes(".")) ? null : parts.join(".");
}

/** Takes the separators out, but only where each stands before exactly three digits and no number begins with 0; else the text stays as it is. */
function withoutGroups(whole: string, separator: string): string {
  const [first = "", ...groups] = whole.split(separator);
  if (groups.length === 0) return whole;
  return groups.every((group) => /^\d{3}$/.test(group)) && /^[+-]?[1-9]\d{0,2}$/.test(first) ? first + groups.join("") : whole;
}

/** Throws unless the separators are lawful and differ. */
export function checkSeparators({ decimalSeparator, groupSeparator }: ParseMoneyOptions): void {
  if (decimalSeparator !== undefined) checkOneOf("options.decimalSeparator", decimalSeparator, [".", ","]);
  if (groupSeparator === undefined) return;
  checkOneOf("options.groupSeparator", groupSeparator, [".", ",", "'", " ", "_"]);
  if (groupSeparator === (decimalSeparator ?? ".")) {
    throw new InvalidArgumentError("options.groupSeparator", "another separator than that of the decimals", groupSeparator);
  }
}
