import { sumOf } from "../numerics/sum.js";
import type { CustomerTable } from "./customer-table.js";
import type { FitError } from "./fit-error.js";

/** What keeps any model of repeat purchases from being fitted to the table; `null` when nothing does that can be seen beforehand. */
export function withoutFit({ frequency, recency, count }: CustomerTable): FitError | null {
  const customers = sumOf(count);
  let rows = 0;
  let rowsWithRepeats = 0;
  let rowsAtAgeZero = 0;
  for (let row = 0; row < count.length; row++) {
    if (count[row] === 0) continue;
    rows += 1;
    if (frequency[row] === 0) continue;
    rowsWithRepeats += 1;
    if (recency[row] === 0) rowsAtAgeZero += 1;
  }
  if (rows > 0 && rowsWithRepeats === 0) return { code: "no-repeat-purchases", customers };
  if (rowsAtAgeZero > 0 && rowsWithRepeats === rows) return { code: "first-purchase-counted", rows, rowsAtAgeZero };
  return areTooFew(rows, customers) ? { code: "too-few-customers", customers } : null;
}

/** Whether there are not two customers: of weighted rows two are enough, whatever their weights. */
export function areTooFew(rows: number, customers: number): boolean {
  return rows < 2 && customers < 2;
}
