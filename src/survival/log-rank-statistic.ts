// How far observed events are from expected ones, measured by their covariance.
import { inverseOfPositiveDefinite } from "../numerics/cholesky.js";
import { sumOfTerms } from "../numerics/sum.js";

type Matrix = readonly (readonly number[])[];

/** The statistic, and how many differences went into it; `null` and 0 when no groups can be compared. */
export interface LogRankStatistic {
  readonly chiSquare: number | null;
  readonly degreesOfFreedom: number;
}

/**
 * (O - E)' V^- (O - E). V joins the groups that were at risk at the same time; within those that are joined, directly or through others, the
 * differences add up to 0, so one group of each such part is left out, and a group that is joined to none says nothing.
 */
export function logRankStatistic(observed: readonly number[], expected: readonly number[], variance: Matrix): LogRankStatistic {
  const counted = joinedParts(variance).flatMap((part) => withoutWidest(part, variance));
  if (counted.length === 0) return { chiSquare: null, degreesOfFreedom: 0 };
  const inverse = inverseOfPositiveDefinite(counted.map((g) => counted.map((h) => variance[g]?.[h] as number)));
  if (inverse === null) return { chiSquare: null, degreesOfFreedom: 0 };
  const excess = counted.map((g) => (observed[g] as number) - (expected[g] as number));
  const terms = inverse.flatMap((row, i) => row.map((value, j) => value * (excess[i] as number) * (excess[j] as number)));
  const sum = sumOfTerms(terms.length, (i) => terms[i] as number);
  return { chiSquare: Math.max(0, sum), degreesOfFreedom: counted.length };
}

/** The groups in parts that share no covariance. All terms of a covariance have one sign, so that it is 0 only where each of them is. */
function joinedParts(variance: Matrix): number[][] {
  const parts: number[][] = [];
  const seen = new Set<number>();
  for (const first of variance.keys()) {
    if (seen.has(first)) continue;
    seen.add(first);
    const part = [first];
    for (const g of part) {
      variance[g]?.forEach((covariance, h) => {
        if (covariance === 0 || seen.has(h)) return;
        seen.add(h);
        part.push(h);
      });
    }
    parts.push(part);
  }
  return parts;
}

/** All but the one of the largest variance, without which rounding does least harm. */
function withoutWidest(part: readonly number[], variance: Matrix): number[] {
  const width = (g: number): number => variance[g]?.[g] as number;
  const widest = part.reduce((best, g) => (width(g) > width(best) ? g : best));
  return part.filter((g) => g !== widest);
}
