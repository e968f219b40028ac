import { addToSum, emptySum, sumValue } from "../../numerics/sum.js";
import { TEN } from "../../numerics/gauss-legendre.js";
import type { ParetoNbdParameters } from "./pareto-nbd.js";

/**
 * The probabilities of 0, 1, ... `upTo` purchases: those of who is still there at the horizon, and of who left at a time before, added up
 * over that time. Fader and Hardie (2006), "Deriving an expression for P(X(t) = x) under the Pareto/NBD model", without their differences.
 */
export function purchaseCounts({ r, alpha, s, beta }: ParetoNbdParameters, horizon: number, upTo: number): number[] {
  if (horizon === 0) return Array.from({ length: upTo + 1 }, (_, n) => (n === 0 ? 1 : 0));
  const leaving: Leaving = { r, s, a: alpha / horizon, b: beta / horizon };
  const logMore = -Math.log1p(leaving.a);
  const logNone = -r * Math.log1p(1 / leaving.a) - s * Math.log1p(1 / leaving.b);
  const logWays = emptySum();
  const counts: number[] = [];
  while (counts.length <= upTo) {
    const { terms, factors, goodFor } = termsOf(leaving, counts.length, sumValue(logWays));
    const last = Math.min(counts.length + goodFor - 1, upTo);
    for (let n = counts.length; n <= last; n++) {
      const growth = (r + n) / (n + 1);
      let probability = Math.exp(sumValue(logWays) + n * logMore + logNone);
      for (let k = 0; k < terms.length; k++) {
        const term = terms[k] as number;
        probability += term;
        terms[k] = term * ((factors[k] as number) * growth);
      }
      counts.push(probability);
      addToSum(logWays, Math.log(growth));
    }
  }
  return counts;
}

/** The parameters, with the horizon as the unit of time. */
interface Leaving {
  readonly r: number;
  readonly s: number;
  readonly a: number;
  readonly b: number;
}

/** An integral as a sum of terms; the same for one purchase more takes a factor for each, good for so many counts. */
interface Terms {
  readonly terms: number[];
  readonly factors: number[];
  readonly goodFor: number;
}

/** The exponent may fall by so much over the first panel from the top; later panels matter less. */
const FIRST_FALL = 3;
/** Half of what is allowed for the nearest singularity, which is at a distance of pi. */
const WIDEST = 1;
/** What is so far below the top, in the exponent, is nothing. */
const DEPTH = 45;
/** Counts for which the top moves by less than this part of its width share their points. */
const SAME_TOP = 0.15;
const MOST_SHARED = 1000;

/** The chance of having left with n purchases: over y, where leaving is at e^-y of the horizon, the integrand has one top. */
function termsOf(leaving: Leaving, n: number, logWays: number): Terms {
  const { a } = leaving;
  const start = Math.max(0, -Math.log(mostLikelyTime(leaving, n)));
  const found: Terms = { terms: [], factors: [], goodFor: 1 };
  addSide(leaving, n, logWays, start, 1, Infinity, found);
  if (start > 0) addSide(leaving, n, logWays, start, -1, start, found);
  const x = Math.exp(-start);
  const goodFor = Math.floor((SAME_TOP * (a + x)) / a / panelWidth(leaving, n, start, 1));
  return { ...found, goodFor: Math.max(1, Math.min(goodFor, MOST_SHARED)) };
}

/** Adds the points on one side of the top, up to `reach` away from it. */
function addSide(
  leaving: Leaving,
  n: number,
  logWays: number,
  start: number,
  direction: number,
  reach: number,
  { terms, factors }: Terms,
): void {
  const top = logDensity(leaving, n, start);
  let fallen = 0;
  for (let from = 0; from < reach && fallen < DEPTH;) {
    const fall = FIRST_FALL + 0.5 * fallen;
    let width = Math.min(reach - from, WIDEST, panelWidth(leaving, n, start + direction * from, fall));
    width = Math.min(
      width,
      panelWidth(leaving, n, start + direction * (from + width), fall, slopeAt(leaving, n, start + direction * from)),
    );
    for (let i = 0; i < TEN.points.length; i++) {
      const y = start + direction * (from + width * (TEN.points[i] as number));
      terms.push(width * (TEN.weights[i] as number) * Math.exp(logDensity(leaving, n, y) + logWays));
      factors.push(1 / (1 + leaving.a * Math.exp(y)));
    }
    from += width;
    fallen = top - logDensity(leaving, n, start + direction * from);
  }
}

/** How far from y the exponent falls by `fall`, if its curvature stays as it is at y. */
function panelWidth(leaving: Leaving, n: number, y: number, fall: number, slope = slopeAt(leaving, n, y)): number {
  const { r, s, a, b } = leaving;
  const x = Math.exp(-y);
  const curvature = ((r + n) * (a / (a + x)) * x) / (a + x) + ((s + 1) * (b / (b + x)) * x) / (b + x);
  const steepness = Math.abs(slope);
  return (2 * fall) / (steepness + Math.sqrt(steepness * steepness + 2 * curvature * fall));
}

/** The logarithm of the density of leaving at e^-y with n purchases made, but for the number of ways to make them. */
function logDensity({ r, s, a, b }: Leaving, n: number, y: number): number {
  const x = Math.exp(-y);
  // Of 1 + a / x and 1 + x / a one is found from the other, and never the one nearer to 1.
  const lackOfA = x > a ? Math.log1p(a / x) : Math.log1p(x / a) + Math.log(a) + y;
  const growthOfA = x > a ? lackOfA - Math.log(a) - y : Math.log1p(x / a);
  return -n * lackOfA - r * growthOfA - Math.log1p(b / x) - s * Math.log1p(x / b) + Math.log(s);
}

/** Its derivative by y. */
function slopeAt({ r, s, a, b }: Leaving, n: number, y: number): number {
  const x = Math.exp(-y);
  return (r * x - n * a) / (a + x) + (s * x - b) / (b + x);
}

/** e^-y where that derivative is 0. */
function mostLikelyTime({ r, s, a, b }: Leaving, n: number): number {
  const linear = (r - 1) * b + (s - n) * a;
  const root = Math.sqrt(linear * linear + 4 * (r + s) * (n + 1) * a * b);
  return linear > 0 ? (2 * (n + 1) * a * b) / (linear + root) : (root - linear) / (2 * (r + s));
}
