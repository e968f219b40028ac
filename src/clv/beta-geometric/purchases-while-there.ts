// Expected purchases of a customer who is known to be still there, when the purchase rate is gamma distributed (shape, age) and the
// chance of leaving after each purchase is beta distributed (a, b): the common core of the models with beta-geometric dropout.
import { meanPowerOverBeta } from "../../numerics/beta-mean.js";
import { gaussSeries } from "../../numerics/hypergeometric.js";
import { integrateDecreasing } from "../../numerics/quadrature.js";

/** What is known of a customer who is still there. */
export interface StillThere {
  /** Shape of the purchase rate: r and the purchases so far. */
  readonly shape: number;
  /** Inverse scale of the purchase rate: alpha and the age. */
  readonly time: number;
  /** First parameter of the chance of leaving. */
  readonly a: number;
  /** Second parameter of the chance of leaving: b and the purchases survived. */
  readonly b: number;
}

/** A closed form that kept this share of its digits is good to eleven. */
const LEAST_DIFFERENCE = 1e-4;

/** The purchases to expect within the horizon. */
export function purchasesWhileThere(customer: StillThere, horizon: number): number {
  const closed = closedForm(customer, horizon / customer.time);
  return Number.isNaN(closed) ? integralOfRate(customer, horizon, 0) : closed;
}

/** The same, each purchase discounted to now by a continuous rate; `null` when there is no end and no discount, and customers stay on. */
export function discountedPurchasesWhileThere(customer: StillThere, horizon: number | null, rate: number): number | null {
  if (rate > 0) return integralOfRate(customer, horizon ?? Infinity, rate);
  if (horizon !== null) return purchasesWhileThere(customer, horizon);
  // Purchases until the customer leaves: the mean of 1 / p over the chances p of leaving.
  return customer.a > 1 ? (customer.a + customer.b - 1) / (customer.a - 1) : null;
}

/**
 * Fader, Hardie and Lee (2005), equation 10, in Euler's form, whose series is short also for heavy buyers; `NaN` where it cancels: for
 * horizons near 0, for a near 1.
 */
function closedForm({ shape, a, b }: StillThere, relativeHorizon: number): number {
  const c = a + b - 1;
  if (a === 1 || !(c > 0)) return NaN;
  const x = relativeHorizon / (1 + relativeHorizon);
  const decay = Math.exp((1 - a) * Math.log1p(relativeHorizon)) * gaussSeries(a - 1, c - shape, c, x);
  const difference = 1 - decay;
  return Math.abs(difference) >= LEAST_DIFFERENCE * Math.max(1, Math.abs(decay)) ? (c / (a - 1)) * difference : NaN;
}

/** The integral over time of the purchase rate to expect. */
function integralOfRate({ shape, time, a, b }: StillThere, horizon: number, discountRate: number): number {
  const decay = meanPowerOverBeta(shape + 1, a, b);
  const rate = (u: number): number => decay(u / time) * Math.exp(-discountRate * u);
  const firstWidth = 1 / ((shape + 1) / time + discountRate);
  return (shape / time) * integrateDecreasing(rate, firstWidth, horizon);
}
