/**
 * The time in which a customer is bound: `start` is in it, `end` is not any more.
 * @category Contracts
 */
export interface Contract {
  /** Who. */
  readonly customerId: string;
  /** The first instant, epoch milliseconds. */
  readonly start: number;
  /** The first instant after it, epoch milliseconds; `null` while no end is known. */
  readonly end: number | null;
}

/**
 * Contracts as columns: row `i` is of `customerIds[customer[i]]`.
 * @category Contracts
 */
export interface ContractColumns {
  /** The customers, each once. */
  readonly customerIds: readonly string[];
  /** Per row, the customer's place in `customerIds`. */
  readonly customer: Int32Array;
  /** Per row, the first instant: epoch milliseconds. */
  readonly start: Float64Array;
  /** Per row, the first instant after it: epoch milliseconds; `null`, or `Infinity` as a typed array has no `null`, while no end is known. */
  readonly end: ArrayLike<number | null>;
}

/**
 * Contracts in either form: rows, or columns. A customer may have many; those that overlap or follow each other without a gap are one, and one that ends when it
 * starts is none.
 * @category Contracts
 */
export type Contracts = Iterable<Contract> | ContractColumns;
