import { checkInteger, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { rate, type Rate } from "../foundation/rate/rate.js";

/**
 * A customer base and the market it was won in, counted in the same way.
 * @category Market
 */
export interface MarketCounts {
  /** The customers (Kundenbasis) who belong to the target market. */
  readonly customers: number;
  /** Everybody in the target market (Zielmarkt), customers included: people, households or companies. */
  readonly targetMarket: number;
}

/**
 * How much of its target market a business has won: customers (Kundenbasis) against target market (Zielmarkt).
 *
 * Both are whole counts of the same unit (people, households, companies), of the same area and day; customers outside the target market are left out of both. It is
 * no market share, which compares revenue with that of all suppliers, and does not say how many of the rest can still be won or whether the customers still buy:
 * count only those whom the question means, of {@link lifecycleCounts} for example.
 *
 * @param market - The two counts.
 * @returns The share, 0 to 1; its `value` is `null` when there is no target market.
 * @throws An {@link InvalidArgumentError} when a count is negative or not whole, or there are more customers than the target market has: then one of the two was
 * counted in another way.
 *
 * @example
 * import { customers } from "clientele";
 *
 * customers.marketPenetration({ customers: 1_200, targetMarket: 48_000 }); // => { numerator: 1200, denominator: 48000, value: 0.025 }
 *
 * @category Market
 */
export function marketPenetration(market: MarketCounts): Rate {
  checkObject("market", market);
  const { customers, targetMarket } = market;
  checkInteger("market.targetMarket", targetMarket, 0);
  checkInteger("market.customers", customers, 0);
  if (customers > targetMarket)
    throw new InvalidArgumentError("market.customers", `at most the target market (${targetMarket}), to which they belong`, customers);
  return rate(customers, targetMarket);
}
