import { logGamma } from "./gamma.js";

/** More steps than any shape up to a hundred million takes. */
const MOST_STEPS = 1_000_000;

/** The share of a gamma distribution of this shape and scale 1 that lies above x: the regularised upper incomplete gamma function. */
export function upperGammaShare(shape: number, x: number): number {
  if (x <= 0) return 1;
  return x < shape + 1 ? 1 - density(shape, x) * lowerSeries(shape, x) : density(shape, x) * upperFraction(shape, x);
}

/** The chance that a chi-square distributed number is as large as this one, or larger: the p-value of a likelihood-ratio test. */
export function chiSquareTail(statistic: number, degreesOfFreedom: number): number {
  return upperGammaShare(degreesOfFreedom / 2, statistic / 2);
}

/** x^shape e^-x / gamma(shape). */
function density(shape: number, x: number): number {
  return Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

/** The lower share over {@link density}, for x below shape + 1 (DLMF 8.11.4): all terms are positive. */
function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < MOST_STEPS && term > 1e-17 * sum; k++) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum;
}

/** The upper share over {@link density}, for x above shape + 1, by Lentz's evaluation of its continued fraction (DLMF 8.9.2). */
function upperFraction(shape: number, x: number): number {
  let base = x + 1 - shape;
  let numerator = Infinity;
  let inverse = 1 / base;
  let fraction = inverse;
  for (let k = 1; k < MOST_STEPS; k++) {
    const step = k * (shape - k);
    base += 2;
    inverse = 1 / (base + step * inverse);
    numerator = base + step / numerator;
    const factor = numerator * inverse;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}
