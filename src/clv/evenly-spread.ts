/** Tables of more rows than this are searched in part first. */
const MANY_ROWS = 50_000;
const ROWS_OF_PART = 20_000;

/** Picks evenly spread rows of the columns of a very long table; `null` when it is not so long. */
export function evenlySpread(rows: number): ((column: Float64Array) => Float64Array) | null {
  if (rows <= MANY_ROWS) return null;
  const stride = Math.floor(rows / ROWS_OF_PART);
  return (column) => column.filter((_, row) => row % stride === 0);
}
