import { checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { rate, type Rate } from "../../foundation/rate/rate.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { Purchases } from "../../purchases/purchase-columns.js";
import type { FullyRefunded } from "../../purchases/purchase-histories.js";
import { purchaseGaps, type PurchaseGapOptions } from "./purchase-gaps.js";

/**
 * How {@link suggestInactivityDays} reads the gaps between purchases.
 * @category Silence
 */
export interface SuggestInactivityDaysOptions extends PurchaseGapOptions {
  /** Which share of the gaps shall be no longer than the suggestion: above 0, at most 1; 0.9 and 0.95 are usual. */
  readonly quantile: number;
}

/**
 * After how many days without a purchase a customer may count as inactive, and what that rests on.
 * @category Silence
 */
export interface InactivitySuggestion {
  /** The days; `null` when nobody has bought on two days. */
  readonly days: number | null;
  /** How many gaps it rests on. */
  readonly gaps: number;
  /** How many customers those gaps are of: those who bought on two days or more. */
  readonly customers: number;
  /**
   * The silences since everybody's last purchase, over all gaps and silences: what was left out, since nobody knows how long they will be. The more there are, the more the
   * suggestion is too short.
   */
  readonly openSilences: Rate;
  /** How many of those silences are already longer than `days`; `null` without days. */
  readonly longerSilences: number | null;
  /** What was counted. */
  readonly definition: {
    /** The shortest time that so large a share of the finished gaps does not exceed. */
    readonly method: "quantile-of-finished-gaps";
    /** That share. */
    readonly quantile: number;
    /** Up to when. */
    readonly asOf: Instant;
    /** The zone whose days counted. */
    readonly timeZone: string;
    /** Whether fully refunded purchases counted. */
    readonly fullyRefunded: FullyRefunded;
  };
}

/**
 * Suggests after how many days without a purchase to count a customer as inactive, from the gaps between purchases: the shortest time within which so large a share of all
 * returns happened.
 *
 * A gap runs from one local day with a purchase to the next of the same customer; every gap counts alike, so customers who buy often count most. With
 * the suggestion as `inactivityDays` of {@link customerBaseMovements}, at least that share of those who came back were never counted as gone in between. The silence since the last purchase
 * is no gap and is left out, so long gaps are missing, most of all in a young shop: take it for a starting point. Cost: O(rows) when rows come in
 * the order of time.
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - The share, `asOf` and the zone.
 * @returns The days, with how many gaps and customers they rest on and how many silences were left out.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases, retention } from "clientele";
 *
 * const { values } = purchases.parsePurchases(
 *   ["2024-01-01", "2024-01-11", "2024-01-31", "2024-03-11"].map((date, i) => ({ id: i, customerId: "anna", at: `${date}T12:00:00Z`, amount: "5.00" })),
 *   { currency: "EUR" },
 * );
 * const suggestion = retention.suggestInactivityDays(values, { quantile: 0.6, asOf: "2024-04-01T00:00:00Z", timeZone: "UTC" });
 * suggestion.days; // => 20
 * [suggestion.gaps, suggestion.openSilences.value, suggestion.longerSilences]; // => [3, 0.25, 1]
 *
 * @category Silence
 */
export function suggestInactivityDays(purchases: Purchases, options: SuggestInactivityDaysOptions): InactivitySuggestion {
  checkObject("options", options);
  const { quantile } = options;
  if (!(typeof quantile === "number" && quantile > 0 && quantile <= 1))
    throw new InvalidArgumentError("options.quantile", "a share above 0 and at most 1", quantile);
  const { asOf, timeZone, fullyRefunded, customerIds, starts, days, silence } = purchaseGaps(purchases, options);
  const suggested = days.length === 0 ? null : lowerQuantile(days.slice().sort(), quantile);
  return {
    days: suggested,
    gaps: days.length,
    customers: customerIds.reduce((count, _, i) => count + (starts[i] === starts[i + 1] ? 0 : 1), 0),
    openSilences: rate(silence.length, days.length + silence.length),
    longerSilences: suggested === null ? null : silence.reduce((count, silent) => count + (silent > suggested ? 1 : 0), 0),
    definition: { method: "quantile-of-finished-gaps", quantile, asOf, timeZone, fullyRefunded },
  };
}

/** The smallest of the ascending values that at least a share of them do not exceed (type 1 of Hyndman and Fan 1996). */
function lowerQuantile(sorted: Int32Array, share: number): number {
  const rank = Math.ceil(share * sorted.length);
  // The product may be a rounding above a whole number.
  const needed = rank > 1 && (rank - 1) / sorted.length >= share ? rank - 1 : rank;
  return sorted[needed - 1] as number;
}
