// What comes in as rows or as columns may come from anywhere: it is looked at before it is read.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** The rows, which can be gone through. */
export function checkedRows<Rows extends object>(argument: string, rows: Rows): Rows {
  if (typeof (rows as Partial<Iterable<unknown>>)[Symbol.iterator] !== "function")
    throw new InvalidArgumentError(argument, "rows that can be gone through one by one", rows);
  return rows;
}

/** Throws unless the columns by these names are lists; those that may be left out may be `undefined`. */
export function checkLists<Columns extends object>(columns: Columns, names: readonly (keyof Columns & string)[], optional = false): void {
  for (const name of names) {
    const column: unknown = columns[name];
    const isList = Array.isArray(column) || ArrayBuffer.isView(column);
    if (!isList && !(optional && column === undefined)) throw new InvalidArgumentError(name, "a column, a value for each row", column);
  }
}
