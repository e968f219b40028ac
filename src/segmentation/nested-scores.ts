import { scoreValues, type ScoredValues } from "./score-values.js";
import type { NumberColumn } from "./value-counts.js";

/** Scores each value among those of its group, by the quantile rule; groups are numbered from 0. */
export function scoresWithin(values: NumberColumn, bins: number, groups: Uint16Array, numberOfGroups: number): Uint8Array {
  const starts = new Int32Array(numberOfGroups + 1);
  for (const group of groups) (starts[group + 1] as number) += 1;
  for (let group = 0; group < numberOfGroups; group += 1) (starts[group + 1] as number) += starts[group] as number;

  const members = new Int32Array(values.length);
  const grouped = new Float64Array(values.length);
  const next = starts.slice(0, numberOfGroups);
  for (let i = 0; i < values.length; i += 1) {
    const place = next[groups[i] as number] as number;
    next[groups[i] as number] = place + 1;
    members[place] = i;
    grouped[place] = values[i] as number;
  }

  const scores = new Uint8Array(values.length);
  for (let group = 0; group < numberOfGroups; group += 1) {
    const [start, end] = [starts[group] as number, starts[group + 1] as number];
    if (start === end) continue;
    const own = scoreValues(grouped.subarray(start, end), bins, { method: "quantile" }).scores;
    for (let place = start; place < end; place += 1) scores[members[place] as number] = own[place - start] as number;
  }
  return scores;
}

/** The scores of days, purchases and money, each figure within the groups that those before it make. */
export function nestedScores(
  figures: readonly [NumberColumn, NumberColumn, NumberColumn],
  bins: number,
): readonly [recency: Uint8Array, frequency: Uint8Array, money: Uint8Array] {
  const [days, purchases, money] = figures;
  const recency: ScoredValues = scoreValues(days, bins, { method: "quantile" });
  const byRecency = Uint16Array.from(recency.scores, (score) => score - 1);
  const frequency = scoresWithin(purchases, bins, byRecency, bins);
  const byBoth = Uint16Array.from(frequency, (score, i) => (byRecency[i] as number) * bins + score - 1);
  return [recency.scores, frequency, scoresWithin(money, bins, byBoth, bins ** 2)];
}
