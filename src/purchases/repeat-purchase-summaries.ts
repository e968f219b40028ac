import { checkOneOf } from "../foundation/errors/check.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { checkedMinor } from "../foundation/money/money.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Occasion } from "./customer-summaries.js";
import type { Purchases } from "./purchase-columns.js";
import { purchaseHistories, type FullyRefunded, type PurchaseHistories, type RevenueBasis } from "./purchase-histories.js";

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
  const asOf = readInstant("options.asOf", options.asOf);
  const zone = zoneOffsets(options.timeZone);
  const histories = purchaseHistories(purchases, { asOf, fullyRefunded, revenue });
  const { customers, starts } = histories;
  const reading = { zone, occasion, asOfDay: localDay(asOf, zone), daysPerUnit: DAYS_PER_UNIT[options.unit] };
  const summaries = new Array<RepeatPurchaseSummary>(customers.length);
  for (let i = 0; i < customers.length; i += 1) {
    const c = customers[i] as number;
    summaries[i] = repeatsOf(histories, c, starts[c] as number, starts[c + 1] as number, reading);
  }
  return summaries;
}

/** What a summary is made by. */
export interface RepeatReading {
  readonly zone: ZoneOffsets;
  readonly occasion: Occasion;
  readonly asOfDay: number;
  readonly daysPerUnit: number;
}

/** Sums up the places [start, end) of customer c, which are in the order of time. */
export function repeatsOf(
  histories: PurchaseHistories,
  c: number,
  start: number,
  end: number,
  { zone, occasion, asOfDay, daysPerUnit }: RepeatReading,
): RepeatPurchaseSummary {
  const { columns, at, revenueMinor } = histories;
  let firstDay = Infinity;
  let lastDay = -Infinity;
  let days = 0;
  let clocksWentBack = false;
  let revenue = 0;
  let firstRevenue = 0;
  for (let place = start; place < end; place += 1) {
    const day = localDay(at[place] as number, zone);
    const minor = revenueMinor[place] as number;
    if (day > lastDay) days += 1;
    else if (day < lastDay) clocksWentBack = true;
    if (day < firstDay) firstRevenue = 0;
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
    if (day === firstDay) firstRevenue += minor;
    revenue += minor;
  }
  // Clocks set back across midnight repeat a day; then only the set of all days is right.
  if (clocksWentBack) days = new Set(Array.from(at.subarray(start, end), (instant) => localDay(instant, zone))).size;
  const frequency = (occasion === "day" ? days : end - start) - 1;
  const repeatRevenue = revenue - (occasion === "day" ? firstRevenue : (revenueMinor[start] as number));
  return {
    customerId: columns.customerIds[c] as CustomerId,
    frequency,
    recency: (lastDay - firstDay) / daysPerUnit,
    age: (asOfDay - firstDay) / daysPerUnit,
    meanSpend: frequency === 0 ? null : checkedMinor("revenueMinor", repeatRevenue) / frequency,
  };
}
