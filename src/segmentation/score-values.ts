// Scores 1 to k of one figure of all customers. Every way but ntile looks at the value alone, so it comes down to k - 1 cuts.
import { placeOf, valueCounts, type ValueCounts } from "./value-counts.js";

/** How one figure is scored. */
export type ScoringWay =
  | { readonly method: "quantile" | "quantile-left-closed" }
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

/** Scores all values from 1 (the least) to `bins`; fewer than two of them score 1 unless there are thresholds. */
export function scoreValues(values: Float64Array, bins: number, way: ScoringWay): ScoredValues {
  const counts = valueCounts(values);
  const distinct = counts.values.length;
  if (way.method === "thresholds") return { scores: scoresByCuts(values, way.cuts, way.closed), cuts: way.cuts, distinct };
  if (values.length < 2) return { scores: new Uint8Array(values.length).fill(1), cuts: null, distinct };
  if (way.method === "ntile") return { scores: scoresByPlace(values, counts, bins, way.idOrder), cuts: null, distinct };
  const cuts = way.method === "quantile" ? rightClosedCuts(counts, bins) : leftClosedCuts(counts, bins);
  return { scores: scoresByCuts(values, cuts, way.method === "quantile" ? "right" : "left"), cuts, distinct };
}

/** Right-closed bins include their upper cut, left-closed bins their lower one. */
function scoresByCuts(values: Float64Array, cuts: readonly number[], closed: "left" | "right"): Uint8Array {
  const scores = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    let passed = 0;
    while (passed < cuts.length && (closed === "right" ? value > (cuts[passed] as number) : value >= (cuts[passed] as number))) passed += 1;
    scores[i] = passed + 1;
  }
  return scores;
}

/** Cut `j` is the greatest value that scores at most `j`, where a value scores max(1, ceil(k (rank - 1) / (n - 1))) by the lowest rank of its equals. */
function rightClosedCuts({ values, upTo }: ValueCounts, bins: number): number[] {
  const n = upTo.at(-1) as number;
  const cuts: number[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const atMost = upTo[i] as number;
    const nextScore = atMost === n ? Infinity : Math.max(1, Math.ceil((bins * atMost) / (n - 1)));
    while (cuts.length < bins - 1 && cuts.length + 1 < nextScore) cuts.push(values[i] as number);
  }
  return cuts;
}

/** Cut `j` is the least value that scores more than `j`, where a value scores min(k, floor(k (rank - 1) / (n - 1)) + 1) by the highest rank of its equals. */
function leftClosedCuts({ values, upTo }: ValueCounts, bins: number): number[] {
  const n = upTo.at(-1) as number;
  const cuts: number[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const score = Math.min(bins, Math.floor((bins * ((upTo[i] as number) - 1)) / (n - 1)) + 1);
    while (cuts.length + 1 < score) cuts.push(values[i] as number);
  }
  return cuts;
}

/** SQL's NTILE over (value, id): bins as equal as can be, the first ones larger by one. */
function scoresByPlace(values: Float64Array, counts: ValueCounts, bins: number, idOrder: Int32Array): Uint8Array {
  const scores = new Uint8Array(values.length);
  const larger = values.length % bins;
  const size = Math.floor(values.length / bins);
  const inLarger = larger * (size + 1);
  const met = new Int32Array(counts.values.length);
  for (const i of idOrder) {
    const equal = placeOf(values[i] as number, counts);
    const place = (equal === 0 ? 0 : (counts.upTo[equal - 1] as number)) + (met[equal] as number);
    (met[equal] as number) += 1;
    scores[i] = place < inLarger ? Math.floor(place / (size + 1)) + 1 : larger + Math.floor((place - inLarger) / size) + 1;
  }
  return scores;
}
