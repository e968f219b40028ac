import { currencyDigits } from "../foundation/money/currency.js";

/** What prices end on, in hundredths of a price unit. */
const ENDINGS = [0, 50, 90, 95, 99, 100];

/** The step between round prices, in minor units: one euro, 100 yen, one dinar. */
export function priceUnit(currency: string): number {
  return Math.max(100, 10 ** currencyDigits(currency));
}

/**
 * The price nearest to an amount; never 0. Rounding to the nearest keeps the mean: what one price gains from the amounts below it, the price before loses on them.
 */
export function priceNear(amount: number, unit: number): number {
  const whole = Math.floor(amount / unit) * unit;
  let nearest = whole;
  for (const ending of ENDINGS) {
    const price = whole + (ending * unit) / 100;
    if (Math.abs(price - amount) < Math.abs(nearest - amount)) nearest = price;
  }
  return Math.max(nearest, unit / 2);
}
