import { meanPowerOverBeta } from "../../numerics/beta-mean.js";
import type { ShiftedBetaGeometricParameters } from "./shifted-beta-geometric.js";

/** Below this discount of a period the fraction is too long. */
const SMALL_DISCOUNT = 1e-7;
/** The logarithm of the last digit. */
const DIGITS = 38;

/**
 * The sum of survival(t) e^(-rate t) over t = 0, 1, ...; `null` where it is infinite.
 *
 * That is the mean of 1 / (1 - v (1 - p)) over the chances p of cancelling, with v = e^-rate: Gauss's 2F1(1, beta; alpha + beta; v).
 */
export function discountedSurvival({ alpha, beta }: ShiftedBetaGeometricParameters, rate: number): number | null {
  const discount = -Math.expm1(-rate);
  if (discount >= SMALL_DISCOUNT) return 1 / continuedFraction(alpha, beta, discount);
  const odds = 1 / Math.expm1(rate);
  if (odds === Infinity) return alpha > 1 ? 1 + beta / (alpha - 1) : null;
  // All but the first term, in which beta is not small.
  const later = meanPowerOverBeta(1, alpha, beta + 1)(odds) / discount;
  const sum = 1 + (beta / (alpha + beta)) * Math.exp(-rate) * later;
  return Number.isFinite(sum) ? sum : null;
}

/**
 * One over 2F1(1, beta; alpha + beta; 1 - w) by Gauss's continued fraction (DLMF 15.7). Its coefficients are (1 - g(n - 1)) g(n) with
 * shares g(n) from 0 to 1 (a g-fraction: Wall 1948, "Analytic theory of continued fractions"), so it can be written without differences
 * and keeps all digits: u(n) = (g(n) w + (1 - g(n)) u(n + 1)) / (g(n) + (1 - g(n)) u(n + 1)), and u(1) is the result. Each step
 * multiplies a relative error of u by (1 - sqrt w) / (1 + sqrt w) at most, and far out u is near sqrt w.
 */
function continuedFraction(alpha: number, beta: number, w: number): number {
  const root = Math.sqrt(w);
  const steps = Math.ceil((DIGITS - Math.log(root)) / (2 * Math.atanh(root)));
  const sum = alpha + beta;
  let u = root;
  for (let n = 2 * Math.ceil(steps / 2); n >= 1; n--) {
    const k = Math.floor(n / 2);
    const share = n % 2 === 1 ? beta + k : k;
    const rest = (n % 2 === 1 ? alpha + k : sum + (k - 1)) * u;
    u = (share * w + rest) / (share + rest);
  }
  return u;
}
