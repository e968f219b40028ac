import { checkOneOf } from "../foundation/errors/check.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";
import { rowRevenue, type Occasion, type RevenueBasis } from "./customer-summaries.js";
import type { Purchases } from "./purchase-columns.js";
import { purchaseHistories, type FullyRefunded, type PurchaseHistories } from "./purchase-histories.js";

/**
 * A customer's repeat buying, as lifetime-value models take it.
 * @category Repeat purchases
 */
export interface RepeatPurchaseSummary {
  /** Who. */
  readonly customerId: CustomerId;
  /** Repeat occasions: how often they bought, less one (x in the papers). */
  readonly frequency: number;
  /** The customer's age at the last purchase, in units: from the first local date to the last (t_x). Not the time since. */
  readonly recency: number;
  /** The customer's age now, in units: from the first local date to that of `asOf` (T). */
  readonly age: number;
  /** The mean spend of the repeat occasions in minor units, not rounded, the first occasion left out; `null` when there is none. */
  readonly meanSpend: number | null;
}

/**
 * The unit of ages: days, weeks of 7 days, or months of 30 days. Ages are not rounded.
 * @category Repeat purchases
 */
export type AgeUnit = "day" | "week" | "month30";

/**
 * What counts in a {@link RepeatPurchaseSummary}.
 * @category Repeat purchases
 */
export interface RepeatPurchaseSummariesOptions {
  /** Only purchases before this instant count, and ages end on its local date. */
  readonly asOf: InstantLike;
  /** The IANA zone whose dates count. */
  readonly timeZone: string;
  /** The unit of ages. */
  readonly unit: AgeUnit;
  /** Whether purchases of one local day are one occasion (`"day"`, when left out, as the models want it). */
  readonly occasion?: Occasion;
  /** Whether refunds are taken off what was spent; `"net"` when left out. */
  readonly revenue?: RevenueBasis;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

export const DAYS_PER_UNIT: Readonly<Record<AgeUnit, number>> = { day: 1, week: 7, month30: 30 };

/**
 * Sums up each customer's repeat buying: frequency, recency, age and mean spend.
 *
 * The first occasion only starts the clock: it is not in `frequency` and not in `meanSpend`. Dates are local, so a customer who bought at 23:50 and 00:10 bought
 * on two days. With `occasion: "purchase"`, of purchases at the first instant the smallest counts as the first.
 * Source: Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way".
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - What counts.
 * @returns One summary a customer with a counted purchase, sorted by id (code units).
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-01T10:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-01-15T10:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "anna", at: "2024-01-15T18:00:00Z", amount: "5.00" },
 * ], { currency: "EUR" });
 * purchases.repeatPurchaseSummaries(values, { asOf: "2024-01-29T00:00:00Z", timeZone: "UTC", unit: "week" });
 * // => [{ customerId: "anna", frequency: 1, recency: 2, age: 4, meanSpend: 1500 }]
 *
 * @category Repeat purchases
 */
export function repeatPurchaseSummaries(purchases: Purchases, options: RepeatPurchaseSummariesOptions): RepeatPurchaseSummary[] {
  const { occasion = "day", revenue = "net", fullyRefunded = "exclude" } = options;
  checkOneOf("options.unit", options.unit, ["day", "week", "month30"]);
  checkOneOf("options.occasion", occasion, ["purchase", "day"]);
  checkOneOf("options.revenue", revenue, ["net", "gross"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const zone = zoneOffsets(options.timeZone);
  const histories = purchaseHistories(purchases, { asOf, fullyRefunded });
  const repeatsOf = repeatReader(histories, { zone, occasion, revenue, asOfDay: localDay(asOf, zone), daysPerUnit: DAYS_PER_UNIT[options.unit] });
  return Array.from(histories.customers, (c) => repeatsOf(c, histories.starts[c] as number, histories.starts[c + 1] as number));
}

/** What a summary is made by. */
export interface RepeatReading {
  readonly zone: ZoneOffsets;
  readonly occasion: Occasion;
  readonly revenue: RevenueBasis;
  readonly asOfDay: number;
  readonly daysPerUnit: number;
}

/** Sums up rows[start..end) of customer c, which are in the order of time. */
export function repeatReader(
  { columns, rows }: PurchaseHistories,
  { zone, occasion, revenue, asOfDay, daysPerUnit }: RepeatReading,
): (c: number, start: number, end: number) => RepeatPurchaseSummary {
  const revenueOf = rowRevenue(columns, revenue);
  const dayOf = (i: number): number => localDay(columns.at[rows[i] as number] as number, zone);
  return (c, start, end) => {
    const firstDay = dayOf(start);
    // Clocks set back across midnight can put the last purchase on the day before the first.
    const lastDay = Math.max(firstDay, dayOf(end - 1));
    const repeats = occasion === "day" ? repeatDays(start, end, dayOf) : { frequency: end - start - 1, firstRepeat: start + 1 };
    let repeatRevenue = 0;
    for (let i = repeats.firstRepeat; i < end; i += 1) repeatRevenue += revenueOf(rows[i] as number);
    return {
      customerId: columns.customerIds[c] as CustomerId,
      frequency: repeats.frequency,
      recency: (lastDay - firstDay) / daysPerUnit,
      age: (asOfDay - firstDay) / daysPerUnit,
      meanSpend: repeats.frequency === 0 ? null : repeatRevenue / repeats.frequency,
    };
  };
}

/** How many days after the first have a purchase, and where the first of them begins. */
function repeatDays(start: number, end: number, dayOf: (i: number) => number): { frequency: number; firstRepeat: number } {
  let [frequency, firstRepeat, last] = [0, end, dayOf(start)];
  for (let i = start + 1; i < end; i += 1) {
    const day = dayOf(i);
    if (day <= last) continue;
    if (frequency === 0) firstRepeat = i;
    frequency += 1;
    last = day;
  }
  return { frequency, firstRepeat };
}
