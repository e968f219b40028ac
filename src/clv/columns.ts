// Rows or columns of numbers, as the caller has them, to typed columns.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** Names the place of a value in what the caller gave. */
export type Place = (row: number, name: string) => string;

/** Says whether the subject is rows rather than columns. */
export function isRows(subject: object): subject is readonly object[] {
  return Array.isArray(subject);
}

/**
 * A reader of columns: the one of that name, or `fallback` in every row where it is not given. What is not a number becomes `NaN`, for the
 * checks to refuse. Columns must be as long as the one named `first`.
 */
export function columnReader(subject: object, argument: string, first: string): (name: string, fallback?: number) => Float64Array {
  if (isRows(subject)) return (name, fallback) => fromRows(subject, name, fallback);
  const columns = subject as Readonly<Record<string, ArrayLike<number> | undefined>>;
  return (name, fallback) => fromColumns(columns, argument, first, name, fallback);
}

/** How an error names a value of the subject: `customers[3].age` in rows, `customers.age[3]` in columns. */
export function placeIn(subject: object, argument: string): Place {
  const name = (row: number): string => `[${String(row)}]`;
  return isRows(subject) ? (row, column) => `${argument}${name(row)}.${column}` : (row, column) => `${argument}.${column}${name(row)}`;
}

function fromRows(rows: readonly object[], name: string, fallback = NaN): Float64Array {
  const column = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) column[row] = numberOr((rows[row] as Readonly<Record<string, unknown>>)[name], fallback);
  return column;
}

function fromColumns(
  columns: Readonly<Record<string, ArrayLike<number> | undefined>>,
  argument: string,
  first: string,
  name: string,
  fallback?: number,
): Float64Array {
  const length = columns[first]?.length ?? 0;
  const column = columns[name];
  if (column === undefined && fallback !== undefined) return new Float64Array(length).fill(fallback);
  if (column?.length !== length) throw new InvalidArgumentError(`${argument}.${name}`, `a column of ${String(length)}`, column);
  return column instanceof Float64Array ? column : Float64Array.from(column, (value: unknown) => numberOr(value, NaN));
}

function numberOr(value: unknown, fallback: number): number {
  return value === undefined ? fallback : typeof value === "number" ? value : NaN;
}
