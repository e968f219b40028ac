import { normalReach } from "./normal-quantile.js";

/**
 * The score interval of a share, `successes` of `trials` (above 0), within 0 to 1. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical
 * Inference", JASA 22; without continuity correction.
 */
export function wilsonInterval(successes: number, trials: number, level: number): { lower: number; upper: number } {
  const z = normalReach(level);
  const share = successes / trials;
  const shrunk = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / shrunk;
  const reach = (z / shrunk) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  // At the ends the limit is the share itself, which the difference misses by a rounding.
  return { lower: successes === 0 ? 0 : Math.max(0, centre - reach), upper: successes === trials ? 1 : Math.min(1, centre + reach) };
}
