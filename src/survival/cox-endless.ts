// Whether the likelihood rises for ever in a direction (monotone likelihood): then there is no maximum.
import type { CoxData } from "./cox-data.js";
import { linearPredictors } from "./cox-likelihood.js";

/** Shorter steps, in the linear predictor, are the end of a search, not the middle of an endless one. */
const SHORTEST = 1e-3;

/**
 * By how much the events together fall short of the highest linear predictor at risk in this direction, as a share of the largest predictor;
 * `Infinity` for a short one. Far out each event has the slope of its difference from the highest, and the likelihood, being concave, has no
 * smaller slope on the way: it rises for ever where the share is 0 but for rounding. Cost: O(rows x log rows).
 */
export function shortfall(data: CoxData, direction: readonly number[]): number {
  const change = linearPredictors(data, direction);
  const most = reach(change);
  if (!(most > SHORTEST && most < Infinity)) return Infinity;
  let missing = 0;
  for (let s = 0; s + 1 < data.strata.length; s++)
    missing += missingIn(data, change, data.strata[s] as number, data.strata[s + 1] as number);
  return missing / most;
}

/** The size of the largest linear predictor. */
export function reach(predictors: Float64Array): number {
  let most = 0;
  for (let row = 0; row < predictors.length; row++) most = Math.max(most, Math.abs(predictors[row] as number));
  return most;
}

/** By how much the events of a stratum fall short of the highest at risk, all together. */
function missingIn({ time, event, weight, entries }: CoxData, change: Float64Array, from: number, to: number): number {
  const heap: number[] = [];
  let missing = 0;
  for (let row = from; row < to;) {
    const first = row;
    const now = time[row] as number;
    for (; row < to && time[row] === now; row++) push(heap, row, change);
    // Whoever enters at this time or later is not at risk here, nor at any time before.
    while (entries !== null && heap.length > 0 && (entries.entry[heap[0] as number] as number) >= now) pop(heap, change);
    for (let i = first; i < row; i++) {
      if (event[i] === 1) missing += (weight[i] as number) * ((change[heap[0] as number] as number) - (change[i] as number));
    }
  }
  return missing;
}

/** A heap of rows, that of the largest value on top. */
function push(heap: number[], row: number, values: Float64Array): void {
  let place = heap.length;
  heap.push(row);
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if ((values[heap[parent] as number] as number) >= (values[row] as number)) break;
    heap[place] = heap[parent] as number;
    place = parent;
  }
  heap[place] = row;
}

function pop(heap: number[], values: Float64Array): void {
  const row = heap.pop() as number;
  if (heap.length === 0) return;
  const valueAt = (place: number): number => values[heap[place] as number] as number;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && valueAt(child + 1) > valueAt(child)) child += 1;
    if (valueAt(child) <= (values[row] as number)) break;
    heap[place] = heap[child] as number;
    place = child;
  }
  heap[place] = row;
}
