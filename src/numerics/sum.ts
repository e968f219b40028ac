// Compensated (Neumaier) sums: the error stays near one rounding however many terms there are and in whatever order they come.

/** A sum in progress: plain JSON, so that it can be the state of an accumulator. */
export interface RunningSum {
  /** The sum as plain additions give it. */
  high: number;
  /** What those additions rounded away. */
  low: number;
}

/** A sum of nothing yet. */
export function emptySum(): RunningSum {
  return { high: 0, low: 0 };
}

/** Adds one term in place. */
export function addToSum(sum: RunningSum, term: number): void {
  const high = sum.high + term;
  sum.low += Math.abs(sum.high) >= Math.abs(term) ? sum.high - high + term : term - high + sum.high;
  sum.high = high;
}

/** The value of a sum in progress. */
export function sumValue(sum: RunningSum): number {
  return sum.high + sum.low;
}

/** The sum of all values; 0 when there are none. */
export function sumOf(values: ArrayLike<number>): number {
  return sumOfTerms(values.length, (i) => values[i] as number);
}

/** The sum of `term(0) ... term(count - 1)`, without an array of the terms. */
export function sumOfTerms(count: number, term: (index: number) => number): number {
  let high = 0;
  let low = 0;
  for (let i = 0; i < count; i++) {
    const value = term(i);
    const next = high + value;
    low += Math.abs(high) >= Math.abs(value) ? high - next + value : value - next + high;
    high = next;
  }
  return high + low;
}
