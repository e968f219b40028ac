// Scores 1 to k of one figure of all customers. Every way here but ntile looks at the value alone, so it comes down to k - 1 cuts.
import { closedSideOf, cutsOfCounts } from "./cuts-of-counts.js";
import type { RfmCutsMethod } from "./rfm.js";
import { valueCounts, type NumberColumn, type ValueCounts } from "./value-counts.js";

/** How one figure is scored. */
export type ScoringWay =
  | { readonly method: RfmCutsMethod }
  /** `idOrder` holds the customers in the order of their ids: what decides between equal values. */
  | { readonly method: "ntile"; readonly idOrder: Int32Array }
  | { readonly method: "thresholds"; readonly cuts: readonly number[]; readonly closed: "left" | "right" };

/** The scores of one figure. */
export interface ScoredValues {
  readonly scores: Uint8Array;
  /** `null` when values alone do not tell the score. */
  readonly cuts: readonly number[] | null;
  /** How many different values there are. */
  readonly distinct: number;
}

/** Scores all values from 1 (the least) to `bins`; one alone scores 1 unless there are thresholds. */
export function scoreValues(values: NumberColumn, bins: number, way: ScoringWay): ScoredValues {
  const counts = valueCounts(values);
  const distinct = counts.values.length;
  if (way.method === "thresholds") return { scores: scoresByCuts(values, way.cuts, way.closed), cuts: way.cuts, distinct };
  if (values.length === 0) return { scores: new Uint8Array(0), cuts: null, distinct };
  if (way.method === "ntile") return { scores: scoresByPlace(values, counts, bins, way.idOrder), cuts: null, distinct };
  const cuts = cutsOfCounts(counts, bins, way.method);
  return { scores: scoresByCuts(values, cuts, closedSideOf(way.method)), cuts, distinct };
}

/** The score of one value: 1 and the cuts that it passes. Right-closed bins include their upper cut, left-closed bins their lower one. */
export function scoreByCuts(value: number, cuts: readonly number[], closed: "left" | "right"): number {
  let passed = 0;
  if (closed === "right") while (passed < cuts.length && value > (cuts[passed] as number)) passed += 1;
  else while (passed < cuts.length && value >= (cuts[passed] as number)) passed += 1;
  return passed + 1;
}

function scoresByCuts(values: NumberColumn, cuts: readonly number[], closed: "left" | "right"): Uint8Array {
  const scores = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) scores[i] = scoreByCuts(values[i] as number, cuts, closed);
  return scores;
}

/**
 * SQL's NTILE over (value, id): bins as equal as can be, the first ones larger by one. A value that is not the first of a bin tells its bin; only among the equals of
 * one that is, their order by id decides.
 */
function scoresByPlace(values: NumberColumn, counts: ValueCounts, bins: number, idOrder: Int32Array): Uint8Array {
  const firstPlaces = ntileStarts(values.length, bins);
  const places = firstPlaces.map((first) => distinctAt(first, counts));
  const firstValues = places.map((place) => counts.values[place] as number);
  const met = places.map((place) => (place === 0 ? 0 : (counts.upTo[place - 1] as number)));
  const scores = new Uint8Array(values.length);
  for (const i of idOrder) {
    const value = values[i] as number;
    let passed = 0;
    while (passed < firstValues.length && value > (firstValues[passed] as number)) passed += 1;
    if (value === firstValues[passed]) {
      const first = passed;
      const own = met[first] as number;
      met[first] = own + 1;
      while (value === firstValues[passed] && own >= (firstPlaces[passed] as number)) passed += 1;
    }
    scores[i] = passed + 1;
  }
  return scores;
}

/** The first place of bin 2, 3, …, as far as they have one. */
function ntileStarts(n: number, bins: number): number[] {
  const larger = n % bins;
  const size = Math.floor(n / bins);
  return Array.from({ length: bins - 1 }, (_, i) => (i + 1) * size + Math.min(i + 1, larger)).filter((first) => first < n);
}

/** The distinct value that stands at a place when all values are sorted. */
function distinctAt(place: number, { upTo }: ValueCounts): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((upTo[middle] as number) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
