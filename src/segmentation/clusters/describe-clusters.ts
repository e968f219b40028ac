import { sortedCopy } from "../../numerics/quantile.js";
import { finiteMean, finiteQuantile } from "../finite-middle.js";
import type { KMeansCluster, ScaledFeature } from "./k-means.js";

/** Segments in their order, and the number of each label's segment. */
export interface NumberedClusters<Feature extends string> {
  readonly clusters: readonly KMeansCluster<Feature>[];
  readonly numberOf: Int32Array;
}

/** Centroid and median of each label in the units of the rows, numbered by centroid: by the first feature, then by the next ones. */
export function describeClusters<Feature extends string>(
  labels: Int32Array,
  k: number,
  columns: readonly Float64Array[],
  features: readonly ScaledFeature<Feature>[],
): NumberedClusters<Feature> {
  const members = membersOf(labels, k);
  const described = members.map((rows, label) => {
    const middles = features.map((feature, j) => middleOf(rows, columns[j] as Float64Array, feature));
    return { label, size: rows.length, middles };
  });
  described.sort((a, b) => {
    const j = a.middles.findIndex(({ centroid }, feature) => centroid !== b.middles[feature]?.centroid);
    return j === -1 ? a.label - b.label : (a.middles[j]?.centroid as number) - (b.middles[j]?.centroid as number);
  });
  const numberOf = new Int32Array(k);
  for (const [i, { label }] of described.entries()) numberOf[label] = i + 1;
  const clusters = described.map(({ size, middles }, i) => {
    const named = (what: "centroid" | "median"): Record<Feature, number> =>
      Object.fromEntries(features.map(({ feature }, j) => [feature, middles[j]?.[what]])) as Record<Feature, number>;
    return { cluster: i + 1, size, centroid: named("centroid"), median: named("median") };
  });
  return { clusters, numberOf };
}

/** The rows of each label. */
function membersOf(labels: Int32Array, k: number): Int32Array[] {
  const counts = new Int32Array(k);
  for (const label of labels) (counts[label] as number) += 1;
  const members = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (const [row, label] of labels.entries()) {
    (members[label] as Int32Array)[counts[label] as number] = row;
    (counts[label] as number) += 1;
  }
  return members;
}

function middleOf(rows: Int32Array, column: Float64Array, { scale }: ScaledFeature): { centroid: number; median: number } {
  // Sums run over sorted values, so that they do not depend on the order of the rows to the last bit.
  const sorted = sortedCopy(Float64Array.from(rows, (row) => column[row] as number));
  const mean = scale === "log-z-score" ? Math.expm1(finiteMean(sorted.map((value) => Math.log1p(value)))) : finiteMean(sorted);
  // Rounding may lead out of the range of the values.
  const centroid = Math.max(sorted[0] as number, Math.min(mean, sorted.at(-1) as number));
  return { centroid, median: finiteQuantile(sorted, 0.5) };
}
