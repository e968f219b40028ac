import { digammaRise, logRise } from "../numerics/gamma.js";

/** The distinct frequencies, with the customers who have each. */
export interface FrequencyCounts {
  readonly frequency: Float64Array;
  readonly customers: Float64Array;
}

/**
 * The distinct frequencies in ascending order, each with the customers who have at least that many. A sum over customers of
 * f(0) + ... + f(x - 1) is then a sum over these steps, however many customers there are.
 */
export interface FrequencySteps {
  /** The frequency before each step, beginning with 0. */
  readonly from: Float64Array;
  /** The frequency after it. */
  readonly to: Float64Array;
  /** How many customers make the step. */
  readonly customers: Float64Array;
}

/** Counts customers by frequency, in ascending order of it; those without repeat purchases are left out. */
export function frequencyCounts(frequency: Float64Array, count: Float64Array): FrequencyCounts {
  const customersWith = new Map<number, number>();
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row] as number;
    customersWith.set(x, (customersWith.get(x) ?? 0) + (count[row] as number));
  }
  customersWith.delete(0);
  const distinct = Float64Array.from(customersWith.keys()).sort();
  return { frequency: distinct, customers: distinct.map((x) => customersWith.get(x) as number) };
}

/** Counts the steps. */
export function frequencySteps(frequency: Float64Array, count: Float64Array): FrequencySteps {
  const { frequency: to, customers } = frequencyCounts(frequency, count);
  for (let k = customers.length - 2; k >= 0; k--) customers[k] = (customers[k] as number) + (customers[k + 1] as number);
  return { from: to.map((_, k) => (k === 0 ? 0 : (to[k - 1] as number))), to, customers };
}

/** The sum over customers of logGamma(start + x) - logGamma(start). */
export function sumOfLogRises({ from, to, customers }: FrequencySteps, start: number): number {
  return to.reduce((sum, x, k) => sum + (customers[k] as number) * logRise(start + (from[k] as number), x - (from[k] as number)), 0);
}

/** The derivative of {@link sumOfLogRises} by `start`. */
export function sumOfDigammaRises({ from, to, customers }: FrequencySteps, start: number): number {
  return to.reduce((sum, x, k) => sum + (customers[k] as number) * digammaRise(start + (from[k] as number), x - (from[k] as number)), 0);
}
