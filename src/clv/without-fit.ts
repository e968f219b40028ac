import { sumOf } from "../numerics/sum.js";
import { findRepeatAtAgeZero, type CustomerTable } from "./customer-table.js";
import type { FitError } from "./fit-error.js";

/** What keeps any model of repeat purchases from being fitted to the table; `null` when nothing does that can be seen beforehand. */
export function withoutFit(table: CustomerTable): FitError | null {
  const { frequency, recency, count } = table;
  const customers = sumOf(count);
  if (customers > 0 && frequency.every((x, row) => x === 0 || count[row] === 0)) return { code: "no-repeat-purchases", customers };
  if (findRepeatAtAgeZero(table) >= 0 && frequency.every((x) => x >= 1)) {
    return { code: "first-purchase-counted", rows: frequency.length, rowsAtAgeZero: recency.filter((last) => last === 0).length };
  }
  return customers < 2 ? { code: "too-few-customers", customers } : null;
}
