import { checkAmount } from "../numerics/limits.js";
import { checkCurve, lastIndexUpTo } from "./curve.js";
import type { SurvivalCurve } from "./kaplan-meier.js";

/**
 * The share that is still there after a time.
 *
 * Events of just that time are already gone. Beyond the last time nothing is known; the curve is then taken to stay as it is. Cost: O(log times).
 *
 * @param curve - The curve.
 * @param time - The time, 0 or more.
 * @returns The share, from 0 to 1; 1 before the first event.
 * @throws An {@link InvalidArgumentError} when the curve is none, or the time is negative or not finite.
 *
 * @example
 * import { eventTable, kaplanMeier, survivalAt } from "clientele/survival";
 *
 * const curve = kaplanMeier(eventTable({ time: [1, 2, 3, 4], event: [1, 1, 0, 0] }));
 * [0.9, 1, 1.5, 2, 60].map((time) => survivalAt(curve, time)); // => [1, 0.75, 0.75, 0.5, 0.5]
 *
 * @category Survival curves
 */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  checkCurve(curve);
  checkAmount("time", time);
  const index = lastIndexUpTo(curve.time, time);
  return index < 0 ? 1 : (curve.survival[index] as number);
}
