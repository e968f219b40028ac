// Weighted sums of 1, of the covariates and of their products over the rows at risk. Compensated: with late entries rows are taken out
// again, and what is left must not be the rounding of what has gone.

/** One sum, `width` sums and the lower triangle of the products, one behind the other. */
export interface MomentSums {
  readonly width: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** How many rows are in. */
  rows: number;
}

/** Sums of nothing. */
export function emptySums(width: number): MomentSums {
  const size = 1 + width + (width * (width + 1)) / 2;
  return { width, high: new Float64Array(size), low: new Float64Array(size), rows: 0 };
}

/** Takes everything out. */
export function clearSums(sums: MomentSums): void {
  sums.high.fill(0);
  sums.low.fill(0);
  sums.rows = 0;
}

/** The value of one of the sums. */
export function sumAt({ high, low }: MomentSums, place: number): number {
  return (high[place] as number) + (low[place] as number);
}

/** Puts a row in with this weight. */
export function addRow(sums: MomentSums, values: Float64Array, row: number, weight: number): void {
  sums.rows += 1;
  addWeighted(sums, values, row, weight);
}

/** Takes a row out again. */
export function removeRow(sums: MomentSums, values: Float64Array, row: number, weight: number): void {
  sums.rows -= 1;
  addWeighted(sums, values, row, -weight);
}

function addWeighted({ width, high, low }: MomentSums, values: Float64Array, row: number, weight: number): void {
  add(high, low, 0, weight);
  const first = row * width;
  let place = 1 + width;
  for (let i = 0; i < width; i++) {
    const weighted = weight * (values[first + i] as number);
    add(high, low, 1 + i, weighted);
    for (let j = 0; j <= i; j++) add(high, low, place++, weighted * (values[first + j] as number));
  }
}

/** Puts all of `more` in. */
export function addSums(sums: MomentSums, more: MomentSums): void {
  sums.rows += more.rows;
  const { high, low } = sums;
  for (let place = 0; place < high.length; place++) {
    add(high, low, place, more.high[place] as number);
    low[place] = (low[place] as number) + (more.low[place] as number);
  }
}

/** Adds and keeps what the addition rounds away (Knuth's two-sum). */
function add(high: Float64Array, low: Float64Array, place: number, term: number): void {
  const before = high[place] as number;
  const after = before + term;
  const taken = after - before;
  high[place] = after;
  low[place] = (low[place] as number) + (before - (after - taken)) + (term - taken);
}
