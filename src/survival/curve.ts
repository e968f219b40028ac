import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { SurvivalCurve } from "./kaplan-meier.js";

/** Throws unless a value looks like a curve of {@link kaplanMeier}. */
export function checkCurve(curve: SurvivalCurve, argument = "curve"): void {
  const { kind, time } = (curve as Partial<SurvivalCurve> | null | undefined) ?? {};
  const isCurve = kind === "survival-curve" && Array.isArray(time) && COLUMNS.every((name) => curve[name].length === time.length);
  if (!isCurve) throw new InvalidArgumentError(argument, "a survival curve, as kaplanMeier makes it", curve);
}

const COLUMNS = ["atRisk", "events", "censored", "survival", "standardError", "lower", "upper"] as const satisfies (keyof SurvivalCurve)[];

/** The index of the last of ascending times that is not after `time`; -1 when all are. */
export function lastIndexUpTo(times: ArrayLike<number>, time: number): number {
  let [low, high] = [-1, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
