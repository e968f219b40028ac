/** A smooth function of several variables: gives its value and writes its derivatives; `NaN` or Infinity where it cannot be had. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Where a search ended. */
export interface Minimum {
  /** The best point found. */
  readonly point: Float64Array;
  /** The value there. */
  readonly value: number;
  /** The derivatives there. */
  readonly gradient: Float64Array;
  /** How often the function was called. */
  readonly evaluations: number;
  /** `found`: as low as rounding lets one tell; `escaped`: the way down left the region; `unfinished`: out of evaluations. */
  readonly status: "found" | "escaped" | "unfinished";
}

/** How to search. */
export interface MinimiseOptions {
  /** The search gives up after this many calls of the function. */
  readonly maxEvaluations: number;
  /** Beyond this distance from the start, in any variable, the minimum is taken to be at infinity. */
  readonly radius: number;
  /** What is known of the inverse of the second derivatives, for a start near the minimum. */
  readonly inverseHessian?: readonly (readonly number[])[] | undefined;
}

/** The longest step in any variable: a model far from its data can point anywhere. */
const LONGEST_STEP = 2;
/** Values that differ by less than this share are equal but for rounding. */
const ROUNDING = 1e-14;
/** A decrease to come of less than this share of the value is none; Newton's method is for the last digits. */
const LEAST_DECREASE = 1e-12;
const MOST_TRIALS = 30;

/** A point of the search with everything known there. */
interface Visit {
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/**
 * Minimises a smooth function by BFGS with a line search that accepts steps by their slope where values differ only by rounding
 * (Hager and Zhang 2005), so that it neither stalls nor stops early at the bottom of a flat valley.
 */
export function minimise(objective: Objective, start: ArrayLike<number>, options: MinimiseOptions): Minimum {
  let evaluations = 0;
  const visit = (point: Float64Array): Visit => {
    const gradient = new Float64Array(point.length);
    evaluations += 1;
    return { point, gradient, value: objective(point, gradient) };
  };
  const end = (at: Visit, status: Minimum["status"]): Minimum => ({ ...at, evaluations, status });

  const origin = Float64Array.from(start);
  let inverse = options.inverseHessian?.map((row) => [...row]);
  let current = visit(Float64Array.from(origin));
  while (evaluations < options.maxEvaluations && Number.isFinite(current.value)) {
    let direction = descent(inverse, current.gradient);
    let slope = dot(direction, current.gradient);
    if (!(slope < 0)) {
      inverse = undefined;
      direction = descent(inverse, current.gradient);
      slope = dot(direction, current.gradient);
    }
    // Without second derivatives the length of the gradient says nothing about the distance, so the test waits for them.
    if (slope === 0 || (inverse !== undefined && -slope <= LEAST_DECREASE * Math.max(1, Math.abs(current.value))))
      return end(current, "found");
    const next = lineSearch(visit, current, direction, slope, inverse === undefined);
    if (next === null) {
      if (inverse === undefined) return end(current, "found");
      inverse = undefined;
      continue;
    }
    inverse = updated(inverse, current, next);
    current = next;
    if (distance(current.point, origin) > options.radius) return end(current, "escaped");
  }
  return end(current, "unfinished");
}

/** The way down: against the gradient, bent by what is known of the curvature. */
function descent(inverse: readonly (readonly number[])[] | undefined, gradient: Float64Array): Float64Array {
  if (inverse === undefined) return gradient.map((slope) => -slope);
  return Float64Array.from(inverse, (row) => -dot(row, gradient));
}

/** A point along the direction that is lower by enough, and where it no longer falls steeply; `null` when there is none. */
function lineSearch(
  visit: (point: Float64Array) => Visit,
  from: Visit,
  direction: Float64Array,
  slope: number,
  first: boolean,
): Visit | null {
  const reach = LONGEST_STEP / largest(direction);
  const nearlyEqual = from.value + ROUNDING * Math.abs(from.value);
  let step = Math.min(first ? 0.2 * reach : 1, reach);
  let low = 0;
  let lowSlope = slope;
  let high = Infinity;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const next = visit(from.point.map((value, i) => value + step * (direction[i] as number)));
    const nextSlope = dot(next.gradient, direction);
    const lower =
      next.value <= from.value + 1e-4 * step * slope ||
      (next.value <= nearlyEqual && nextSlope <= -0.8 * slope && nextSlope >= 0.9 * slope);
    if (!lower || !Number.isFinite(nextSlope)) {
      high = step;
      step = Number.isFinite(nextSlope) ? between(low, lowSlope, high, nextSlope) : (low + high) / 2;
      continue;
    }
    if (nextSlope >= 0.9 * slope || step >= reach) return next;
    low = step;
    lowSlope = nextSlope;
    step = high === Infinity ? Math.min(4 * step, reach) : (low + high) / 2;
  }
  return null;
}

/** Where a line through two slopes crosses zero, kept away from both ends; the middle when they do not cross. */
function between(low: number, lowSlope: number, high: number, highSlope: number): number {
  const crossing = highSlope > 0 ? low + ((high - low) * -lowSlope) / (highSlope - lowSlope) : (low + high) / 2;
  const margin = 0.1 * (high - low);
  return Math.min(Math.max(crossing, low + margin), high - margin);
}

/** The BFGS update of the inverse Hessian by one step. */
function updated(inverse: readonly (readonly number[])[] | undefined, from: Visit, to: Visit): number[][] | undefined {
  const step = to.point.map((value, i) => value - (from.point[i] as number));
  const change = to.gradient.map((value, i) => value - (from.gradient[i] as number));
  const product = dot(step, change);
  const known = inverse ?? scaledIdentity(step.length, product / dot(change, change));
  // A step along which the slope did not grow tells nothing about the curvature.
  if (!(product > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change)))) return inverse?.map((row) => [...row]);
  const bent = known.map((row) => dot(row, change));
  const weight = (1 + dot(bent, change) / product) / product;
  return known.map((row, i) =>
    row.map((value, j) => {
      const cross = (step[i] as number) * (bent[j] as number) + (bent[i] as number) * (step[j] as number);
      return value + weight * (step[i] as number) * (step[j] as number) - cross / product;
    }),
  );
}

function scaledIdentity(size: number, scale: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? scale : 0)));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}
