/**
 * What the models need to know of one customer's purchases. All times are ages, counted from the customer's first purchase, in one unit
 * of the caller's choice (weeks, days); `repeatPurchaseSummaries` of `clientele/purchases` makes them.
 * @category Customers
 */
export interface CustomerHistory {
  /** Repeat purchase occasions: every occasion but the first, so that a one-time buyer has 0. A whole number. */
  readonly frequency: number;
  /** The customer's age at the last purchase, not the time since; 0 when nothing was bought again. */
  readonly recency: number;
  /** The customer's age now: the time since the first purchase. */
  readonly age: number;
}

/**
 * A {@link CustomerHistory} that may stand for several customers.
 * @category Customers
 */
export interface CountedCustomerHistory extends CustomerHistory {
  /** How many customers have this history; 1 if not given. Fractions are allowed, for weighting. */
  readonly count?: number;
}

/**
 * Customer histories as columns of equal length: the same results as rows, in a fraction of the memory. Typed arrays are fastest.
 * @category Customers
 */
export interface CustomerHistoryColumns {
  /** The repeat purchase occasions of each customer. */
  readonly frequency: ArrayLike<number>;
  /** The age at the last purchase of each customer. */
  readonly recency: ArrayLike<number>;
  /** The age now of each customer. */
  readonly age: ArrayLike<number>;
  /** How many customers each row stands for; 1 each if not given. */
  readonly count?: ArrayLike<number>;
}

/**
 * Many customers, as rows or as columns.
 * @category Customers
 */
export type CustomerHistories = readonly CountedCustomerHistory[] | CustomerHistoryColumns;
