// A few moments of a survival curve, as a table shows them.
import type { SurvivalCurve } from "clientele/survival";

/** Three months, half a year, one to ten years, each with the most days that it can have: what ends with it has ended. */
const MOMENTS = [92, 184, 366, 731, 1096, 1827, 3653];

export interface SurvivalPoint {
  readonly days: number;
  readonly survival: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Who was watched for so long and had not left before. */
  readonly atRisk: number;
}

/** The share still there after three months, half a year, a year and so on, as far as anybody was watched. */
export function survivalPoints(curve: SurvivalCurve): SurvivalPoint[] {
  const last = curve.time.at(-1) ?? 0;
  return MOMENTS.filter((days) => days <= last).map((days) => {
    const place = curve.time.findLastIndex((time) => time <= days);
    const next = curve.time.findIndex((time) => time >= days);
    return {
      days,
      survival: curve.survival[place] ?? 1,
      lower: curve.lower[place] ?? null,
      upper: curve.upper[place] ?? null,
      atRisk: curve.atRisk[next] ?? 0,
    };
  });
}
