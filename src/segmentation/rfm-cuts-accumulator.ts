import { stateAccumulator } from "../foundation/accumulator/accumulator-state.js";
import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { checkInteger, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
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
  /** What is counted, in short (the local day of `asOf`, the zone, the money): a state of other options is refused. */
  readonly options: string;
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
  /** The cuts, for {@link scoreWithCuts}; `null` without customers. */
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
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one when a summary lacks a number, for a state of another day, zone or money or
 * one that is not whole, and when currencies are mixed. Then the state is as it was.
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
  const { timeZone, monetary } = task.definition;
  // How many scores there are and how they are cut is asked at the end: it changes no count.
  const own = JSON.stringify({ of: "rfm cuts", today: task.today, timeZone, monetary });
  return stateAccumulator(own, {
    empty: (): RfmCutsState => ({ options: own, customers: 0, currency: null, recencyDays: {}, frequency: {}, monetaryMinor: {} }),
    subject: "summary.currency",
    count: (summary: RfmSubject): CustomerFigures => {
      checkSubject(summary);
      return {
        currency: summary.currency ?? null,
        recencyDays: recencyDaysOf(summary.lastAt, task),
        frequency: summary.purchases,
        monetaryMinor: moneyOf(summary.revenueMinor, summary.purchases, monetary),
      };
    },
    join: joinParts,
    finish: (state) => cutsOfState(state, task.definition, options.method),
    check: checkWhole,
  });
}

/** The figures of one customer. */
interface CustomerFigures extends Readonly<Record<(typeof RFM_FIGURES)[number], number>> {
  readonly currency: string | null;
}

/** Adds the counts of one customer, or of another state; throws before anything is written. */
function joinParts(state: RfmCutsState, part: RfmCutsState | CustomerFigures, place: string): RfmCutsState {
  if ("customers" in part) return joinStates(state, part, place);
  checkHead("state", state);
  if (state.customers > 0) checkSameCurrency(place, part.currency, state.currency);
  const { recencyDays, frequency, monetaryMinor } = state;
  const withDays = countOf("state.recencyDays", recencyDays, part.recencyDays) + 1;
  const withFrequency = countOf("state.frequency", frequency, part.frequency) + 1;
  const withMoney = countOf("state.monetaryMinor", monetaryMinor, part.monetaryMinor) + 1;
  recencyDays[part.recencyDays] = withDays;
  frequency[part.frequency] = withFrequency;
  monetaryMinor[part.monetaryMinor] = withMoney;
  if (state.customers === 0) state.currency = part.currency;
  state.customers += 1;
  return state;
}

/** Adds the counts of `b`, which is whole, to those of `a`. */
function joinStates(a: RfmCutsState, b: RfmCutsState, place: string): RfmCutsState {
  checkHead("a", a);
  if (b.customers === 0) return a;
  if (a.customers > 0) checkSameCurrency(place, b.currency, a.currency);
  const sums = RFM_FIGURES.map((figure) =>
    Object.entries(b[figure]).map(([value, customers]) => [value, countOf(`a.${figure}`, a[figure], value) + customers] as const),
  );
  for (const [i, figure] of RFM_FIGURES.entries()) for (const [value, customers] of sums[i] ?? []) a[figure][value] = customers;
  if (a.customers === 0) a.currency = b.currency;
  a.customers += b.customers;
  return a;
}

/** How many customers of a state have a value. Values are numbers, which no prototype has. */
function countOf(argument: string, counts: Readonly<Record<string, number>>, value: number | string): number {
  const customers: unknown = counts[value] ?? 0;
  if (!Number.isSafeInteger(customers) || (customers as number) < 0)
    checkInteger(`${argument}[${JSON.stringify(String(value))}]`, customers, 0);
  return customers as number;
}

/** Throws unless a state has its parts; the counts are looked at where they are used. */
function checkHead(argument: string, state: RfmCutsState): void {
  if (!Number.isSafeInteger(state.customers) || state.customers < 0) checkInteger(`${argument}.customers`, state.customers, 0);
  const currency: unknown = state.currency;
  if (currency !== null && typeof currency !== "string")
    throw new InvalidArgumentError(`${argument}.currency`, "a currency or null", currency);
  for (const figure of RFM_FIGURES) {
    const counts: unknown = state[figure];
    if (typeof counts !== "object" || counts === null) checkObject(`${argument}.${figure}`, counts);
  }
}

/** Throws unless every figure of a state counts all of its customers, under numbers. */
function checkWhole(argument: string, state: RfmCutsState): void {
  checkHead(argument, state);
  for (const figure of RFM_FIGURES) {
    const counts = state[figure];
    let total = 0;
    for (const value of Object.keys(counts)) {
      const number = Number(value);
      if (!Number.isFinite(number) || String(number) !== value)
        throw new InvalidArgumentError(`${argument}.${figure}`, "counts under numbers", value);
      total += countOf(`${argument}.${figure}`, counts, value);
    }
    if (total !== state.customers)
      throw new InvalidArgumentError(`${argument}.${figure}`, `counts of all ${state.customers} customers`, total);
  }
}

function cutsOfState(state: RfmCutsState, definition: RfmDefinition, method: RfmCutsMethod): RfmCuts {
  const [recency, frequency, money] = RFM_FIGURES.map((figure) => cutFigure(state[figure], definition.bins, method)) as [
    CutFigure,
    CutFigure,
    CutFigure,
  ];
  const cuts = {
    recencyDays: recency.cuts,
    frequency: frequency.cuts,
    monetaryMinor: money.cuts,
    closed: closedSideOf(method),
  };
  return {
    cuts: state.customers === 0 ? null : cuts,
    customers: state.customers,
    diagnostics: {
      recencyDays: diagnosticsOf(recency.sizes.toReversed(), recency.distinct),
      frequency: diagnosticsOf(frequency.sizes, frequency.distinct),
      monetaryMinor: diagnosticsOf(money.sizes, money.distinct),
    },
    currency: state.currency,
    definition: { ...definition },
  };
}

interface CutFigure {
  readonly cuts: readonly number[];
  /** Customers by their score, not turned round. */
  readonly sizes: readonly number[];
  readonly distinct: number;
}

/** The cuts of one figure, and how many customers have which score by them. */
function cutFigure(counts: Readonly<Record<string, number>>, bins: number, method: RfmCutsMethod): CutFigure {
  const { values, upTo } = sortedCounts(counts);
  const sizes = new Array<number>(bins).fill(0);
  const n = upTo.at(-1) ?? 0;
  const cuts = n === 0 ? [] : cutsOfCounts({ values, upTo }, bins, method);
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
