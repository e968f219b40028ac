/** More terms than this cost more than quadrature does. */
const MOST_TERMS = 2000;
/** A sum this many times smaller than its largest term has lost too many digits. */
const MOST_CANCELLATION = 1e3;

/**
 * The series of Gauss's hypergeometric function 2F1(a, b; c; x) for 0 <= x < 1.
 *
 * `NaN` when it needs too many terms, overflows, or its terms cancel: the caller then takes another form. It never gives a wrong number.
 */
export function gaussSeries(a: number, b: number, c: number, x: number): number {
  let term = 1;
  let sum = 1;
  let largest = 1;
  const enough = 1e-16 * (1 - x);
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * x;
    term *= ratio;
    sum += term;
    const size = Math.abs(term);
    if (size > largest) largest = size;
    // With c below 0 the terms fall and rise again where c + n passes 0.
    if (size <= enough * Math.abs(sum) && Math.abs(ratio) < 1 && c + n > 0) {
      return sum < Infinity && largest <= MOST_CANCELLATION * Math.abs(sum) ? sum : NaN;
    }
  }
  return NaN;
}
