import type { Accumulator } from "../../foundation/accumulator/accumulator.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { Instant, InstantLike } from "../../foundation/time/instant.js";
import type { PeriodSpec } from "../../foundation/time/periods.js";
import { checkState } from "../../foundation/accumulator/accumulator-state.js";
import { originOf } from "../complete-period.js";
import { addCounts, countContracts, emptyCounts, type ContractCounts } from "./contract-counts.js";
import { planOf, readSettings, rowsOf } from "./contract-plan.js";
import { contractSpells, earliestStart } from "./contract-spells.js";
import type { Contracts } from "./contract.js";

/**
 * How {@link contractMovements} counts.
 * @category Contracts
 */
export interface ContractMovementsOptions {
  /** How time is cut into calendar periods. */
  readonly period: PeriodSpec;
  /** The instant at which a period that is still running is closed. */
  readonly asOf: InstantLike;
  /** A local date of the first period, `"YYYY-MM-DD"`; that of the first start when left out. */
  readonly from?: string;
  /** The local date after the last period; the period that holds the last moment before `asOf` is the last when left out, and in any case. */
  readonly until?: string;
}

/**
 * How the base of customers with contracts moved in one period: `opening + new + reactivated - lapsed = closing`.
 * @category Contracts
 */
export interface ContractMovement {
  /** The period's name. */
  readonly period: string;
  /** Its first instant, the opening. */
  readonly start: Instant;
  /** The first instant after it, the close. */
  readonly end: Instant;
  /** Customers active at the opening; the closing of the period before. */
  readonly opening: number;
  /** Customers whose first contract ever started in the period and who are active at the close. */
  readonly new: number;
  /** Customers of before who were not active at the opening and are at the close. */
  readonly reactivated: number;
  /** Customers active at the opening and not at the close. */
  readonly lapsed: number;
  /** Customers active at the close, or at `asOf` when the period is still running. */
  readonly closing: number;
  /** Whether the period was over at `asOf`. */
  readonly complete: boolean;
  /** First contracts ever that started in the period, also of customers who left again. */
  readonly firstStarts: number;
  /** Contracts that ended in the period without another one to go on with, also several of a customer. */
  readonly churnEvents: number;
  /** Later contracts, after a gap, that started in the period. */
  readonly reactivationEvents: number;
  /** Customers with an end in the period, also those who came back. */
  readonly churnedCustomers: number;
  /** Local days that customers were active, added up; a part of a day is its share of that day. */
  readonly customerDays: number;
  /** What was counted; the same in every row. */
  readonly definition: ContractMovementDefinition;
}

/**
 * What contract movements count.
 * @category Contracts
 */
export interface ContractMovementDefinition {
  /** Customers are active while a contract runs. */
  readonly method: "contracts";
  /** How time was cut; of weeks always with the day that they begin on. */
  readonly period: PeriodSpec;
  /** When a running period was closed. */
  readonly asOf: Instant;
}

/**
 * Follows the base of customers with contracts from period to period: who came, who came back, who left, and how often.
 *
 * A customer is active at an instant when a contract has started by then and not ended; contracts of a customer that overlap or follow each other without a gap are
 * one. The movements are net: who leaves and comes back within a period is in neither. The events are not, and belong to the period whose close they are before
 * or at: a contract that starts with the first instant of February is active at the close of January, and a start of January. Give all contracts, or old customers look
 * new. Starts and ends after `asOf` do not count. Cost: O(contracts + days) when a customer's contracts come in the order of their starts.
 *
 * @param contracts - Rows or columns, in any order.
 * @param options - The periods, and `asOf`.
 * @returns One row a period, without gaps; no rows when no contract has started and there is no `from`, or `from` lies after `asOf`.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, `until` is not after `from`, a period does not lie in the years 0001 to 9999, or a row has no customer or
 * start, or ends before it starts.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const contracts = [
 *   { customerId: "anna", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 1, 20) },
 *   { customerId: "ben", start: Date.UTC(2024, 0, 15), end: null },
 *   { customerId: "anna", start: Date.UTC(2024, 2, 5), end: null },
 * ];
 * const rows = retention.contractMovements(contracts, { period: { unit: "month", timeZone: "UTC" }, asOf: "2024-04-01T00:00:00Z" });
 * rows.map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing, row.customerDays]);
 * // => [["2024-01", 0, 2, 0, 0, 2, 39], ["2024-02", 2, 0, 0, 1, 1, 48], ["2024-03", 1, 0, 1, 0, 2, 58]]
 *
 * @category Contracts
 */
export function contractMovements(contracts: Contracts, options: ContractMovementsOptions): ContractMovement[] {
  const settings = readSettings(options);
  const spells = contractSpells(contracts);
  const plan = planOf(settings, { start: earliestStart(spells), origin: () => originOf("contracts", contracts, "start", spells.from) });
  return rowsOf(countContracts(emptyCounts(plan.frame, ""), spells, plan.frame), plan);
}

/**
 * {@link contractMovements} in parts: on several workers, or on top of a state stored before.
 *
 * Each part holds all contracts of its customers; then merging the parts gives exactly the rows of the whole. The state grows with the days, not with the customers.
 *
 * @param options - The periods and `asOf`, the same for all parts; `from` is needed, as no part knows the first start of all.
 * @returns The accumulator; what it adds is all contracts of one customer or more, as rows or columns.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one when a row is not, or a state is of other options. Then the
 * state is as it was.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const { empty, add, merge, finish } = retention.contractMovementAccumulator({
 *   period: { unit: "month", timeZone: "UTC" }, asOf: "2024-03-01T00:00:00Z", from: "2024-01-01",
 * });
 * const anna = [{ customerId: "anna", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 1, 20) }];
 * const ben = [{ customerId: "ben", start: Date.UTC(2024, 0, 15), end: null }];
 * const whole = merge(add(empty(), anna), add(empty(), ben)); // on two workers, say
 * finish(whole).map((row) => [row.period, row.opening, row.new, row.lapsed, row.closing]); // => [["2024-01", 0, 2, 0, 2], ["2024-02", 2, 0, 1, 1]]
 *
 * @category Contracts
 */
export function contractMovementAccumulator(
  options: ContractMovementsOptions & { readonly from: string },
): Accumulator<Contracts, ContractCounts, ContractMovement[]> {
  const settings = readSettings(options);
  if (settings.firstDay === null) throw new InvalidArgumentError("options.from", "a date that exists, YYYY-MM-DD", options.from);
  const { period, asOf } = settings;
  const plan = planOf(settings, null);
  const own = JSON.stringify({ of: "contract movements", ...period, asOf, first: plan.first, periods: plan.periods });
  return {
    empty: () => emptyCounts(plan.frame, own),
    add: (counts, contracts) => {
      checkState("state", counts, own);
      return countContracts(counts, contractSpells(contracts), plan.frame);
    },
    merge: (a, b) => addCounts(a, b, own),
    finish: (counts) => {
      checkState("state", counts, own);
      return rowsOf(counts, plan);
    },
  };
}
