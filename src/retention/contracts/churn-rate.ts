import { checkOneOf } from "../../foundation/errors/check.js";
import type { Rate } from "../../foundation/rate/rate.js";
import type { Instant } from "../../foundation/time/instant.js";
import { CHURN_METHODS, RETENTION_METHODS, type ChurnMethod, type RetentionMethod } from "./churn-methods.js";
import { countContracts, emptyCounts } from "./contract-counts.js";
import { periodFigures, type PeriodFigures } from "./contract-figures.js";
import { frameOfPeriod, readPeriod, type ContractPeriod, type ReadPeriod } from "./contract-period.js";
import { contractSpells } from "./contract-spells.js";
import type { Contracts } from "./contract.js";

/**
 * What a rate of contracts is about, and how it was counted.
 *
 * @typeParam Method - The definitions it may follow.
 * @category Contracts
 */
export interface ContractRateDefinition<Method extends string> {
  /** The definition, by name. */
  readonly method: Method;
  /** What the numerator counts, in words. */
  readonly counted: string;
  /** What the denominator is, in words. */
  readonly base: string;
  /** The opening. */
  readonly from: Instant;
  /** The close. */
  readonly to: Instant;
  /** The zone whose days counted. */
  readonly timeZone: string;
}

/**
 * A churn rate that says by which definition.
 * @category Contracts
 */
export interface ChurnRate extends Rate {
  /** What was counted. */
  readonly definition: ContractRateDefinition<ChurnMethod>;
}

/**
 * A retention rate that says by which definition.
 * @category Contracts
 */
export interface RetentionRate extends Rate {
  /** What was counted. */
  readonly definition: ContractRateDefinition<RetentionMethod>;
}

/**
 * Says how many customers with contracts left in a period, by a definition that you name: on the same contracts they differ by half and more.
 *
 * A customer is active at an instant when a contract has started by then and not ended. Contracts of a customer that overlap or follow each other without a gap are
 * one, so that a change of plan is no churn; one that ends at its start is none. An end at the close counts, one at the opening does not: it was counted in the period
 * before. Ends after now that are known already count where they fall, so give periods that are over. Give all contracts, or old customers look new.
 *
 * Days are local and may have 23 or 25 hours; a period that begins within a day begins a first day there, and a part of a day counts as its share in customer-days.
 * Cost: O(contracts + days) when a customer's contracts come in the order of their starts.
 *
 * @param contracts - Rows or columns, in any order.
 * @param options - The period, and the definition: {@link ChurnMethod} has their formulas.
 * @returns The rate of the whole period, with the words of its definition; `value` is `null` when the denominator is 0, and by `"daily-sum"` when nobody was active at the
 * start of any day. By `"daily-sum"` the numerator is the sum itself and the denominator 1.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, or a row has no customer or start, or ends before it starts.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const contracts = [
 *   { customerId: "anna", start: Date.UTC(2024, 0, 10), end: null },
 *   { customerId: "ben", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 3, 20) },
 *   { customerId: "cem", start: Date.UTC(2024, 3, 5), end: Date.UTC(2024, 3, 15) },
 * ];
 * const april = { from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" };
 * retention.churnRate(contracts, { ...april, method: "opening-cohort" }).value; // => 0.5
 * const events = retention.churnRate(contracts, { ...april, method: "events-per-opening-plus-new" });
 * [events.numerator, events.denominator]; // => [2, 3]
 *
 * @category Contracts
 */
export function churnRate(contracts: Contracts, options: ContractPeriod & { readonly method: ChurnMethod }): ChurnRate {
  const period = readPeriod(options);
  checkOneOf("options.method", options.method, Object.keys(CHURN_METHODS) as ChurnMethod[]);
  return churnOf(figuresOf(contracts, period), period, options.method);
}

/**
 * Says how many customers with contracts stayed over a period, by a definition that you name. What counts as active, and as one contract, is as in {@link churnRate}.
 *
 * @param contracts - Rows or columns, in any order.
 * @param options - The period, and the definition: {@link RetentionMethod} has their formulas.
 * @returns The rate, with the words of its definition; `value` is `null` when the denominator is 0. By `"exposure"` the numerator is the value itself and the denominator 1.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, or a row has no customer or start, or ends before it starts.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const contracts = [
 *   { customerId: "anna", start: Date.UTC(2024, 0, 10), end: null },
 *   { customerId: "ben", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 3, 20) },
 *   { customerId: "cem", start: Date.UTC(2024, 3, 5), end: Date.UTC(2024, 3, 15) },
 * ];
 * const april = { from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" };
 * retention.retentionRate(contracts, { ...april, method: "opening-cohort" }).value; // => 0.5
 * retention.retentionRate(contracts, { ...april, method: "closing-minus-all-new" }).value; // => 0
 *
 * @category Contracts
 */
export function retentionRate(contracts: Contracts, options: ContractPeriod & { readonly method: RetentionMethod }): RetentionRate {
  const period = readPeriod(options);
  checkOneOf("options.method", options.method, Object.keys(RETENTION_METHODS) as RetentionMethod[]);
  return retentionOf(figuresOf(contracts, period), period, options.method);
}

/** The churn rate by one definition. */
export function churnOf(figures: PeriodFigures, { from, to, timeZone }: ReadPeriod, method: ChurnMethod): ChurnRate {
  const { counted, base, rate } = CHURN_METHODS[method];
  return { ...rate(figures), definition: { method, counted, base, from, to, timeZone } };
}

/** The retention rate by one definition. */
export function retentionOf(figures: PeriodFigures, { from, to, timeZone }: ReadPeriod, method: RetentionMethod): RetentionRate {
  const { counted, base, rate } = RETENTION_METHODS[method];
  return { ...rate(figures), definition: { method, counted, base, from, to, timeZone } };
}

function figuresOf(contracts: Contracts, period: ReadPeriod): PeriodFigures {
  const frame = frameOfPeriod(period);
  return periodFigures(countContracts(emptyCounts(frame, ""), contractSpells(contracts), frame), frame);
}
