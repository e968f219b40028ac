// Lloyd's algorithm (1982) on weighted points, from seeds of k-means++ (Arthur and Vassilvitskii 2007).
import { seededRandom, type Random } from "../../numerics/random.js";
import { sumOfTerms } from "../../numerics/sum.js";
import { assignAll, assignByBounds, looseBounds, squaredDistance } from "./nearest-centres.js";
import type { Points } from "./scaled-points.js";

/** Where one run ended. */
export interface KMeansRun {
  /** The cluster of each point, from 0. */
  readonly labels: Int32Array;
  /** The means of the clusters, one after the other. */
  readonly centres: Float64Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** What the runs have in common. */
export interface KMeansTask {
  readonly points: Points;
  /** At most as many as there are points. */
  readonly k: number;
  readonly seed: number;
  readonly starts: number;
  readonly maxIterations: number;
}

/** The run with the least inertia, the first of equals. Every start draws from a stream of its own: more starts only add runs. */
export function bestRun(task: KMeansTask): KMeansRun {
  let best = oneRun(task, 0);
  for (let start = 1; start < task.starts; start += 1) {
    const run = oneRun(task, start);
    if (run.inertia < best.inertia) best = run;
  }
  return best;
}

function oneRun({ points, k, seed, maxIterations }: KMeansTask, start: number): KMeansRun {
  const centres = seeds(points, k, seededRandom(seed, start));
  const labels = new Int32Array(points.count);
  assignAll(points, centres, labels);
  const bounds = looseBounds(points.count);
  let [iterations, moved] = [0, true];
  while (moved && iterations < maxIterations) {
    const before = centres.slice();
    moveToMeans(points, centres, labels);
    iterations += 1;
    // After the last step nobody moves any more, nor a centre: it is only asked whether anybody would.
    const isLast = iterations === maxIterations;
    const [next, at] = isLast ? [labels.slice(), centres.slice()] : [labels, centres];
    moved = assignByBounds(points, before, at, next, bounds) || assignAll(points, at, next);
  }
  const inertia = sumOfTerms(points.count, (i) => (points.weights[i] as number) * squaredDistance(points, i, centres, labels[i] as number));
  return { labels, centres, inertia, iterations, converged: !moved };
}

/** Points drawn one after the other, each with a chance in proportion to its weight times its squared distance from the nearest one drawn before. */
function seeds(points: Points, k: number, random: Random): Float64Array {
  const { count, size, at, weights } = points;
  const centres = new Float64Array(k * size);
  const nearest = new Float64Array(count).fill(1);
  for (let centre = 0; centre < k; centre += 1) {
    const drawn = drawPoint(weights, nearest, random.uniform());
    centres.set(at.subarray(drawn * size, drawn * size + size), centre * size);
    for (let i = 0; i < count; i += 1) {
      const distance = squaredDistance(points, i, centres, centre);
      if (centre === 0 || distance < (nearest[i] as number)) nearest[i] = distance;
    }
  }
  return centres;
}

/** The point at this share of all chances; never one without a chance. */
function drawPoint(weights: Float64Array, chances: Float64Array, share: number): number {
  const total = sumOfTerms(weights.length, (i) => (weights[i] as number) * (chances[i] as number));
  let [left, last] = [share * total, 0];
  for (let i = 0; i < weights.length; i += 1) {
    const chance = (weights[i] as number) * (chances[i] as number);
    if (chance === 0) continue;
    last = i;
    if (left < chance) break;
    left -= chance;
  }
  return last;
}

/** Moves each centre to the mean of its points. */
function moveToMeans({ count, size, at, weights }: Points, centres: Float64Array, labels: Int32Array): void {
  const total = new Float64Array(centres.length / size);
  centres.fill(0);
  for (let i = 0; i < count; i += 1) {
    const label = labels[i] as number;
    const weight = weights[i] as number;
    (total[label] as number) += weight;
    for (let j = 0; j < size; j += 1) (centres[label * size + j] as number) += weight * (at[i * size + j] as number);
  }
  for (let place = 0; place < centres.length; place += 1) (centres[place] as number) /= total[Math.floor(place / size)] as number;
}
