// Rows as points on common scales. Equal rows are one point with a weight, and points are sorted by their coordinates: neither the order of the rows nor their ids
// can matter to what comes after.
import { sumOf, sumOfTerms } from "../../numerics/sum.js";
import { sortedCopy } from "../../numerics/quantile.js";
import type { FeatureScale, ScaledFeature } from "./k-means.js";

/** Distinct points in ascending order, one after the other in `at`. */
export interface Points {
  /** How many there are. */
  readonly count: number;
  /** How many coordinates each has. */
  readonly size: number;
  readonly at: Float64Array;
  /** How many rows each stands for. */
  readonly weights: Float64Array;
  /** The point of each row. */
  readonly ofRow: Int32Array;
}

/** Nearer to 0 than this counts as 0: what is left can be squared. */
const LEAST_COORDINATE = 1e-120;

/** How a feature is put on its scale, from all of its values. */
export function scaledFeature<Feature extends string>(feature: Feature, scale: FeatureScale, values: Float64Array): ScaledFeature<Feature> {
  // Sums run over sorted values, so that they do not depend on the order of the rows to the last bit.
  const sorted = sortedCopy(values).map((value) => transformed(value, scale));
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (least === most) return { feature, scale, center: least, spread: null };
  if (scale === "none") return { feature, scale, center: 0, spread: 1 };
  // In a power of two near the greatest value nothing overflows, and values times a power of two come out the same.
  const unit = 2 ** Math.min(1023, Math.floor(Math.log2(Math.max(Math.abs(least), Math.abs(most)))));
  const inUnits = sorted.map((value) => value / unit);
  const mean = sumOf(inUnits) / inUnits.length;
  const variance = sumOfTerms(inUnits.length, (i) => ((inUnits[i] as number) - mean) ** 2) / inUnits.length;
  // Differences too small for a number of their own are none.
  return { feature, scale, center: mean * unit + 0, spread: Math.sqrt(variance) * unit || null };
}

/** The points of columns of equal length, one column a feature. */
export function scaledPoints(columns: readonly Float64Array[], features: readonly ScaledFeature[]): Points {
  const [size, rows] = [columns.length, columns[0]?.length ?? 0];
  const all = new Float64Array(rows * size);
  for (const [j, feature] of features.entries()) {
    const column = columns[j] as Float64Array;
    for (let i = 0; i < rows; i += 1) all[i * size + j] = coordinateOf(column[i] as number, feature);
  }
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < size; j += 1) {
      const difference = (all[a * size + j] as number) - (all[b * size + j] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return distinctPoints(all, size, Int32Array.from({ length: rows }, (_, i) => i).sort(compare), compare);
}

function distinctPoints(all: Float64Array, size: number, order: Int32Array, compare: (a: number, b: number) => number): Points {
  const ofRow = new Int32Array(order.length);
  const firsts: number[] = [];
  const weights: number[] = [];
  for (let place = 0; place < order.length; place += 1) {
    const row = order[place] as number;
    if (place === 0 || compare(order[place - 1] as number, row) !== 0) {
      firsts.push(row);
      weights.push(0);
    }
    ofRow[row] = firsts.length - 1;
    (weights[firsts.length - 1] as number) += 1;
  }
  const at = new Float64Array(firsts.length * size);
  for (const [point, row] of firsts.entries()) at.set(all.subarray(row * size, row * size + size), point * size);
  return { count: firsts.length, size, at, weights: Float64Array.from(weights), ofRow };
}

function coordinateOf(value: number, { scale, center, spread }: ScaledFeature): number {
  if (spread === null) return 0;
  // Halves: the difference of two numbers may be too great for one.
  const coordinate = ((transformed(value, scale) / 2 - center / 2) / spread) * 2;
  return Math.abs(coordinate) < LEAST_COORDINATE ? 0 : coordinate;
}

function transformed(value: number, scale: FeatureScale): number {
  return (scale === "log-z-score" ? Math.log1p(value) : value) + 0;
}
