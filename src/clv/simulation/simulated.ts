import type { OpportunityHistory } from "../bg-bb/bg-bb.js";
import type { CustomerHistory } from "../customer-history.js";
import type { SpendHistory } from "../gamma-gamma/gamma-gamma.js";
import type { PerCustomer } from "./per-customer.js";

/**
 * Which customers {@link simulate} makes up of a model of purchases at any time.
 * @category Simulation
 */
export interface SimulateHistoriesOptions {
  /** How many customers; at most 10 million. */
  readonly customers: number;
  /** The age of the customers now, in the model's time unit: one for all, one for each, or a range to draw from. */
  readonly age: PerCustomer;
  /** How long to watch them from then on, in the model's time unit; 0 when left out. */
  readonly holdout?: number | undefined;
  /** A safe integer; the same seed and options give the same customers. */
  readonly seed: number;
}

/**
 * Which customers {@link simulate} makes up of a model of purchases at opportunities.
 * @category Simulation
 */
export interface SimulateOpportunitiesOptions {
  /** How many customers; at most 10 million. */
  readonly customers: number;
  /** The opportunities so far: one number for all, one for each, or a range to draw from. */
  readonly opportunities: PerCustomer;
  /** How many more opportunities to watch them; 0 when left out. */
  readonly holdout?: number | undefined;
  /** A safe integer; the same seed and options give the same customers. */
  readonly seed: number;
}

/**
 * Which customers {@link simulate} makes up of a model of spend.
 * @category Simulation
 */
export interface SimulateSpendOptions {
  /** How many customers; at most 10 million. */
  readonly customers: number;
  /** Their repeat purchase occasions: one number for all, one for each, or a range to draw from. */
  readonly frequency: PerCustomer;
  /** A safe integer; the same seed and options give the same customers. */
  readonly seed: number;
}

/**
 * Which cohort {@link simulate} makes up of a model of contracts.
 * @category Simulation
 */
export interface SimulateCohortOptions {
  /** How many customers; at most 10 million. */
  readonly customers: number;
  /** How many periods to watch them, from 1 to a million. */
  readonly periods: number;
  /** A safe integer; the same seed and options give the same cohort. */
  readonly seed: number;
}

/**
 * What a simulation knows of a customer and a shop does not.
 * @category Simulation
 */
export interface SimulatedFuture {
  /** Whether the customer has not left at the end of the history: what `probabilityAlive` guesses. */
  readonly stillThere: boolean;
  /** The purchases in the `holdout` after the history: what `expectedPurchases` guesses. 0 where no `holdout` was asked for. */
  readonly holdoutFrequency: number;
}

/**
 * A made-up history, with what came of the customer.
 * @category Simulation
 */
export interface SimulatedHistory extends CustomerHistory, SimulatedFuture {}

/**
 * A made-up history at opportunities, with what came of the customer.
 * @category Simulation
 */
export interface SimulatedOpportunityHistory extends OpportunityHistory, SimulatedFuture {}

/**
 * What a made-up customer spent, with what this one spends in the long run.
 * @category Simulation
 */
export interface SimulatedSpend extends SpendHistory {
  /** The mean spend on an occasion that the customer's own mean approaches with more of them: what `expectedSpend` guesses. */
  readonly longRunMeanSpend: number;
}

/**
 * A made-up cohort of contracts.
 * @category Simulation
 */
export interface SimulatedCohort {
  /** How many customers cancelled at the end of the first period, of the second, and so on. */
  readonly lost: number[];
  /** How many are still there after the last period. */
  readonly active: number;
}
