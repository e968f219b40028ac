import { checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkedMinor } from "../foundation/money/money.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Purchases } from "./purchase-columns.js";
import { purchaseHistories, type FullyRefunded, type RevenueBasis } from "./purchase-histories.js";
import { DAYS_PER_UNIT, repeatsOf, type AgeUnit, type RepeatPurchaseSummary } from "./repeat-purchase-summaries.js";

/**
 * A customer as known at the end of the calibration, and what they did after it.
 * @category Repeat purchases
 */
export interface CalibrationHoldoutCustomer extends RepeatPurchaseSummary {
  /** Local dates with a purchase in the holdout. */
  readonly holdoutFrequency: number;
  /** What was spent in the holdout, in minor units. */
  readonly holdoutRevenueMinor: number;
}

/**
 * Purchases cut in two: the first part to fit a model, the second to check it.
 * @category Repeat purchases
 */
export interface CalibrationHoldout {
  /** Everybody who bought before the calibration ended, sorted by id. */
  readonly customers: CalibrationHoldoutCustomer[];
  /** From the local date of `calibrationEnd` to that of `observationEnd`, in units. */
  readonly holdoutDuration: number;
}

/**
 * Where {@link calibrationHoldout} cuts.
 * @category Repeat purchases
 */
export interface CalibrationHoldoutOptions {
  /** Purchases before this instant are the calibration. */
  readonly calibrationEnd: InstantLike;
  /** Purchases from `calibrationEnd` on and before this instant are the holdout. */
  readonly observationEnd: InstantLike;
  /** The IANA zone whose dates count. */
  readonly timeZone: string;
  /** The unit of ages and of `holdoutDuration`. */
  readonly unit: AgeUnit;
  /** Whether refunds are taken off what was spent; `"net"` when left out. */
  readonly revenue?: RevenueBasis;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/**
 * Cuts purchases into a calibration, summed up per customer, and a holdout to compare a model's forecast with.
 *
 * Purchases of one local day are one occasion. Who first bought in the holdout is left out: a model fitted on the calibration does not know them.
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - Where to cut.
 * @returns The customers of the calibration with their holdout.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, `observationEnd` is not after `calibrationEnd`, or currencies are mixed.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-01T10:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-02-05T10:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-02-06T10:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const { customers, holdoutDuration } = purchases.calibrationHoldout(values, {
 *   calibrationEnd: "2024-01-29T00:00:00Z", observationEnd: "2024-03-11T00:00:00Z", timeZone: "UTC", unit: "week",
 * });
 * customers.map(({ customerId, age, holdoutFrequency }) => [customerId, age, holdoutFrequency]); // => [["anna", 4, 1]]
 * holdoutDuration; // => 6
 *
 * @category Repeat purchases
 */
export function calibrationHoldout(purchases: Purchases, options: CalibrationHoldoutOptions): CalibrationHoldout {
  const { unit, revenue = "net", fullyRefunded = "exclude" } = options;
  checkOneOf("options.unit", unit, ["day", "week", "month30"]);
  const calibrationEnd = readInstant("options.calibrationEnd", options.calibrationEnd);
  const observationEnd = readInstant("options.observationEnd", options.observationEnd);
  if (observationEnd <= calibrationEnd)
    throw new InvalidArgumentError("options.observationEnd", "an instant after calibrationEnd", options.observationEnd);

  const zone = zoneOffsets(options.timeZone);
  const reading = { zone, occasion: "day" as const, asOfDay: localDay(calibrationEnd, zone), daysPerUnit: DAYS_PER_UNIT[unit] };
  const histories = purchaseHistories(purchases, { asOf: observationEnd, fullyRefunded, revenue });
  const { starts, at, revenueMinor } = histories;
  const customers: CalibrationHoldoutCustomer[] = [];
  for (const c of histories.customers) {
    const [start, end] = [starts[c] as number, starts[c + 1] as number];
    let holdout = start;
    while (holdout < end && (at[holdout] as number) < calibrationEnd) holdout += 1;
    if (holdout === start) continue;
    customers.push({
      ...repeatsOf(histories, c, start, holdout, reading),
      holdoutFrequency: new Set(Array.from(at.subarray(holdout, end), (instant) => localDay(instant, zone))).size,
      holdoutRevenueMinor: checkedMinor(
        "holdoutRevenueMinor",
        revenueMinor.subarray(holdout, end).reduce((sum, minor) => sum + minor, 0),
      ),
    });
  }
  return { customers, holdoutDuration: (localDay(observationEnd, zone) - reading.asOfDay) / reading.daysPerUnit };
}
