import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { CustomerSummary } from "../purchases/customer-summaries.js";
import { lastIndexUpTo } from "../survival/curve.js";
import { eventTable, kaplanMeier, medianSurvival, type SurvivalCurve, type SurvivalQuantile } from "../survival/index.js";
import type { ReportFrame } from "./report-options.js";

const DAYS_OF_A_YEAR = 365;

/**
 * How long customers stay, from the first purchase to the end of their activity, in local days.
 *
 * Activity ends `inactivityDays` after the last purchase where that is before the end of the local day of `asOf`; everybody else is still active, and only known to have stayed so far. So nobody can have left
 * before `inactivityDays`, when all who never came back leave at once. Who was inactive for a while and came back counts as having stayed; who left
 * lately may yet come back, so the curve is rather too low, the more the younger the shop.
 * @category Report
 */
export interface CustomerSurvivalContent {
  /** The share of customers who are still active so many days after the first purchase. */
  readonly curve: SurvivalCurve;
  /** After how many days half of the customers have left; its `time` is `null` while more than half are still active. */
  readonly median: SurvivalQuantile;
  /** Who is still active a year after the first purchase. */
  readonly afterOneYear: {
    /** A year. */
    readonly days: 365;
    /** The share; `null` when no customer has been watched for so long. */
    readonly share: number | null;
    /** The lower limit of the curve's band there; `null` where it has none. */
    readonly lower: number | null;
    /** The upper limit. */
    readonly upper: number | null;
  };
  /** Customers whose activity has ended. */
  readonly ended: number;
  /** Customers who are still active. */
  readonly active: number;
  /** What was counted. */
  readonly definition: {
    /** The estimator of the curve. */
    readonly method: "kaplan-meier";
    /** The unit of time. */
    readonly timeUnit: "day";
    /** When time begins. */
    readonly from: "first purchase";
    /** When a customer has left. */
    readonly to: "last purchase + inactivityDays, where that is before asOf";
    /** A customer is active for so many local days after the day of a purchase. */
    readonly inactivityDays: number;
  };
}

/** `asOf` is where the movements of the base are closed: the start of a local day. */
export function customerSurvival(
  summaries: readonly CustomerSummary[],
  { asOf, timeZone, inactivityDays }: ReportFrame,
): CustomerSurvivalContent {
  const zone = zoneOffsets(timeZone);
  const today = localDay(asOf, zone);
  const time = new Float64Array(summaries.length);
  const event = new Uint8Array(summaries.length);
  let ended = 0;
  summaries.forEach(({ firstAt, lastAt }, i) => {
    const lastDay = localDay(lastAt, zone);
    // Clocks set back across midnight: what came before may be of a later date.
    const firstDay = Math.min(localDay(firstAt, zone), lastDay, today);
    const endDay = lastDay + inactivityDays;
    time[i] = Math.min(endDay, today) - firstDay;
    if (endDay >= today) return;
    event[i] = 1;
    ended += 1;
  });
  const curve = kaplanMeier(eventTable({ time, event }));
  return {
    curve,
    median: medianSurvival(curve),
    afterOneYear: { days: DAYS_OF_A_YEAR, ...stateAfter(curve, DAYS_OF_A_YEAR) },
    ended,
    active: summaries.length - ended,
    definition: {
      method: "kaplan-meier",
      timeUnit: "day",
      from: "first purchase",
      to: "last purchase + inactivityDays, where that is before asOf",
      inactivityDays,
    },
  };
}

/** The curve at a time; it is not known beyond its last one, unless all have left. */
function stateAfter(curve: SurvivalCurve, time: number): Omit<CustomerSurvivalContent["afterOneYear"], "days"> {
  const last = curve.time.length - 1;
  const isKnown = (curve.time[last] ?? 0) >= time || curve.survival[last] === 0;
  if (!isKnown) return { share: null, lower: null, upper: null };
  const place = lastIndexUpTo(curve.time, time);
  return { share: curve.survival[place] ?? 1, lower: curve.lower[place] ?? null, upper: curve.upper[place] ?? null };
}
