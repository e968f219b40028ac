import type { CurrencyCode } from "../foundation/money/currency.js";
import { checkedMinor } from "../foundation/money/money.js";
import type { Instant } from "../foundation/time/instant.js";
import type { CustomerSummary } from "../purchases/customer-summaries.js";
import { available, unavailable, type Section } from "./section.js";

/**
 * How large the customer base is.
 * @category Report
 */
export interface TotalsContent {
  /** Customers with a counted purchase. */
  readonly customers: number;
  /** Counted purchases. */
  readonly purchases: number;
  /** Their revenue net of refunds, in minor units. */
  readonly revenueMinor: number;
  /** The currency of every amount in the report. */
  readonly currency: CurrencyCode;
  /** The first counted purchase of all. */
  readonly firstAt: Instant;
  /** The last counted purchase of all. */
  readonly lastAt: Instant;
}

export function totalsSection(summaries: readonly CustomerSummary[]): Section<TotalsContent> {
  const [first] = summaries;
  if (first === undefined) return unavailable(NO_PURCHASES);
  let [purchases, revenueMinor, firstAt, lastAt] = [0, 0, first.firstAt, first.lastAt];
  for (const summary of summaries) {
    purchases += summary.purchases;
    revenueMinor = checkedMinor("revenueMinor", revenueMinor + summary.revenueMinor);
    if (summary.firstAt < firstAt) firstAt = summary.firstAt;
    if (summary.lastAt > lastAt) lastAt = summary.lastAt;
  }
  return available({ customers: summaries.length, purchases, revenueMinor, currency: first.currency, firstAt, lastAt });
}

/** Why most sections of an empty report are missing. */
export const NO_PURCHASES = "no paid purchase before asOf";
