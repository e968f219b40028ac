import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkCurve } from "./curve.js";
import type { SurvivalCurve } from "./kaplan-meier.js";

/**
 * The time by which a share had the event.
 * @category Survival curves
 */
export interface SurvivalQuantile {
  /** The share: 0.25 asks when a quarter had it. */
  readonly probability: number;
  /** The time; `null` when the curve does not fall so far. */
  readonly time: number | null;
  /** When the lower limit of the band falls so far; `null` when it does not. */
  readonly lower: number | null;
  /** When the upper limit of the band falls so far; `null` when it does not. */
  readonly upper: number | null;
  /** What was computed. */
  readonly definition: {
    /** The first time at which the curve is at the share or below it; the middle of the stretch on which it is just at it. */
    readonly method: "first-time-at-or-below";
  };
}

/** Shares that are no further apart are the same. */
const TOLERANCE = 1.5e-8;

/**
 * The time by which a share of all had the event, with the limits that the curve's band gives it.
 *
 * It is the first time at which the curve is at 1 - probability or below. Where the curve is just there (within 1.5e-8), it is the middle of that flat stretch, which ends
 * at the next drop, or else at the last time. The limits follow the same rule on the band, where it is defined (Brookmeyer and Crowley 1982). Cost: O(times).
 *
 * @param curve - The curve.
 * @param probability - The share, above 0 and at most 1.
 * @returns The time and its limits, each `null` when it is not reached: often too few have left to say when a half will have.
 * @throws An {@link InvalidArgumentError} when the curve is none, or the probability is not one.
 *
 * @example
 * import { eventTable, kaplanMeier, survivalQuantile } from "clientele/survival";
 *
 * const curve = kaplanMeier(eventTable({ time: [1, 2, 3, 4, 5, 6, 7, 8], event: [1, 1, 1, 0, 1, 0, 0, 0] }));
 * survivalQuantile(curve, 0.25).time; // => 2.5
 * survivalQuantile(curve, 0.5).time; // => 5
 * survivalQuantile(curve, 0.9).time; // => null
 *
 * @category Survival curves
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): SurvivalQuantile {
  checkCurve(curve);
  if (typeof (probability as unknown) !== "number" || !(probability > 0 && probability <= 1))
    throw new InvalidArgumentError("probability", "a share above 0 and at most 1", probability);
  const timeOf = (shares: readonly (number | null)[]): number | null => firstTime(curve.time, shares, 1 - probability);
  return {
    probability,
    time: timeOf(curve.survival),
    lower: timeOf(curve.lower),
    upper: timeOf(curve.upper),
    definition: { method: "first-time-at-or-below" },
  };
}

/**
 * The time by which half of all had the event: {@link survivalQuantile} of 0.5.
 *
 * @param curve - The curve.
 * @returns The time and its limits, each `null` when it is not reached.
 * @throws An {@link InvalidArgumentError} when the curve is none.
 *
 * @example
 * import { eventTable, kaplanMeier, medianSurvival } from "clientele/survival";
 *
 * const curve = kaplanMeier(eventTable({ time: [3, 5, 8, 12, 15], event: [1, 1, 1, 0, 1] }));
 * medianSurvival(curve).time; // => 8
 *
 * @category Survival curves
 */
export function medianSurvival(curve: SurvivalCurve): SurvivalQuantile {
  return survivalQuantile(curve, 0.5);
}

/** What is undefined is passed over. */
function firstTime(time: readonly number[], shares: readonly (number | null)[], share: number): number | null {
  const first = shares.findIndex((value) => value !== null && value <= share + TOLERANCE);
  if (first < 0) return null;
  const start = time[first] as number;
  if ((shares[first] as number) < share - TOLERANCE) return start;
  const drop = shares.findIndex((value, i) => i > first && value !== null && value < share - TOLERANCE);
  const end = time[drop < 0 ? time.length - 1 : drop] as number;
  return (start + end) / 2;
}
