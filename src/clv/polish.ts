import { inverseOfPositiveDefinite } from "../numerics/cholesky.js";
import { hessian } from "../numerics/hessian.js";
import type { Minimum, Objective } from "../numerics/minimise.js";

/** A minimum to the last digits, with the inverse of its second derivatives. */
export interface Polished {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly inverse: readonly (readonly number[])[];
  readonly evaluations: number;
  /** Whether the last step was too small to matter. */
  readonly converged: boolean;
}

const MOST_STEPS = 8;
/** A step of a logarithm, so a relative change of the parameter, beyond which second derivatives are taken anew. */
const FAR = 1e-3;
/** A step below which the search is over. */
const NEAR = 1e-10;
/** Second derivatives taken this close by are those of the minimum, to the digits that differences have. */
const SAME = 1e-6;
/** What the last step may be, where rounding keeps the search from `NEAR`. */
const TOLERABLE = 1e-7;

/** Newton's method from near a minimum; `null` when the function is not curved upwards there in every direction. */
export function polish(objective: Objective, minimum: Minimum): Polished | null {
  let { point, gradient, value } = minimum;
  let evaluations = 0;
  let inverse: number[][] | null = null;
  let move = Infinity;
  let away = Infinity;
  for (let steps = 0; steps < MOST_STEPS && move > NEAR; steps++) {
    if (inverse === null || move > FAR) {
      inverse = inverseOfPositiveDefinite(hessian(objective, point));
      evaluations += 2 * point.length;
      away = 0;
      if (inverse === null) return null;
    }
    const change = inverse.map((row) => -row.reduce((sum, entry, j) => sum + entry * (gradient[j] as number), 0));
    move = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const next = point.map((at, i) => at + (change[i] as number));
    const nextGradient = new Float64Array(point.length);
    const nextValue = objective(next, nextGradient);
    evaluations += 1;
    // Far from the minimum a full step may lead astray.
    if (!(nextValue <= value + 1e-12 * Math.abs(value))) break;
    point = next;
    gradient = nextGradient;
    value = nextValue;
    away += move;
  }
  if (away > SAME) {
    inverse = inverseOfPositiveDefinite(hessian(objective, point));
    evaluations += 2 * point.length;
  }
  return inverse === null ? null : { point, value, gradient, inverse, evaluations, converged: move <= TOLERABLE };
}
