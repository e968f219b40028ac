/**
 * The regularised incomplete beta function I_x(a, b) divided by x^a (1 - x)^b / (a B(a, b)), by Lentz's evaluation of its continued
 * fraction (DLMF 8.17.22). Meant for x below (a + 1) / (a + b + 2), where about the square root of a few steps are enough.
 */
export function incompleteBetaQuotient(a: number, b: number, x: number): number {
  let ratio = 1 / (1 - ((a + b) * x) / (a + 1));
  let inverse = ratio;
  let last = 1;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    inverse = 1 / (1 + even * inverse);
    last = 1 + even / last;
    ratio *= inverse * last;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    inverse = 1 / (1 + odd * inverse);
    last = 1 + odd / last;
    const factor = inverse * last;
    ratio *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return ratio;
}
