import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { checkedCurrency } from "./currency.js";
import { checkedMinor, type Money } from "./money.js";

/**
 * Adds two amounts of one currency.
 *
 * @param a - An amount.
 * @param b - An amount in the same currency.
 * @returns The sum.
 * @throws An {@link InvalidArgumentError} when the currencies differ or the sum leaves the safe integers.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.addMoney(money.money(1999, "EUR"), money.money(1, "EUR")); // => { minor: 2000, currency: "EUR" }
 *
 * @category Money
 */
export function addMoney(a: Money, b: Money): Money {
  checkSameCurrency(a, b);
  return { minor: checkedMinor("a + b", a.minor + b.minor), currency: a.currency };
}

/**
 * Subtracts one amount from another of the same currency.
 *
 * @param a - An amount.
 * @param b - What to take away, in the same currency.
 * @returns `a - b`.
 * @throws An {@link InvalidArgumentError} when the currencies differ or the difference leaves the safe integers.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.subtractMoney(money.money(1999, "EUR"), money.money(2500, "EUR")); // => { minor: -501, currency: "EUR" }
 *
 * @category Money
 */
export function subtractMoney(a: Money, b: Money): Money {
  checkSameCurrency(a, b);
  return { minor: checkedMinor("a - b", a.minor - b.minor), currency: a.currency };
}

/**
 * Turns an amount round: what was owed to us is owed by us.
 *
 * @param amount - An amount.
 * @returns The amount with the other sign; 0 stays 0.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.negateMoney(money.money(1999, "EUR")); // => { minor: -1999, currency: "EUR" }
 *
 * @category Money
 */
export function negateMoney(amount: Money): Money {
  return { minor: 0 - amount.minor, currency: amount.currency };
}

/**
 * Adds up many amounts of one currency.
 *
 * @param amounts - The amounts.
 * @param currency - The currency of the sum; needed when there may be no amounts.
 * @returns The exact sum.
 * @throws An {@link InvalidArgumentError} when currencies differ, the sum leaves the safe integers, or there are neither amounts nor a `currency`.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.sumMoney([money.money(1999, "EUR"), money.money(501, "EUR")]); // => { minor: 2500, currency: "EUR" }
 * money.sumMoney([], "EUR"); // => { minor: 0, currency: "EUR" }
 *
 * @category Money
 */
export function sumMoney(amounts: Iterable<Money>, currency?: string): Money {
  let sum: Money | undefined = currency === undefined ? undefined : { minor: 0, currency: checkedCurrency(currency) };
  let total = 0n;
  let safe = 0;
  for (const amount of amounts) {
    sum ??= { minor: 0, currency: amount.currency };
    checkSameCurrency(sum, amount);
    const next = safe + amount.minor;
    if (Number.isSafeInteger(next)) safe = next;
    else {
      total += BigInt(safe);
      safe = amount.minor;
    }
  }
  if (sum === undefined) throw new InvalidArgumentError("currency", "a currency, since there are no amounts", currency);
  return { minor: checkedMinor("sum", total + BigInt(safe)), currency: sum.currency };
}

/**
 * Compares two amounts of one currency, for sorting.
 *
 * @param a - An amount.
 * @param b - An amount in the same currency.
 * @returns -1 when `a` is less than `b`, 1 when it is more, 0 when they are equal.
 * @throws An {@link InvalidArgumentError} when the currencies differ.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.compareMoney(money.money(100, "EUR"), money.money(250, "EUR")); // => -1
 *
 * @category Money
 */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  checkSameCurrency(a, b);
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0;
}

function checkSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new InvalidArgumentError("currency", `one currency (${a.currency})`, b.currency);
}
