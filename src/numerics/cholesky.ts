/** The inverse of a symmetric positive definite matrix by Cholesky's factorisation; `null` when the matrix is not positive definite. */
export function inverseOfPositiveDefinite(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  // Scaled to a diagonal of ones, so that "not positive" does not depend on the units of the rows.
  const scale = matrix.map((row, i) => 1 / Math.sqrt(row[i] as number));
  const lower = factor(matrix.map((row, i) => row.map((value, j) => value * (scale[i] as number) * (scale[j] as number))));
  if (lower === null) return null;
  const columns = matrix.map((_, j) => solve(lower, unitVector(size, j)));
  return matrix.map((_, i) => columns.map((column, j) => (column[i] as number) * (scale[i] as number) * (scale[j] as number)));
}

/** What is added to the variances, scaled to ones, of a covariance matrix in which rounding has swallowed a direction. */
const LEAST_SPREAD = 1e-9;

/**
 * The lower triangular L with L L' = the covariance matrix: L times independent standard normals has these covariances; `null` when the
 * matrix is none.
 */
export function factorOfCovariance(matrix: readonly (readonly number[])[]): number[][] | null {
  const deviations = matrix.map((row, i) => Math.sqrt(row[i] as number));
  if (!deviations.every((deviation) => deviation > 0)) return null;
  const scaled = (spread: number): number[][] =>
    matrix.map((row, i) => row.map((value, j) => (i === j ? 1 + spread : value / (deviations[i] as number) / (deviations[j] as number))));
  const lower = factor(scaled(0)) ?? factor(scaled(LEAST_SPREAD));
  return lower && lower.map((row, i) => row.map((value) => value * (deviations[i] as number)));
}

/** Pivots below this share of the diagonal are rounding, not information. */
const LEAST_PIVOT = 1e-13;

function factor(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    for (let j = 0; j < i; j++) {
      const other = lower[j] as number[];
      own.push(((row[j] as number) - dot(own, other, j)) / (other[j] as number));
    }
    const pivot = (row[i] as number) - dot(own, own, i);
    if (!(pivot > LEAST_PIVOT)) return null;
    own.push(Math.sqrt(pivot));
    lower.push(own);
  }
  return lower;
}

/** Solves L L' x = b. */
function solve(lower: readonly (readonly number[])[], b: readonly number[]): number[] {
  const x = [...b];
  for (let i = 0; i < x.length; i++) {
    const row = lower[i] as readonly number[];
    x[i] = ((x[i] as number) - dot(row, x, i)) / (row[i] as number);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    let value = x[i] as number;
    for (let k = i + 1; k < x.length; k++) value -= ((lower[k] as readonly number[])[i] as number) * (x[k] as number);
    x[i] = value / ((lower[i] as readonly number[])[i] as number);
  }
  return x;
}

function dot(a: readonly number[], b: readonly number[], count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function unitVector(size: number, one: number): number[] {
  return Array.from({ length: size }, (_, i) => (i === one ? 1 : 0));
}
