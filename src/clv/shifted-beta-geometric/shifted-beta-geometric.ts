import type { Fitted } from "../fitted.js";

/**
 * The parameters of the shifted beta-geometric model: at the end of every period a customer cancels with a chance of their own, which does
 * not change; these chances vary between customers by a beta distribution.
 * @category Shifted beta-geometric
 */
export interface ShiftedBetaGeometricParameters {
  /** First parameter of the chances of cancelling; the mean chance of a new customer is `alpha / (alpha + beta)`. */
  readonly alpha: number;
  /** Second parameter of the chances of cancelling; customers differ much when both are small. */
  readonly beta: number;
}

/**
 * A shifted beta-geometric model as projections need it: also one made by hand of published parameters.
 * @category Shifted beta-geometric
 */
export interface ShiftedBetaGeometric {
  /** Which model it is. */
  readonly kind: "shifted-beta-geometric";
  /** Its parameters. */
  readonly parameters: ShiftedBetaGeometricParameters;
}

/**
 * A fitted shifted beta-geometric model: plain JSON, to be stored and read back.
 * @category Shifted beta-geometric
 */
export interface ShiftedBetaGeometricModel extends ShiftedBetaGeometric, Fitted<"alpha" | "beta"> {}

/**
 * Customers who signed up in the same period, by how many were lost in each period since.
 * @category Shifted beta-geometric
 */
export interface CohortLosses {
  /** How many cancelled at the end of the first period, of the second, and so on. Fractions are allowed, for weighting. */
  readonly lost: ArrayLike<number>;
  /** How many are still there after the last of these periods. */
  readonly active: number;
}

/**
 * Customers who signed up in the same period, by how many were still there after each period since.
 * @category Shifted beta-geometric
 */
export interface CohortSurvivors {
  /** How many there were at the start, after the first period, and so on; never rising. */
  readonly survivors: ArrayLike<number>;
}

/**
 * Customers who signed up in the same period, and how many of them stayed how long.
 * @category Shifted beta-geometric
 */
export type Cohort = CohortLosses | CohortSurvivors;
