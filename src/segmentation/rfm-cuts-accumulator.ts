import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { closedSideOf, CUT_METHODS, cutsOfCounts } from "./cuts-of-counts.js";
import { checkSameCurrency, checkSubject, moneyOf, recencyDaysOf } from "./rfm-subject.js";
import { readRfmOptions, RFM_FIGURES } from "./rfm-task.js";
import type { RfmCutsMethod, RfmDefinition, RfmFigureDiagnostics, RfmOptions, RfmSubject, RfmThresholds } from "./rfm.js";
import { diagnosticsOf } from "./score-figures.js";
import { scoreByCuts } from "./score-values.js";
import type { ValueCounts } from "./value-counts.js";

/**
 * What {@link rfmCutsAccumulator} counts: the methods of {@link RfmOptions} whose cuts are found in the customers' figures.
 * @category RFM
 */
export interface RfmCutsOptions extends Omit<RfmOptions, "method" | "thresholds"> {
  /** How a figure becomes a score. */
  readonly method: RfmCutsMethod;
}

/**
 * What {@link rfmCutsAccumulator} keeps between customers: how many have each value. It grows with the different values, not with the customers. JSON; store it,
 * send it, merge it.
 * @category RFM
 */
export interface RfmCutsState {
  /** How many customers were added. */
  customers: number;
  /** The one currency; `null` before the first customer, and when the summaries do not say it. */
  currency: string | null;
  /** How many customers bought last so many days ago, by the days. */
  recencyDays: Record<string, number>;
  /** How many customers bought so often, by the number of purchases. */
  frequency: Record<string, number>;
  /** How many customers spent so much, by the minor units. */
  monetaryMinor: Record<string, number>;
}

/**
 * Where the scores of all customers begin and end.
 * @category RFM
 */
export interface RfmCuts {
  /** The cuts, for {@link scoreWithCuts}; `null` for fewer than two customers. */
  readonly cuts: RfmThresholds | null;
  /** How many customers they were found in. */
  readonly customers: number;
  /** How well each figure can be told apart. */
  readonly diagnostics: RfmFigureDiagnostics;
  /** The currency of the money; `null` when the summaries do not say it. */
  readonly currency: string | null;
  /** What was counted, and how. */
  readonly definition: RfmDefinition;
}

/**
 * The first of two passes over customers in parts, on several workers or in any distributed engine: finds the cuts that {@link rfmScores} of the whole comes down to.
 * The second pass is {@link scoreWithCuts}, row by row.
 *
 * Each customer must be added once over all parts: split by customer. Merging the parts of any such split gives the cuts of the whole, and the same scores. Not for
 * `"ntile"` and `"nested"`, where a customer's own value does not tell the score.
 *
 * @param options - When, how many scores, and how they are cut; the same for all parts.
 * @returns The accumulator.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one when a summary lacks a number or currencies are mixed.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const options = { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 3, method: "quantile", monetary: "total" } as const;
 * const anna = { customerId: "anna", lastAt: Date.UTC(2024, 4, 30), purchases: 9, revenueMinor: 45_000 };
 * const ben = { customerId: "ben", lastAt: Date.UTC(2024, 3, 1), purchases: 2, revenueMinor: 8_000 };
 * const cem = { customerId: "cem", lastAt: Date.UTC(2023, 6, 1), purchases: 1, revenueMinor: 12_000 };
 * const { empty, add, merge, finish } = segmentation.rfmCutsAccumulator(options);
 * const north = add(add(empty(), anna), ben); // on one worker
 * const south = add(empty(), cem); // on another
 * const { cuts } = finish(merge(north, south));
 * cuts?.frequency; // => [1, 2]
 * cuts && segmentation.scoreWithCuts(anna, cuts, options).score; // => "333"
 *
 * @category RFM
 */
export function rfmCutsAccumulator(options: RfmCutsOptions): Accumulator<RfmSubject, RfmCutsState, RfmCuts> {
  const task = readRfmOptions(options, CUT_METHODS);
  const { bins, monetary } = task.definition;
  return {
    empty: () => ({ customers: 0, currency: null, recencyDays: {}, frequency: {}, monetaryMinor: {} }),
    add: (state, summary) => {
      checkSubject(summary);
      joinCurrency("summary.currency", state, 1, summary.currency ?? null);
      count(state.recencyDays, recencyDaysOf(summary.lastAt, task), 1);
      count(state.frequency, summary.purchases, 1);
      count(state.monetaryMinor, moneyOf(summary.revenueMinor, summary.purchases, monetary), 1);
      return state;
    },
    merge: (a, b) => {
      joinCurrency("b.currency", a, b.customers, b.currency);
      for (const figure of RFM_FIGURES) for (const [value, customers] of Object.entries(b[figure])) count(a[figure], value, customers);
      return a;
    },
    finish: (state) => {
      const [recency, frequency, money] = RFM_FIGURES.map((figure) => cutFigure(state[figure], bins, options.method)) as [
        CutFigure,
        CutFigure,
        CutFigure,
      ];
      return {
        cuts:
          state.customers < 2
            ? null
            : {
                recencyDays: recency.cuts,
                frequency: frequency.cuts,
                monetaryMinor: money.cuts,
                closed: closedSideOf(options.method),
              },
        customers: state.customers,
        diagnostics: {
          recencyDays: diagnosticsOf(recency.sizes.toReversed(), recency.distinct),
          frequency: diagnosticsOf(frequency.sizes, frequency.distinct),
          monetaryMinor: diagnosticsOf(money.sizes, money.distinct),
        },
        currency: state.currency,
        definition: { ...task.definition },
      };
    },
  };
}

interface CutFigure {
  readonly cuts: readonly number[];
  /** Customers by their score, not turned round. */
  readonly sizes: readonly number[];
  readonly distinct: number;
}

function joinCurrency(argument: string, state: RfmCutsState, customers: number, currency: string | null): void {
  if (customers === 0) return;
  if (state.customers === 0) state.currency = currency;
  checkSameCurrency(argument, currency, state.currency);
  state.customers += customers;
}

function count(counts: Record<string, number>, value: number | string, customers: number): void {
  counts[value] = (counts[value] ?? 0) + customers;
}

/** The cuts of one figure, and how many customers have which score by them. */
function cutFigure(counts: Readonly<Record<string, number>>, bins: number, method: RfmCutsMethod): CutFigure {
  const { values, upTo } = sortedCounts(counts);
  const sizes = new Array<number>(bins).fill(0);
  const n = upTo.at(-1) ?? 0;
  const cuts = n < 2 ? [] : cutsOfCounts({ values, upTo }, bins, method);
  const closed = closedSideOf(method);
  for (let i = 0; i < values.length; i += 1) {
    const score = scoreByCuts(values[i] as number, cuts, closed);
    sizes[score - 1] = (sizes[score - 1] as number) + (upTo[i] as number) - (upTo[i - 1] ?? 0);
  }
  return { cuts, sizes, distinct: values.length };
}

function sortedCounts(counts: Readonly<Record<string, number>>): ValueCounts {
  const values = Float64Array.from(Object.keys(counts), Number).sort();
  const upTo = new Float64Array(values.length);
  let total = 0;
  values.forEach((value, i) => {
    total += counts[value] as number;
    upTo[i] = total;
  });
  return { values, upTo };
}
