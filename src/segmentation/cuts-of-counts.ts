// Where one score ends and the next begins, by the methods that look at a value and its ranks alone. Ranks are whole numbers: nothing here depends on the last bit
// of a quotient.
import type { RfmCutsMethod } from "./rfm.js";
import type { ValueCounts } from "./value-counts.js";

/** Every method whose scores come down to cuts that are found in the values. */
export const CUT_METHODS: readonly RfmCutsMethod[] = ["quantile", "quantile-left-closed", "mid-rank", "equal-width"];

/** Which bin a value on a cut belongs to: `"right"` the lower one, `"left"` the upper one. */
export function closedSideOf(method: RfmCutsMethod): "left" | "right" {
  return method === "quantile" || method === "equal-width" ? "right" : "left";
}

/** The `bins - 1` cuts of one or more values; one alone scores 1. */
export function cutsOfCounts(counts: ValueCounts, bins: number, method: RfmCutsMethod): number[] {
  const n = counts.upTo.at(-1) as number;
  switch (method) {
    case "quantile":
      return rightClosedCuts(counts, bins);
    case "quantile-left-closed":
      return leftClosedCuts(counts, bins, (_below, upTo) => (n === 1 ? 1 : Math.min(bins, Math.floor((bins * (upTo - 1)) / (n - 1)) + 1)));
    case "mid-rank":
      return leftClosedCuts(counts, bins, (below, upTo) => (n === 1 ? 1 : Math.floor((bins * (below + upTo)) / (2 * n)) + 1));
    case "equal-width":
      return equalWidthCuts(counts.values[0] as number, counts.values.at(-1) as number, bins);
  }
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

/** Cut `j` is the least value that scores more than `j`; one more than the greatest value where none does. */
function leftClosedCuts({ values, upTo }: ValueCounts, bins: number, scoreOf: (below: number, upTo: number) => number): number[] {
  const cuts: number[] = [];
  let below = 0;
  for (let i = 0; i < values.length; i += 1) {
    const score = scoreOf(below, upTo[i] as number);
    below = upTo[i] as number;
    while (cuts.length + 1 < score) cuts.push(values[i] as number);
  }
  while (cuts.length < bins - 1) cuts.push((values.at(-1) as number) + 1);
  return cuts;
}

/** Cut `j` lies `j` k-ths of the way from the least to the greatest value. */
function equalWidthCuts(least: number, most: number, bins: number): number[] {
  const whole = Number.isInteger(least) && Number.isInteger(most);
  const cuts: number[] = [];
  for (let j = 1; j < bins; j += 1) {
    if (whole) cuts.push(wholeCut(least, most, j, bins));
    // Rounding must not lead outside, nor a cut below the one before.
    else cuts.push(Math.min(most, Math.max(cuts.at(-1) ?? least, (least * (bins - j) + most * j) / bins)));
  }
  return cuts;
}

/** A cut between whole numbers, on the same side of every whole number as the exact one, however large they are. */
function wholeCut(least: number, most: number, j: number, bins: number): number {
  const parts = (BigInt(most) - BigInt(least)) * BigInt(j);
  const below = Number(BigInt(least) + parts / BigInt(bins));
  const cut = below + Number(parts % BigInt(bins)) / bins;
  return cut < below + 1 ? cut : below;
}
