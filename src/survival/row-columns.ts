// Rows or columns, as the caller has them, to checked typed columns.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { AN_AMOUNT, isAmount } from "../numerics/limits.js";

/** What the caller gave, read column by column. */
export interface RowColumns {
  /** How many rows there are. */
  readonly length: number;
  /** The numbers of that name, each as the rule wants them; `fallback` in every row where none is given. */
  readonly numbers: (name: string, rule: NumberRule, fallback?: number) => Float64Array;
  /** The value of that name in a row, whatever it is; `null` when a column is not given. */
  readonly values: (name: string) => ((row: number) => unknown) | null;
  /** The error that refuses a value, with its place: `rows[3].time` in rows, `columns.time[3]` in columns. */
  readonly fault: (row: number, name: string, expected: string) => InvalidArgumentError;
}

/** Which numbers are lawful, and how to say so. */
export interface NumberRule {
  /** Whether a number is lawful. */
  readonly accepts: (value: number) => boolean;
  /** What should stand there. */
  readonly expected: string;
}

/** A time since the start. */
export const A_TIME: NumberRule = { accepts: isAmount, expected: AN_AMOUNT };

/** How many equal rows a row stands for. */
const A_COUNT: NumberRule = {
  accepts: (value) => Number.isSafeInteger(value) && value >= 0,
  expected: "a whole number of at least 0",
};

/** Reads rows, or columns as long as `time`; throws for what is neither. */
export function readRows(subject: unknown): RowColumns {
  if (typeof subject !== "object" || subject === null) throw new InvalidArgumentError("rows", "rows or columns", subject);
  if (Symbol.iterator in subject) return fromRows(Array.isArray(subject) ? subject : [...(subject as Iterable<unknown>)]);
  return fromColumns(subject as Given);
}

type Given = Readonly<Record<string, unknown>>;

function fromRows(rows: readonly unknown[]): RowColumns {
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row];
    if (typeof value !== "object" || value === null) throw new InvalidArgumentError(`rows[${String(row)}]`, "an object", value);
  }
  const given = rows as readonly Given[];
  return columnsOf({
    length: rows.length,
    values: (name) => (row) => (given[row] as Given)[name],
    fault: (row, name, expected) => new InvalidArgumentError(`rows[${String(row)}].${name}`, expected, given[row]?.[name]),
  });
}

function fromColumns(columns: Given): RowColumns {
  const leading = columns["time"];
  if (!isColumn(leading)) throw new InvalidArgumentError("columns.time", "a column of numbers", leading);
  const { length } = leading;
  return columnsOf({
    length,
    values: (name) => {
      const column = columns[name];
      if (column === undefined) return null;
      if (!isColumn(column) || column.length !== length)
        throw new InvalidArgumentError(`columns.${name}`, `a column of ${String(length)}, as columns.time is`, column);
      return (row) => column[row];
    },
    fault: (row, name, expected) => {
      const column = columns[name];
      return isColumn(column)
        ? new InvalidArgumentError(`columns.${name}[${String(row)}]`, expected, column[row])
        : new InvalidArgumentError(`columns.${name}`, `a column of ${String(length)}, as columns.time is`, column);
    },
  });
}

function columnsOf(given: Omit<RowColumns, "numbers">): RowColumns {
  const { length, values, fault } = given;
  return {
    ...given,
    numbers: (name, { accepts, expected }, fallback) => {
      const column = new Float64Array(length);
      const valueAt = values(name) ?? ((): unknown => undefined);
      for (let row = 0; row < length; row++) {
        const value = valueAt(row);
        if (value === undefined && fallback !== undefined) {
          column[row] = fallback;
          continue;
        }
        if (typeof value !== "number" || !accepts(value)) throw fault(row, name, expected);
        // Never -0, which looks different from 0 to whoever compares bits.
        column[row] = value + 0;
      }
      return column;
    },
  };
}

/** How many equal rows each row stands for, 1 where nothing is said; all together a number that is exact. */
export function readWeights(given: RowColumns): Float64Array {
  const weights = given.numbers("weight", A_COUNT, 1);
  let total = 0;
  for (let row = 0; row < weights.length; row++) {
    total += weights[row] as number;
    if (total > Number.MAX_SAFE_INTEGER) throw given.fault(row, "weight", "weights of at most 9007199254740991 together");
  }
  return weights;
}

function isColumn(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "object" && value !== null && Number.isSafeInteger((value as { readonly length?: unknown }).length);
}
