import type { Fitted } from "../fitted.js";

/**
 * The parameters of the Gamma-Gamma model: what a customer spends varies around a mean of their own, and these means vary between customers.
 * @category Gamma-Gamma
 */
export interface GammaGammaParameters {
  /** Shape of the spend on one occasion around the customer's mean: large when a customer spends about the same each time. */
  readonly p: number;
  /** Shape of the differences between customers: large when their means are alike. */
  readonly q: number;
  /** Scale, in the unit of the spend. */
  readonly gamma: number;
}

/**
 * A Gamma-Gamma model as predictions need it: also one made by hand of published parameters.
 * @category Gamma-Gamma
 */
export interface GammaGamma {
  /** Which model it is. */
  readonly kind: "gamma-gamma";
  /** Its parameters. */
  readonly parameters: GammaGammaParameters;
}

/**
 * A fitted Gamma-Gamma model: plain JSON, to be stored and read back.
 * @category Gamma-Gamma
 */
export interface GammaGammaModel extends GammaGamma, Fitted<"p" | "q" | "gamma"> {
  /** How many customers were left out, because they never came back or their mean spend is not above 0. */
  readonly customersLeftOut: number;
}

/**
 * What the spend model needs to know of one customer.
 * @category Gamma-Gamma
 */
export interface SpendHistory {
  /** Repeat purchase occasions: those that the mean is taken over. */
  readonly frequency: number;
  /** The mean spend on a repeat occasion, in the unit of the model (minor units of money); ignored, and `null`, without repeat purchases. */
  readonly meanSpend: number | null;
}

/**
 * A {@link SpendHistory} that may stand for several customers.
 * @category Gamma-Gamma
 */
export interface CountedSpendHistory extends SpendHistory {
  /** How many customers have this history; 1 if not given. */
  readonly count?: number;
}

/**
 * Spend histories as columns of equal length.
 * @category Gamma-Gamma
 */
export interface SpendHistoryColumns {
  /** The repeat purchase occasions of each customer. */
  readonly frequency: ArrayLike<number>;
  /** The mean spend on a repeat occasion of each customer; `NaN` or any number without repeat purchases. */
  readonly meanSpend: ArrayLike<number>;
  /** How many customers each row stands for; 1 each if not given. */
  readonly count?: ArrayLike<number>;
}

/**
 * What many customers spend, as rows or as columns.
 * @category Gamma-Gamma
 */
export type SpendHistories = readonly CountedSpendHistory[] | SpendHistoryColumns;
