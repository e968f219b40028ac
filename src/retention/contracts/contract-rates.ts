import type { Accumulator } from "../../foundation/accumulator/accumulator.js";
import { CHURN_METHODS, RETENTION_METHODS, type ChurnMethod, type RetentionMethod } from "./churn-methods.js";
import { churnOf, retentionOf, type ChurnRate, type RetentionRate } from "./churn-rate.js";
import { checkState } from "../../foundation/accumulator/accumulator-state.js";
import { addCounts, countContracts, emptyCounts, type ContractCounts } from "./contract-counts.js";
import { periodFigures } from "./contract-figures.js";
import { frameOfPeriod, readPeriod, type ContractPeriod } from "./contract-period.js";
import { contractSpells } from "./contract-spells.js";
import type { Contracts } from "./contract.js";

/**
 * The churn and the retention of one period by every definition.
 * @category Contracts
 */
export interface ContractRates {
  /** One rate for each {@link ChurnMethod}, in their order. */
  readonly churn: readonly ChurnRate[];
  /** One rate for each {@link RetentionMethod}, in their order. */
  readonly retention: readonly RetentionRate[];
}

/**
 * Says how many customers left and stayed by every definition at once, from one pass over the contracts: to see how far they are apart before you choose one.
 *
 * @param contracts - Rows or columns, in any order.
 * @param period - The opening, the close and the zone.
 * @returns The rates of {@link churnRate} and {@link retentionRate}.
 * @throws An {@link InvalidArgumentError} when the period is not lawful, or a row has no customer or start, or ends before it starts.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const contracts = [
 *   { customerId: "anna", start: Date.UTC(2024, 0, 10), end: null },
 *   { customerId: "ben", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 3, 20) },
 *   { customerId: "cem", start: Date.UTC(2024, 3, 5), end: Date.UTC(2024, 3, 15) },
 * ];
 * const { churn } = retention.contractRates(contracts, { from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" });
 * churn.slice(0, 4).map(({ definition, value }) => `${definition.method} ${String(value)}`);
 * // => ["opening-cohort 0.5", "distinct-churned 1", "distinct-churned-not-new 0.5", "events-per-opening 1"]
 *
 * @category Contracts
 */
export function contractRates(contracts: Contracts, period: ContractPeriod): ContractRates {
  const { empty, add, finish } = contractRateAccumulator(period);
  return finish(add(empty(), contracts));
}

/**
 * {@link contractRates} in parts: on several workers, or on top of a state stored before.
 *
 * Each part holds all contracts of its customers; then merging the parts gives exactly the rates of the whole. The state grows with the days of the period, not with
 * the customers.
 *
 * @param period - The opening, the close and the zone; the same for all parts.
 * @returns The accumulator; what it adds is all contracts of one customer or more, as rows or columns.
 * @throws An {@link InvalidArgumentError} when the period is not lawful; its functions throw one when a row is not, or a state is of another period. Then the state
 * is as it was.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const anna = [{ customerId: "anna", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 3, 20) }];
 * const ben = [{ customerId: "ben", start: Date.UTC(2024, 0, 10), end: null }];
 * const { empty, add, merge, finish } = retention.contractRateAccumulator({ from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" });
 * const whole = merge(add(empty(), anna), add(empty(), ben)); // on two workers, say
 * finish(whole).churn[0]?.value; // => 0.5
 *
 * @category Contracts
 */
export function contractRateAccumulator(period: ContractPeriod): Accumulator<Contracts, ContractCounts, ContractRates> {
  const read = readPeriod(period);
  const frame = frameOfPeriod(read);
  const own = JSON.stringify({ of: "contract rates", ...read });
  return {
    empty: () => emptyCounts(frame, own),
    add: (counts, contracts) => {
      checkState("state", counts, own);
      return countContracts(counts, contractSpells(contracts), frame);
    },
    merge: (a, b) => addCounts(a, b, own),
    finish: (counts) => {
      checkState("state", counts, own);
      const figures = periodFigures(counts, frame);
      return {
        churn: (Object.keys(CHURN_METHODS) as ChurnMethod[]).map((method) => churnOf(figures, read, method)),
        retention: (Object.keys(RETENTION_METHODS) as RetentionMethod[]).map((method) => retentionOf(figures, read, method)),
      };
    },
  };
}
