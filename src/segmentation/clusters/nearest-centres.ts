// Which centre is nearest to each point: by looking at all of them, or only where bounds leave a doubt (Hamerly 2010).
import type { Points } from "./scaled-points.js";

/** Bounds of distances that hold between one step and the next. */
export interface DistanceBounds {
  /** A point is at most this far from its own centre. */
  readonly own: Float64Array;
  /** A point is at least this far from every other centre. */
  readonly others: Float64Array;
}

/** Rounding decides nothing: bounds must differ by more than this, as a share. */
const DOUBT = 1 + 1e-9;

/** Bounds that rule nothing out. */
export function looseBounds(count: number): DistanceBounds {
  return { own: new Float64Array(count).fill(Infinity), others: new Float64Array(count) };
}

/** The squared distance of a point from a centre. */
export function squaredDistance({ at, size }: Points, point: number, centres: Float64Array, centre: number): number {
  let sum = 0;
  for (let j = 0; j < size; j += 1) {
    const difference = (at[point * size + j] as number) - (centres[centre * size + j] as number);
    sum += difference * difference;
  }
  return sum;
}

/** Gives every point the nearest centre, the first of equals, and every centre at least one point; says whether anything changed. */
export function assignAll(points: Points, centres: Float64Array, labels: Int32Array): boolean {
  const { count, size, at } = points;
  const ends = centres.length;
  const counts = new Int32Array(ends / size);
  let changed = false;
  for (let i = 0; i < count; i += 1) {
    const from = i * size;
    let [nearest, least] = [0, Infinity];
    for (let place = 0, centre = 0; place < ends; centre += 1) {
      let distance = 0;
      for (let j = 0; j < size; j += 1, place += 1) {
        const difference = (at[from + j] as number) - (centres[place] as number);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = centre;
      }
    }
    changed ||= labels[i] !== nearest;
    labels[i] = nearest;
    (counts[nearest] as number) += 1;
  }
  return fillEmpty(points, centres, labels, counts) || changed;
}

/** The same after the centres have moved, for points whose bounds leave a doubt; the others keep theirs. Keeps the bounds up to date. */
export function assignByBounds(
  points: Points,
  before: Float64Array,
  centres: Float64Array,
  labels: Int32Array,
  bounds: DistanceBounds,
): boolean {
  const { own, others } = bounds;
  const moves = movesOf(before, centres, points.size);
  const furthestMove = moves.reduce((most, move) => Math.max(most, move), 0);
  const gaps = halfGaps(centres, points.size);
  const counts = new Int32Array(gaps.length);
  let changed = false;
  for (let i = 0; i < points.count; i += 1) {
    const label = labels[i] as number;
    (counts[label] as number) += 1;
    const most = (own[i] as number) + (moves[label] as number);
    const least = (others[i] as number) - furthestMove;
    own[i] = most;
    others[i] = least;
    const safe = Math.max(least, gaps[label] as number);
    if (most * DOUBT < safe) continue;
    const distance = Math.sqrt(squaredDistance(points, i, centres, label));
    own[i] = distance;
    if (distance * DOUBT < safe) continue;
    if (!reassign(points, centres, labels, bounds, i)) continue;
    (counts[label] as number) -= 1;
    (counts[labels[i] as number] as number) += 1;
    changed = true;
  }
  if (!fillEmpty(points, centres, labels, counts)) return changed;
  own.fill(Infinity);
  others.fill(0);
  return true;
}

/** Looks at all centres for one point. */
function reassign(points: Points, centres: Float64Array, labels: Int32Array, { own, others }: DistanceBounds, i: number): boolean {
  const { size, at } = points;
  const from = i * size;
  let [nearest, least, second] = [0, Infinity, Infinity];
  for (let place = 0, centre = 0; place < centres.length; centre += 1) {
    let distance = 0;
    for (let j = 0; j < size; j += 1, place += 1) {
      const difference = (at[from + j] as number) - (centres[place] as number);
      distance += difference * difference;
    }
    if (distance < least) {
      second = least;
      least = distance;
      nearest = centre;
    } else if (distance < second) second = distance;
  }
  own[i] = Math.sqrt(least);
  others[i] = Math.sqrt(second);
  const changed = labels[i] !== nearest;
  labels[i] = nearest;
  return changed;
}

/** How far each centre has moved. */
function movesOf(before: Float64Array, centres: Float64Array, size: number): Float64Array {
  return new Float64Array(centres.length / size).map((_, centre) => gapBetween(before, centre, centres, centre, size));
}

/** Half of the distance of each centre from the next one: whoever is nearer than that has found theirs. */
function halfGaps(centres: Float64Array, size: number): Float64Array {
  const gaps = new Float64Array(centres.length / size).fill(Infinity);
  for (let a = 1; a < gaps.length; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const half = gapBetween(centres, a, centres, b, size) / 2;
      gaps[a] = Math.min(gaps[a] as number, half);
      gaps[b] = Math.min(gaps[b] as number, half);
    }
  }
  return gaps;
}

function gapBetween(some: Float64Array, a: number, others: Float64Array, b: number, size: number): number {
  let sum = 0;
  for (let j = 0; j < size; j += 1) sum += ((some[a * size + j] as number) - (others[b * size + j] as number)) ** 2;
  return Math.sqrt(sum);
}

/** Every centre without a point takes the one that is furthest from its own, the first of equals, where that keeps another; says whether there was any. */
function fillEmpty(points: Points, centres: Float64Array, labels: Int32Array, counts: Int32Array): boolean {
  const { count, size, at } = points;
  let filled = false;
  for (let empty = counts.indexOf(0); empty !== -1; empty = counts.indexOf(0)) {
    let [furthest, most] = [-1, -1];
    for (let i = 0; i < count; i += 1) {
      const distance = squaredDistance(points, i, centres, labels[i] as number);
      if (distance > most && (counts[labels[i] as number] as number) > 1) [furthest, most] = [i, distance];
    }
    (counts[labels[furthest] as number] as number) -= 1;
    counts[empty] = 1;
    labels[furthest] = empty;
    centres.set(at.subarray(furthest * size, furthest * size + size), empty * size);
    filled = true;
  }
  return filled;
}
