import { checkAmount } from "../numerics/limits.js";
import { addToSum, emptySum, sumValue } from "../numerics/sum.js";
import { checkCurve, lastIndexUpTo } from "./curve.js";
import type { SurvivalCurve } from "./kaplan-meier.js";

/**
 * The mean time up to a horizon.
 * @category Survival curves
 */
export interface RestrictedMeanSurvival {
  /** The horizon. */
  readonly tau: number;
  /** The mean of the time to the event or to the horizon, whichever comes first; `null` when the curve was made of no rows. */
  readonly mean: number | null;
  /** Its standard error; `null` as the mean is. */
  readonly standardError: number | null;
  /** Whether the horizon lies beyond the last time while some are still there, so that a part of the mean is a guess. */
  readonly extendedBeyondLastTime: boolean;
  /** What was computed. */
  readonly definition: {
    /** The area below the curve. */
    readonly method: "area-below-curve";
  };
}

/**
 * How long customers stay on average within a horizon: the area below the curve up to it.
 *
 * Unlike the median it exists wherever there are rows, and the difference of two groups reads as time won. The standard error follows from Greenwood's formula. Beyond the
 * last time the curve is taken to stay as it is, which is a guess unless it is at 0. Cost: O(times).
 *
 * @param curve - The curve.
 * @param tau - The horizon, in the curve's unit of time: 0 or more.
 * @returns The mean and its standard error, `null` without rows.
 * @throws An {@link InvalidArgumentError} when the curve is none, or the horizon is negative or not finite.
 *
 * @example
 * import { eventTable, kaplanMeier, restrictedMeanSurvival } from "clientele/survival";
 *
 * const curve = kaplanMeier(eventTable({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }));
 * restrictedMeanSurvival(curve, 4).mean; // => 2.5
 * restrictedMeanSurvival(curve, 2).mean; // => 1.75
 * const young = kaplanMeier(eventTable({ time: [1, 2, 3, 4], event: [1, 1, 0, 0] }));
 * [4, 12].map((tau) => restrictedMeanSurvival(young, tau).extendedBeyondLastTime); // => [false, true]
 *
 * @category Survival curves
 */
export function restrictedMeanSurvival(curve: SurvivalCurve, tau: number): RestrictedMeanSurvival {
  checkCurve(curve);
  checkAmount("tau", tau);
  const { time, survival, atRisk, events } = curve;
  const [area, variance] = [emptySum(), emptySum()];
  let end = tau;
  // From the horizon back, so that the area is always that after the time at hand.
  for (let i = lastIndexUpTo(time, tau); i >= 0; i--) {
    const [start, n, d] = [time[i] as number, atRisk[i] as number, events[i] as number];
    addToSum(area, (survival[i] as number) * (end - start));
    end = start;
    if (d > 0 && d < n) addToSum(variance, sumValue(area) ** 2 * (d / n / (n - d)));
  }
  addToSum(area, end);
  const isKnown = time.length > 0;
  return {
    tau,
    mean: isKnown ? sumValue(area) : null,
    standardError: isKnown ? Math.sqrt(sumValue(variance)) : null,
    extendedBeyondLastTime: tau > (time.at(-1) ?? 0) && survival.at(-1) !== 0,
    definition: { method: "area-below-curve" },
  };
}
