// What Gini, Lorenz and top shares have in common: non-negative values in ascending order, with something to share out.
import { checkFinite, checkIterable } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { sumOf } from "../numerics/sum.js";

/** Values in ascending order and their sum. */
export interface SortedValues {
  readonly sorted: Float64Array;
  /** Above 0 and finite, `n * total` too. */
  readonly total: number;
}

/** The values sorted; `null` where concentration is not defined: no values, a sum of 0, a negative value. */
export function sortedValues(values: Iterable<number>): SortedValues | null {
  const sorted = checkedValues(values).sort();
  if (sorted.length === 0 || (sorted[0] as number) < 0) return null;
  const total = sumOf(sorted);
  if (!Number.isFinite(total * sorted.length)) throw new InvalidArgumentError("values", "values whose sum is a finite number", total);
  if (total === 0) return null;
  return { sorted, total };
}

/** A copy of the values, all finite. */
export function checkedValues(values: Iterable<number>): Float64Array {
  checkIterable("values", values);
  const list = Array.isArray(values) || ArrayBuffer.isView(values) ? (values as ArrayLike<number>) : Array.from(values);
  for (let i = 0; i < list.length; i += 1) if (!Number.isFinite(list[i])) checkFinite(`values[${i}]`, list[i]);
  return Float64Array.from(list);
}
