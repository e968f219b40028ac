import type { Fitted } from "../fitted.js";

/**
 * The parameters of the BG/BB model: at each opportunity customers buy with a chance of their own from a beta distribution, and before each
 * they leave with another.
 * @category BG/BB
 */
export interface BgBbParameters {
  /** First parameter of the chances of buying; the mean chance is `alpha / (alpha + beta)`. */
  readonly alpha: number;
  /** Second parameter of the chances of buying. */
  readonly beta: number;
  /** First parameter of the chances of leaving; the mean chance is `gamma / (gamma + delta)`. */
  readonly gamma: number;
  /** Second parameter of the chances of leaving. */
  readonly delta: number;
}

/**
 * A BG/BB model as predictions need it: also one made by hand of published parameters. Its unit of time is one opportunity.
 * @category BG/BB
 */
export interface BgBb {
  /** Which model it is. */
  readonly kind: "bg-bb";
  /** Its parameters. */
  readonly parameters: BgBbParameters;
}

/**
 * A fitted BG/BB model: plain JSON, to be stored and read back.
 * @category BG/BB
 */
export interface BgBbModel extends BgBb, Fitted<"alpha" | "beta" | "gamma" | "delta"> {
  /** The time from one opportunity to the next, as the caller named it; `null` when it was not named. */
  readonly timeUnit: string | null;
}

/**
 * What the BG/BB model needs to know of one customer. Opportunities are the occasions on which the customer can buy once or not at all (a
 * yearly appeal, a weekly box), counted from the first one after the customer's first purchase.
 * @category BG/BB
 */
export interface OpportunityHistory {
  /** At how many opportunities the customer bought; the first purchase is not counted. A whole number. */
  readonly frequency: number;
  /** The number of the last opportunity at which the customer bought; 0 when nothing was bought again. A whole number. */
  readonly recency: number;
  /** How many opportunities there have been so far; a whole number of at most a million. */
  readonly opportunities: number;
}

/**
 * An {@link OpportunityHistory} that may stand for several customers.
 * @category BG/BB
 */
export interface CountedOpportunityHistory extends OpportunityHistory {
  /** How many customers have this history; 1 if not given. Fractions are allowed, for weighting. */
  readonly count?: number;
}

/**
 * Histories as columns of equal length: the same results as rows, in a fraction of the memory. Typed arrays are fastest.
 * @category BG/BB
 */
export interface OpportunityHistoryColumns {
  /** At how many opportunities each customer bought. */
  readonly frequency: ArrayLike<number>;
  /** The last opportunity at which each customer bought. */
  readonly recency: ArrayLike<number>;
  /** The opportunities so far of each customer. */
  readonly opportunities: ArrayLike<number>;
  /** How many customers each row stands for; 1 each if not given. */
  readonly count?: ArrayLike<number>;
}

/**
 * Many customers, as rows or as columns.
 * @category BG/BB
 */
export type OpportunityHistories = readonly CountedOpportunityHistory[] | OpportunityHistoryColumns;
