// Amounts of a month are counted in twelfths of a minor unit, which are whole: a month of a yearly price is its amount in twelfths. Whole numbers add up exactly,
// and up to 2^51 of them the minor units they make, rounded once to a float, still tell how many they were.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { BillingInterval } from "./subscription.js";

/** The most twelfths of a minor unit that one month may hold. */
export const MOST_TWELFTHS: number = 2 ** 51;

/** How many twelfths of a month's price one minor unit of an interval's price is. */
export const TWELFTHS_PER_MINOR: Readonly<Record<BillingInterval, number>> = { month: 12, quarter: 4, year: 1 };

/** Twelfths as minor units: whole where they are, else the nearest float. */
export function minorOfTwelfths(twelfths: number): number {
  return twelfths / 12;
}

/** The whole twelfths that minor units were made of. */
export function twelfthsOfMinor(amountMinor: unknown, argument: () => string): number {
  const twelfths = typeof amountMinor === "number" ? Math.round(amountMinor * 12) : NaN;
  if (twelfths > 0 && twelfths <= MOST_TWELFTHS) return twelfths;
  throw new InvalidArgumentError(argument(), "an amount above 0 in minor units", amountMinor);
}

/** Throws when a month's amounts are too large to be added exactly. */
export function checkTwelfths(argument: string, twelfths: number): void {
  if (!(twelfths <= MOST_TWELFTHS)) {
    const most = Math.floor(MOST_TWELFTHS / 12);
    throw new InvalidArgumentError(argument, `at most ${most} minor units a month`, twelfths / 12);
  }
}
