// The three scores of all customers, whatever the figures were read from.
import { nestedScores } from "./nested-scores.js";
import { closedSide, type RfmTask } from "./rfm-task.js";
import type { RfmDiagnostics, RfmFigureDiagnostics, RfmThresholds } from "./rfm.js";
import { scoreValues, type ScoredValues, type ScoringWay } from "./score-values.js";
import { valueCounts, type NumberColumn } from "./value-counts.js";

/** The figures of all customers. */
export interface RfmFigures {
  readonly recencyDays: NumberColumn;
  readonly frequency: NumberColumn;
  readonly monetaryMinor: NumberColumn;
}

/** Their scores; `r` is turned round already. */
export interface ScoredFigures {
  readonly r: Uint8Array;
  readonly f: Uint8Array;
  readonly m: Uint8Array;
  readonly cuts: RfmThresholds | null;
  readonly diagnostics: RfmFigureDiagnostics;
}

/** Scores the figures; `idOrder` gives the customers in the order of their ids, and is asked only where ids decide. */
export function scoreFigures(figures: RfmFigures, task: RfmTask, idOrder: () => Int32Array): ScoredFigures {
  const { bins } = task.definition;
  const { recency, frequency, money } = scoredBy(figures, task, idOrder);
  const r = new Uint8Array(recency.scores.length);
  for (let i = 0; i < r.length; i += 1) r[i] = bins + 1 - (recency.scores[i] as number);
  const cuts =
    recency.cuts === null || frequency.cuts === null || money.cuts === null
      ? null
      : { recencyDays: recency.cuts, frequency: frequency.cuts, monetaryMinor: money.cuts, closed: closedSide(task) };
  return {
    r,
    f: frequency.scores,
    m: money.scores,
    cuts,
    diagnostics: {
      recencyDays: diagnosticsOf(sizesOf(r, bins), recency.distinct),
      frequency: diagnosticsOf(sizesOf(frequency.scores, bins), frequency.distinct),
      monetaryMinor: diagnosticsOf(sizesOf(money.scores, bins), money.distinct),
    },
  };
}

/** What the numbers of customers with score 1, 2, … say. */
export function diagnosticsOf(customersByScore: readonly number[], distinct: number): RfmDiagnostics {
  return {
    distinct,
    customersByScore,
    emptyBins: customersByScore.flatMap((size, i) => (size === 0 ? [i + 1] : [])),
    degenerate: distinct < customersByScore.length,
  };
}

function scoredBy(
  { recencyDays, frequency, monetaryMinor }: RfmFigures,
  { definition: { method, bins }, thresholds }: RfmTask,
  idOrder: () => Int32Array,
): Readonly<Record<"recency" | "frequency" | "money", ScoredValues>> {
  if (method === "nested") {
    const scored = nestedScores([recencyDays, frequency, monetaryMinor], bins);
    const within = (scores: Uint8Array, values: NumberColumn) => ({ scores, cuts: null, distinct: valueCounts(values).values.length });
    return { recency: within(scored[0], recencyDays), frequency: within(scored[1], frequency), money: within(scored[2], monetaryMinor) };
  }
  const shared = method === "ntile" ? { method, idOrder: idOrder() } : method;
  const score = (figure: keyof RfmFigures, values: NumberColumn): ScoredValues => {
    const way: ScoringWay =
      typeof shared === "object"
        ? shared
        : shared === "thresholds"
          ? { method: shared, cuts: thresholds?.[figure] ?? [], closed: thresholds?.closed ?? "right" }
          : { method: shared };
    return scoreValues(values, bins, way);
  };
  return {
    recency: score("recencyDays", recencyDays),
    frequency: score("frequency", frequency),
    money: score("monetaryMinor", monetaryMinor),
  };
}

function sizesOf(scores: Uint8Array, bins: number): number[] {
  const sizes = new Array<number>(bins).fill(0);
  for (const score of scores) (sizes[score - 1] as number) += 1;
  return sizes;
}
