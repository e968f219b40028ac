import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { columnReader, placeIn } from "../columns.js";
import type { SpendHistories } from "./gamma-gamma.js";

/** The customers that the spend model can use, as typed columns. */
export interface SpendTable {
  readonly frequency: Float64Array;
  readonly meanSpend: Float64Array;
  readonly count: Float64Array;
  /** The sum of `count`. */
  readonly customers: number;
  /** How many customers could not be used. */
  readonly customersLeftOut: number;
}

/** Reads rows or columns and leaves out who never came back, or spent nothing; throws at the first row that cannot be a history. */
export function readSpend(subject: SpendHistories): SpendTable {
  const column = columnReader(subject, "customers", "frequency");
  const frequency = column("frequency");
  const meanSpend = column("meanSpend");
  const count = column("count", 1);
  const place = placeIn(subject, "customers");
  let all = 0;
  let customers = 0;
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row] as number;
    const mean = meanSpend[row] as number;
    const weight = count[row] as number;
    if (!(Number.isSafeInteger(x) && x >= 0)) throw new InvalidArgumentError(place(row, "frequency"), "a whole number of at least 0", x);
    if (x > 0 && !Number.isFinite(mean))
      throw new InvalidArgumentError(place(row, "meanSpend"), "a finite number after repeat purchases", mean);
    if (!(weight >= 0 && weight < Infinity)) throw new InvalidArgumentError(place(row, "count"), "a number of at least 0", weight);
    all += weight;
    if (x > 0 && mean > 0) customers += weight;
  }
  const used = (_: number, row: number): boolean => (frequency[row] as number) > 0 && (meanSpend[row] as number) > 0;
  return {
    frequency: frequency.filter(used),
    meanSpend: meanSpend.filter(used),
    count: count.filter(used),
    customers,
    customersLeftOut: all - customers,
  };
}
