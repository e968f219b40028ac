// Rows or columns of numbers, as the caller has them, to typed columns.
import { checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** What the caller gave, as columns. */
export interface Columns {
  /** The column of that name, with `fallback` in every row where it is not given. What is not a number becomes `NaN`, for the checks to refuse. */
  readonly column: (name: string, fallback?: number) => Float64Array;
  /** The error that refuses a value, with its place (`customers[3].age` in rows, `customers.age[3]` in columns) and as the caller gave it. */
  readonly fault: Fault;
}

/** Makes the error that refuses a value. */
export type Fault = (row: number, name: string, expected: string) => InvalidArgumentError;

/** Reads rows, or columns as long as the one named `first`; throws for what is neither. */
export function readColumns(subject: unknown, argument: string, first: string): Columns {
  if (Array.isArray(subject)) return columnsOfRows(checkedRows(subject, argument), argument);
  if (typeof subject === "object" && subject !== null) return givenColumns(subject as Given, argument, first);
  throw new InvalidArgumentError(argument, "an array of rows, or an object of columns", subject);
}

type Given = Readonly<Record<string, unknown>>;

function checkedRows(rows: readonly unknown[], argument: string): readonly Given[] {
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row];
    if (typeof value !== "object" || value === null) checkObject(`${argument}[${String(row)}]`, value);
  }
  return rows as readonly Given[];
}

function columnsOfRows(rows: readonly Given[], argument: string): Columns {
  return {
    column: (name, fallback = NaN) => {
      const column = new Float64Array(rows.length);
      for (let row = 0; row < rows.length; row++) column[row] = numberOr((rows[row] as Given)[name], fallback);
      return column;
    },
    fault: (row, name, expected) => new InvalidArgumentError(`${argument}[${String(row)}].${name}`, expected, rows[row]?.[name]),
  };
}

function givenColumns(columns: Given, argument: string, first: string): Columns {
  const leading = columns[first];
  if (!isColumn(leading)) throw new InvalidArgumentError(`${argument}.${first}`, "a column of numbers", leading);
  const { length } = leading;
  return {
    column: (name, fallback = NaN) => {
      const column = columns[name];
      if (column === undefined && !Number.isNaN(fallback)) return new Float64Array(length).fill(fallback);
      if (!isColumn(column) || column.length !== length)
        throw new InvalidArgumentError(`${argument}.${name}`, `a column of ${String(length)}, as ${argument}.${first} is`, column);
      // Also a typed column is copied: -0 becomes 0.
      return column instanceof Float64Array ? column.map((value) => value + 0) : Float64Array.from(column, (value) => numberOr(value, NaN));
    },
    fault: (row, name, expected) => {
      const column = columns[name];
      return new InvalidArgumentError(`${argument}.${name}[${String(row)}]`, expected, isColumn(column) ? column[row] : column);
    },
  };
}

/** No table is longer; memory for a longer one may not be there. */
const MOST_ROWS = 100_000_000;

/** Whether it has numbered values, from none to {@link MOST_ROWS}. */
export function isColumn(value: unknown): value is ArrayLike<unknown> {
  if (typeof value !== "object" || value === null) return false;
  const { length } = value as { readonly length?: unknown };
  return typeof length === "number" && Number.isSafeInteger(length) && length >= 0 && length <= MOST_ROWS;
}

/** Never -0, which looks different from 0 to whoever compares bits. */
function numberOr(value: unknown, fallback: number): number {
  return value === undefined ? fallback : typeof value === "number" ? value + 0 : NaN;
}
