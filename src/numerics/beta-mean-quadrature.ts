// The mean of (1 + p z)^-power over p from the beta distribution (a, b) by quadrature, where no series is short.
import { logBeta } from "./gamma.js";

/** Terms below this share of the sum are nothing. */
const NEGLIGIBLE = 1e-18;
/** Beyond so many units of log-odds from the last bend a tail falls by the same factor at each step, to the last digit. */
const STRAIGHT = 40;

/** From shapes of 1 on the integral of the density itself is better known than the beta function, whose logarithm is large where they are. */
const LEAST_ROUND_SHAPE = 1;

/**
 * The trapezoidal rule in y = log(p / (1 - p)), which converges geometrically for such integrands; in logs, so that no parameter
 * overflows. Slow tails (a or b near 0) are geometric series and closed as such.
 */
export function meanByQuadrature(power: number, a: number, b: number): (z: number) => number {
  const atZero = Math.min(a, b) >= LEAST_ROUND_SHAPE ? integral(power, a, b, 0) : { sum: 1, peak: logBeta(a, b) };
  return (z) => {
    const { sum, peak } = integral(power, a, b, z);
    return (sum / atZero.sum) * Math.exp(peak - atZero.peak);
  };
}

/** The integral of p^(a - 1) (1 - p)^(b - 1) (1 + p z)^-power: `sum * e^peak`. */
function integral(power: number, a: number, b: number, z: number): { sum: number; peak: number } {
  const rest = a + b - power;
  const steepest = Math.abs(rest) + power + a + b;
  const shift = Math.log1p(z);
  const log = (y: number): number => a * y - rest * softplus(y) - power * softplus(y + shift);
  const slope = (y: number): number => a - rest * logistic(y) - power * logistic(y + shift);
  const mode = rootOfDecreasing(slope, -shift - Math.log(steepest / a) - 1, Math.log(steepest / b) + 1);
  const curvature = rest * logisticSlope(mode) + power * logisticSlope(mode + shift);
  const step = Math.min(0.25, 0.5 / Math.sqrt(Math.max(curvature, 0)));
  const peak = log(mode);
  const height = (y: number): number => Math.exp(log(y) - peak);
  const left = tail((k) => height(mode - k * step), (mode + shift + Math.log(steepest) + STRAIGHT) / step, a * step);
  const right = tail((k) => height(mode + k * step), (Math.log(steepest) + STRAIGHT - mode) / step, b * step);
  return { sum: step * (1 + left + right), peak };
}

/** The sum of the terms 1, 2, ... of a falling series; from `straightFrom` on each is e^-decay of the one before. */
function tail(term: (k: number) => number, straightFrom: number, decay: number): number {
  let sum = 0;
  for (let k = 1; ; k++) {
    const next = term(k);
    sum += next;
    if (next <= NEGLIGIBLE * (1 + sum)) return sum;
    if (k > straightFrom) return sum + next / Math.expm1(decay);
  }
}

function rootOfDecreasing(f: (x: number) => number, low: number, high: number): number {
  let from = low;
  let to = high;
  for (let i = 0; i < 40 && to - from > 1e-3; i++) {
    const middle = (from + to) / 2;
    if (f(middle) > 0) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** log(1 + e^y) without overflow. */
function softplus(y: number): number {
  return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
}

function logistic(y: number): number {
  return 1 / (1 + Math.exp(-y));
}

function logisticSlope(y: number): number {
  const share = logistic(y);
  return share * (1 - share);
}
