// What a customer who is still there does at the opportunities to come. The chance of leaving before each is beta distributed, and one who has
// stayed at all opportunities so far stays the likelier.
import { meanByQuadrature } from "../../numerics/beta-mean-quadrature.js";

/** Below this rate what a perpetuity is worth is no number any more. */
const SMALLEST_RATE = 1e-290;

/** The chance of staying for all of the next opportunities, with a chance of leaving from Beta(gamma, delta). */
export function chanceOfStaying(gamma: number, delta: number, opportunities: number): number {
  let chance = 1;
  for (let j = 0; j < opportunities && chance > 0; j++) chance *= (delta + j) / (gamma + delta + j);
  return chance;
}

/** From this rate on the discount leaves only a few thousand terms. */
const SHORT_SUM_RATE = 0.01;

/** The number of opportunities to come for which the customer stays, of the next so many; each discounted to now by a continuous rate. */
export function opportunitiesAhead(gamma: number, delta: number, horizon: number, rate: number): number {
  const discount = Math.exp(-rate);
  const perpetuity = 1 / Math.expm1(rate);
  let sum = 0;
  let term = 1;
  for (let j = 0; j < horizon; j++) {
    term *= ((delta + j) / (gamma + delta + j)) * discount;
    sum += term;
    // The terms fall, so that this is the most that the rest can be.
    if (term * Math.min(horizon - j, perpetuity) <= 1e-17 * sum) break;
  }
  return sum;
}

/**
 * The same without an end: the mean of (1 - leave) / (e^rate - 1 + leave) over the chances of leaving; `null` where it is infinite.
 * Times the chance of buying, Fader, Hardie and Shang (2010) call it discounted expected residual transactions.
 */
export function allOpportunitiesAhead(gamma: number, delta: number, rate: number): number | null {
  if (rate === 0) return gamma > 1 ? delta / (gamma - 1) : null;
  if (rate >= SHORT_SUM_RATE) return opportunitiesAhead(gamma, delta, Infinity, rate);
  const perpetuity = 1 / Math.expm1(Math.max(rate, SMALLEST_RATE));
  const mean = meanByQuadrature(1, gamma, delta + 1);
  // The mean of 1 is 1; as a divisor it takes out the rounding of the beta function.
  return perpetuity * (delta / (gamma + delta)) * (mean(perpetuity) / mean(0));
}
