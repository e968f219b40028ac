/** Enough rows for a start near the maximum. */
export const ROWS_OF_PART = 20_000;
/** Tables of so many times as many rows are searched in part first. */
const MANY = 2.5;

/** Picks about `rowsOfPart` evenly spread rows of the columns of a very long table; `null` when it is not so long. */
export function evenlySpread(rows: number, rowsOfPart: number = ROWS_OF_PART): ((column: Float64Array) => Float64Array) | null {
  if (rows <= MANY * rowsOfPart) return null;
  const stride = Math.floor(rows / rowsOfPart);
  return (column) => column.filter((_, row) => row % stride === 0);
}
