import type { Objective } from "./minimise.js";

/** The step of the central differences: their error is of its square, rounding is divided by it. */
const STEP = 3e-4;

/** The second derivatives of a function, by central differences of its gradient; takes two calls a variable. */
export function hessian(objective: Objective, at: Float64Array): number[][] {
  const rows = Array.from(at, (_, i) => {
    const above = gradientAt(objective, at, i, STEP);
    const below = gradientAt(objective, at, i, -STEP);
    return Array.from(above, (value, j) => (value - (below[j] as number)) / (2 * STEP));
  });
  return rows.map((row, i) => row.map((value, j) => (value + ((rows[j] as number[])[i] as number)) / 2));
}

function gradientAt(objective: Objective, at: Float64Array, variable: number, step: number): Float64Array {
  const point = Float64Array.from(at);
  point[variable] = (point[variable] as number) + step;
  const gradient = new Float64Array(at.length);
  objective(point, gradient);
  return gradient;
}
