// The mean silhouette (Rousseeuw 1987) of weighted points: exact while there are few of them, else of a drawn sample of the rows.
import { seededRandom } from "../../numerics/random.js";
import { addToSum, emptySum, sumValue } from "../../numerics/sum.js";
import type { SilhouetteDefinition } from "./k-means.js";
import type { Points } from "./scaled-points.js";

/** The cost is the square of this. */
const MOST_POINTS = 2000;
/** Far from the streams of the starts. */
const SAMPLE_STREAM = 0x51_1b0;

/** The mean over all rows and what it was measured on; nothing for one cluster. */
export function meanSilhouette(
  points: Points,
  labels: Int32Array,
  k: number,
  seed: number,
): { silhouette: number | null; definition: SilhouetteDefinition | null } {
  if (k < 2) return { silhouette: null, definition: null };
  const rows = points.ofRow.length;
  if (points.count <= MOST_POINTS) {
    return { silhouette: meanOf(points, points.weights, labels, k), definition: { method: "exact", customers: rows } };
  }
  return {
    silhouette: meanOf(points, sampledWeights(points, seed), labels, k),
    definition: { method: "sample", customers: MOST_POINTS },
  };
}

/** So many rows of each point as a sample without replacement has (Knuth's selection sampling). */
function sampledWeights({ count, weights, ofRow }: Points, seed: number): Float64Array {
  const random = seededRandom(seed, SAMPLE_STREAM);
  const sampled = new Float64Array(count);
  let [left, wanted] = [ofRow.length, MOST_POINTS];
  for (let i = 0; i < count; i += 1) {
    for (let copy = 0; copy < (weights[i] as number); copy += 1) {
      if (random.uniform() * left < wanted) {
        (sampled[i] as number) += 1;
        wanted -= 1;
      }
      left -= 1;
    }
  }
  return sampled;
}

/** `null` when all that is measured lies in one cluster. */
function meanOf({ size, at }: Points, weights: Float64Array, labels: Int32Array, k: number): number | null {
  const members = Int32Array.from(weights.keys()).filter((i) => (weights[i] as number) > 0);
  const sizes = new Float64Array(k);
  for (const i of members) (sizes[labels[i] as number] as number) += weights[i] as number;
  if (sizes.filter((rows) => rows > 0).length < 2) return null;

  const [sum, distances] = [emptySum(), new Float64Array(k)];
  let rows = 0;
  for (const i of members) {
    distances.fill(0);
    for (const other of members) {
      let squared = 0;
      for (let j = 0; j < size; j += 1) squared += ((at[i * size + j] as number) - (at[other * size + j] as number)) ** 2;
      (distances[labels[other] as number] as number) += (weights[other] as number) * Math.sqrt(squared);
    }
    rows += weights[i] as number;
    addToSum(sum, (weights[i] as number) * silhouetteOf(distances, sizes, labels[i] as number));
  }
  return sumValue(sum) / rows + 0;
}

/** Of a row with these sums of distances from the rows of each cluster; 0 for the only one of its cluster. */
function silhouetteOf(distances: Float64Array, sizes: Float64Array, own: number): number {
  const others = (sizes[own] as number) - 1;
  if (others === 0) return 0;
  const within = (distances[own] as number) / others;
  let nearest = Infinity;
  for (const [cluster, rows] of sizes.entries()) {
    if (cluster !== own && rows > 0) nearest = Math.min(nearest, (distances[cluster] as number) / rows);
  }
  const greater = Math.max(within, nearest);
  return greater === 0 ? 0 : (nearest - within) / greater;
}
