import { A_SIGNED_AMOUNT, isZeroOrAmount, LARGEST, SMALLEST, ZERO_OR_AMOUNT } from "../../numerics/limits.js";
import { addToSum, emptySum, sumOf, sumValue } from "../../numerics/sum.js";
import { readColumns, type Fault } from "../columns.js";
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
  /** Whether any customer came back, used or not. */
  readonly anyRepeats: boolean;
}

/** Reads rows or columns and leaves out who never came back, or spent nothing; throws at the first row that cannot be a history. */
export function readSpend(subject: SpendHistories): SpendTable {
  const { column, fault } = readColumns(subject, "customers", "frequency");
  const frequency = column("frequency");
  const meanSpend = column("meanSpend");
  const count = column("count", 1);
  const leftOut = emptySum();
  let anyRepeats = false;
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row] as number;
    const customers = count[row] as number;
    if (!(Number.isSafeInteger(x) && x >= 0)) throw fault(row, "frequency", "a whole number of at least 0");
    checkMeanSpend(x, meanSpend[row] as number, row, fault);
    if (!isZeroOrAmount(customers)) throw fault(row, "count", ZERO_OR_AMOUNT);
    anyRepeats ||= x > 0 && customers > 0;
    if (!(x > 0 && (meanSpend[row] as number) > 0)) addToSum(leftOut, customers);
  }
  const used = count.map((customers, row) => Number(customers > 0 && (frequency[row] as number) > 0 && (meanSpend[row] as number) > 0));
  const usedOf = (column: Float64Array): Float64Array => column.filter((_, row) => used[row] === 1);
  const counts = usedOf(count);
  return {
    frequency: usedOf(frequency),
    meanSpend: usedOf(meanSpend),
    count: counts,
    customers: sumOf(counts),
    customersLeftOut: sumValue(leftOut),
    anyRepeats,
  };
}

/** Throws for what is no mean. */
export function checkMeanSpend(frequency: number, meanSpend: number, row: number, fault: Fault): void {
  const wrong = meanSpendFault(frequency, meanSpend);
  if (wrong !== null) throw fault(row, "meanSpend", wrong);
}

/** What a mean should be that is none, for one customer and for many; without repeat purchases there is none, and anything will do. */
export function meanSpendFault(frequency: number, meanSpend: unknown): string | null {
  if (frequency === 0) return null;
  if (typeof meanSpend !== "number" || !(Math.abs(meanSpend) <= LARGEST)) return `${A_SIGNED_AMOUNT} after repeat purchases`;
  return meanSpend > 0 && meanSpend < SMALLEST ? ZERO_OR_AMOUNT : null;
}
