import { checkInteger, checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { readInstant, type InstantLike } from "../../foundation/time/instant.js";
import { localDay } from "../../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../../foundation/time/zone-offsets.js";
import { addToSum, emptySum, sumValue } from "../../numerics/sum.js";
import type { Purchases } from "../../purchases/purchase-columns.js";
import { purchaseHistories, type FullyRefunded } from "../../purchases/purchase-histories.js";
import { DAYS_PER_UNIT, type AgeUnit } from "../../purchases/repeat-purchase-summaries.js";
import { expectedPurchasesOfNewCustomer } from "../expected-purchases.js";
import type { ContinuousModel } from "../transaction-model.js";

/**
 * What {@link trackingCurve} looks at.
 * @category Checks
 */
export interface TrackingCurveOptions {
  /** Where the calibration ended: customers who first bought before this instant are followed. */
  readonly calibrationEnd: InstantLike;
  /** Only purchases before this instant count. */
  readonly observationEnd: InstantLike;
  /** The IANA zone whose dates count. */
  readonly timeZone: string;
  /** The time unit of the model. */
  readonly unit: AgeUnit;
  /** How many days a period has; 7 if not given. */
  readonly periodDays?: number | undefined;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded | undefined;
}

/**
 * The repeat purchases of a period, actual and expected.
 * @category Checks
 */
export interface TrackingRow {
  /** When the period ended, counted from the first purchase of all, in the model's time unit. */
  readonly end: number;
  /** Repeat purchases in the period. */
  readonly actual: number;
  /** Repeat purchases that the model expected in it. */
  readonly expected: number;
  /** Repeat purchases up to the end of the period. */
  readonly actualCumulative: number;
  /** Repeat purchases that the model expected up to the end of the period. */
  readonly expectedCumulative: number;
  /** Whether the period ended after the calibration, so that the model did not see all of it. */
  readonly isHoldout: boolean;
}

/**
 * Follows all repeat purchases period by period beside what the model expected: where the two part, buying changes in a way that the model
 * does not know (seasons, a campaign), or the model is wrong.
 *
 * A customer is expected to make E[X(t)] repeat purchases up to an age t, whatever the history: the model forecasts the base as a whole, from
 * the days of the first purchases alone. Purchases of one local day are one. Periods are counted from the local date of the first purchase
 * of all; what is left after the last whole one is not looked at. Who first bought in the holdout is left out, as `calibrationHoldout` of
 * `clientele/purchases` does. For models of time: under BG/BB all customers share their opportunities, and {@link purchaseCountDistribution}
 * says more. Linear in the purchases; besides, each period looks at every different day of a first purchase.
 *
 * @param model - A model fitted on the calibration.
 * @param purchases - Rows or columns, in any order.
 * @param options - Where the calibration ended, and what counts.
 * @returns One row a period, in the order of time; none without purchases in the calibration.
 * @throws An {@link InvalidArgumentError} when an option or a parameter is not possible, `observationEnd` is not after `calibrationEnd`, or
 *   currencies are mixed.
 *
 * @example
 * import { trackingCurve } from "clientele/clv";
 * import { parsePurchases } from "clientele/purchases";
 *
 * const { values } = parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-01T10:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "ben", at: "2024-01-08T10:00:00Z", amount: "15.00" },
 *   { id: 3, customerId: "anna", at: "2024-01-16T10:00:00Z", amount: "10.00" },
 * ], { currency: "EUR" });
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const rows = trackingCurve(model, values, {
 *   calibrationEnd: "2024-01-15T00:00:00Z", observationEnd: "2024-01-22T00:00:00Z", timeZone: "UTC", unit: "week",
 * });
 * rows.map(({ end, actualCumulative, expectedCumulative, isHoldout }) => [end, actualCumulative, expectedCumulative.toFixed(2), isHoldout]);
 * // => [[1, 0, "0.05", false], [2, 0, "0.16", false], [3, 1, "0.25", true]]
 *
 * @category Checks
 */
export function trackingCurve(model: ContinuousModel, purchases: Purchases, options: TrackingCurveOptions): TrackingRow[] {
  checkObject("options", options);
  const { unit, periodDays = 7, fullyRefunded = "exclude" } = options;
  checkOneOf("options.unit", unit, ["day", "week", "month30"]);
  checkInteger("options.periodDays", periodDays, 1);
  const calibrationEnd = readInstant("options.calibrationEnd", options.calibrationEnd);
  const observationEnd = readInstant("options.observationEnd", options.observationEnd);
  if (observationEnd <= calibrationEnd)
    throw new InvalidArgumentError("options.observationEnd", "an instant after calibrationEnd", options.observationEnd);
  const expectedAtAge = expectationByDay(model, DAYS_PER_UNIT[unit]);

  const zone = zoneOffsets(options.timeZone);
  const days = purchaseDays(purchases, { calibrationEnd, observationEnd, zone, fullyRefunded });
  if (days.first.size === 0) return [];
  const start = Math.min(...days.first.keys());
  const periods = Math.floor((localDay(observationEnd, zone) - start) / periodDays);
  const actual = new Float64Array(periods);
  for (const [day, repeats] of days.repeats) {
    const period = Math.floor((day - start) / periodDays);
    if (period < periods) actual[period] = (actual[period] as number) + repeats;
  }
  const calibrationDays = localDay(calibrationEnd, zone) - start;
  const rows: TrackingRow[] = [];
  let [actualCumulative, expectedBefore] = [0, 0];
  for (let period = 0; period < periods; period++) {
    const endDay = (period + 1) * periodDays;
    const sum = emptySum();
    for (const [day, customers] of days.first) {
      if (day < start + endDay) addToSum(sum, customers * expectedAtAge(start + endDay - day));
    }
    const expectedCumulative = sumValue(sum);
    actualCumulative += actual[period] as number;
    rows.push({
      end: endDay / DAYS_PER_UNIT[unit],
      actual: actual[period] as number,
      expected: expectedCumulative - expectedBefore,
      actualCumulative,
      expectedCumulative,
      isHoldout: endDay > calibrationDays,
    });
    expectedBefore = expectedCumulative;
  }
  return rows;
}

/** Repeat purchases to expect of a customer up to an age in days. Few ages are different ones, so each is looked up once. */
function expectationByDay(model: ContinuousModel, daysPerUnit: number): (days: number) => number {
  const known: number[] = [expectedPurchasesOfNewCustomer(model, 0)];
  return (days) => (known[days] ??= expectedPurchasesOfNewCustomer(model, days / daysPerUnit));
}

/** How many customers first bought on each local day, and on how many of them bought again. */
interface PurchaseDays {
  readonly first: ReadonlyMap<number, number>;
  readonly repeats: ReadonlyMap<number, number>;
}

interface Counted {
  readonly calibrationEnd: number;
  readonly observationEnd: number;
  readonly zone: ZoneOffsets;
  readonly fullyRefunded: FullyRefunded;
}

function purchaseDays(purchases: Purchases, { calibrationEnd, observationEnd, zone, fullyRefunded }: Counted): PurchaseDays {
  const { customers, starts, at } = purchaseHistories(purchases, { asOf: observationEnd, fullyRefunded, revenue: "net" });
  const [first, repeats] = [new Map<number, number>(), new Map<number, number>()];
  const add = (days: Map<number, number>, day: number): void => void days.set(day, (days.get(day) ?? 0) + 1);
  for (const c of customers) {
    const [start, end] = [starts[c] as number, starts[c + 1] as number];
    if ((at[start] as number) >= calibrationEnd) continue;
    // Clocks set back across midnight repeat a day, so that days may come again later.
    const days = new Set(Array.from(at.subarray(start, end), (instant) => localDay(instant, zone)));
    const firstDay = Math.min(...days);
    for (const day of days) add(day === firstDay ? first : repeats, day);
  }
  return { first, repeats };
}
