// The log partial likelihood (Cox 1972) with its first and second derivatives; tied events by Breslow (1974) or Efron (1977).
import type { CoxData } from "./cox-data.js";
import { breslowWeights, efronWeights } from "./efron-weights.js";
import { addRow, addSums, clearSums, emptySums, removeRow, sumAt, type MomentSums } from "./moment-sums.js";

/**
 * How events at the same time are treated.
 * @category Cox regression
 */
export type CoxTies = "efron" | "breslow";

/** The likelihood at one point, in the units of the scaled covariates. */
export interface Likelihood {
  readonly logLikelihood: number;
  readonly gradient: readonly number[];
  /** Minus the second derivatives. */
  readonly information: readonly (readonly number[])[];
  /** Per covariate, the sum over the events of its mean square among those at risk: what the information is a difference from. */
  readonly squares: readonly number[];
}

/** What the likelihood is summed up in. */
interface Totals {
  readonly logLikelihood: Sum;
  readonly gradient: readonly Sum[];
  readonly information: number[][];
  readonly squares: number[];
}
interface Sum {
  high: number;
  low: number;
}

/** Risks above e to this are brought down to it, so that sums of them stay numbers. */
const LARGEST_EXPONENT = 500;

/** The likelihood where the scaled covariates have these coefficients. Cost: O(rows x covariates squared). */
export function coxLikelihood(data: CoxData, ties: CoxTies, at: ArrayLike<number>): Likelihood {
  const { width, strata } = data;
  const predictor = linearPredictors(data, at);
  let most = -Infinity;
  for (let row = 0; row < predictor.length; row++) most = Math.max(most, predictor[row] as number);
  const shift = Math.max(0, most - LARGEST_EXPONENT);
  const risk = new Float64Array(predictor.length);
  for (let row = 0; row < risk.length; row++) risk[row] = (data.weight[row] as number) * Math.exp((predictor[row] as number) - shift);

  const totals: Totals = {
    logLikelihood: { high: 0, low: 0 },
    gradient: Array.from({ length: width }, () => ({ high: 0, low: 0 })),
    information: Array.from({ length: width }, () => new Array<number>(width).fill(0)),
    squares: new Array<number>(width).fill(0),
  };
  const [alive, dying] = [emptySums(width), emptySums(width)];
  const [mean, deadMean] = [new Float64Array(width), new Float64Array(width)];
  const walk: Walk = { data, ties, predictor, risk, shift, alive, dying, totals, mean, deadMean };
  for (let s = 0; s + 1 < strata.length; s++) addStratum(walk, strata[s] as number, strata[s + 1] as number);
  return {
    logLikelihood: totals.logLikelihood.high + totals.logLikelihood.low,
    gradient: totals.gradient.map(({ high, low }) => high + low),
    information: totals.information.map((row, i) =>
      row.map((value, j) => (j <= i ? value : ((totals.information[j] as number[])[i] as number))),
    ),
    squares: totals.squares,
  };
}

/** The linear predictor of every row. */
export function linearPredictors({ width, values, time }: CoxData, at: ArrayLike<number>): Float64Array {
  const predictor = new Float64Array(time.length);
  for (let row = 0, k = 0; row < time.length; row++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += (at[j] as number) * (values[k++] as number);
    predictor[row] = sum;
  }
  return predictor;
}

/** All that a walk from the last time to the first carries along. */
interface Walk {
  readonly data: CoxData;
  readonly ties: CoxTies;
  readonly predictor: Float64Array;
  readonly risk: Float64Array;
  readonly shift: number;
  /** Of those at risk now, without those whose event is now. */
  readonly alive: MomentSums;
  /** Of those whose event is now. */
  readonly dying: MomentSums;
  readonly totals: Totals;
  /** Room for the means of one risk set: of all, and the part of those whose event is now. */
  readonly mean: Float64Array;
  readonly deadMean: Float64Array;
}

function addStratum(walk: Walk, from: number, to: number): void {
  const { data, risk, alive, dying } = walk;
  const { time, event, entries } = data;
  clearSums(alive);
  let row = from;
  let next = from;
  while (row < to) {
    const now = time[row] as number;
    let events = 0;
    clearSums(dying);
    for (; row < to && time[row] === now; row++) {
      if (event[row] === 1) {
        addRow(dying, data.values, row, risk[row] as number);
        events += data.weight[row] as number;
        addOwnTerm(walk, row);
      } else {
        addRow(alive, data.values, row, risk[row] as number);
      }
    }
    if (events === 0) continue;
    if (entries !== null) {
      for (; next < to; next++) {
        const late = entries.order[next] as number;
        if ((entries.entry[late] as number) < now) break;
        removeRow(alive, data.values, late, risk[late] as number);
      }
      if (alive.rows === 0) clearSums(alive);
    }
    addRiskSet(walk, events);
    addSums(alive, dying);
  }
}

function addOwnTerm({ data, predictor, shift, totals }: Walk, row: number): void {
  const { width, weight, values } = data;
  const count = weight[row] as number;
  add(totals.logLikelihood, count * ((predictor[row] as number) - shift));
  for (let j = 0; j < width; j++) add(totals.gradient[j] as Sum, count * (values[row * width + j] as number));
}

/** The part of all at risk at a time with so many events: the mean of the covariates among them, and how it spreads. */
function addRiskSet({ data: { width }, ties, alive, dying, totals, mean, deadMean }: Walk, events: number): void {
  const dead = sumAt(dying, 0);
  const all = Math.max(0, sumAt(alive, 0)) + dead;
  const { logSum, a0, a1, b0, b1, b2 } = ties === "efron" && events > 1 ? efronWeights(events, dead / all) : breslowWeights(events);
  add(totals.logLikelihood, -(events * Math.log(all) + logSum));
  for (let i = 0; i < width; i++) {
    const ofDead = sumAt(dying, 1 + i);
    const q = (mean[i] = (sumAt(alive, 1 + i) + ofDead) / all);
    const u = (deadMean[i] = ofDead / all);
    add(totals.gradient[i] as Sum, u * a1 - q * a0);
  }
  let place = 1 + width;
  for (let i = 0; i < width; i++) {
    const information = totals.information[i] as number[];
    const q = mean[i] as number;
    const u = deadMean[i] as number;
    for (let j = 0; j <= i; j++, place++) {
      const deadSquare = sumAt(dying, place) / all;
      const square = sumAt(alive, place) / all + deadSquare;
      const byAll = (mean[j] as number) * (q * b0 - u * b1);
      const byDead = (deadMean[j] as number) * (u * b2 - q * b1);
      information[j] = (information[j] as number) + (square * a0 - deadSquare * a1 - byAll - byDead);
      if (i === j) totals.squares[i] = (totals.squares[i] as number) + square * a0;
    }
  }
}

function add(sum: Sum, term: number): void {
  const high = sum.high + term;
  sum.low += Math.abs(sum.high) >= Math.abs(term) ? sum.high - high + term : term - high + sum.high;
  sum.high = high;
}
