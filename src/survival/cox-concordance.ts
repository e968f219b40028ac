// Harrell's concordance (Harrell, Lee and Mark 1996) with weights, strata and late entries.
import { sortedCopy } from "../numerics/quantile.js";
import type { CoxData } from "./cox-data.js";

/**
 * Of the pairs in which one has the event while the other is at risk and stays longer, the share in which the one with the event has the
 * higher linear predictor; equal ones count half. `null` without such pairs. Cost: O(rows x log rows), by a tree of weights over the ranks
 * of the linear predictors.
 */
export function concordanceOf(data: CoxData, predictor: Float64Array): number | null {
  const pairs = { higher: 0, equal: 0, all: 0 };
  for (let s = 0; s + 1 < data.strata.length; s++)
    addStratum(data, predictor, data.strata[s] as number, data.strata[s + 1] as number, pairs);
  return pairs.all === 0 ? null : (pairs.higher + pairs.equal / 2) / pairs.all;
}

interface Pairs {
  higher: number;
  equal: number;
  all: number;
}

function addStratum({ time, event, weight, entries }: CoxData, predictor: Float64Array, from: number, to: number, pairs: Pairs): void {
  const ranks = ranksOf(predictor.subarray(from, to));
  const tree = new Float64Array(ranks.most + 1);
  const rankOf = (row: number): number => ranks.of[row - from] as number;
  let total = 0;
  const put = (row: number, count: number): void => {
    total += count;
    for (let place = rankOf(row); place < tree.length; place += place & -place) tree[place] = (tree[place] as number) + count;
  };
  const below = (rank: number): number => {
    let sum = 0;
    for (let place = rank; place > 0; place -= place & -place) sum += tree[place] as number;
    return sum;
  };

  let next = from;
  for (let row = from; row < to;) {
    const first = row;
    const now = time[row] as number;
    for (; row < to && time[row] === now; row++) if (event[row] === 0) put(row, weight[row] as number);
    for (; entries !== null && next < to; next++) {
      const late = entries.order[next] as number;
      if ((entries.entry[late] as number) < now) break;
      put(late, -(weight[late] as number));
    }
    for (let i = first; i < row; i++) {
      if (event[i] === 0) continue;
      const rank = rankOf(i);
      const lower = below(rank - 1);
      pairs.higher += (weight[i] as number) * lower;
      pairs.equal += (weight[i] as number) * (below(rank) - lower);
      pairs.all += (weight[i] as number) * total;
    }
    for (let i = first; i < row; i++) if (event[i] === 1) put(i, weight[i] as number);
  }
}

/** The ranks from 1 on; equal values have the same. */
function ranksOf(values: Float64Array): { readonly of: Int32Array; readonly most: number } {
  const distinct = sortedCopy(values).filter((value, i, sorted) => i === 0 || value !== sorted[i - 1]);
  const of = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    let low = 0;
    let high = distinct.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((distinct[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    of[i] = low + 1;
  }
  return { of, most: distinct.length };
}
