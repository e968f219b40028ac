import { checkInteger } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { isZeroOrAmount, ZERO_OR_AMOUNT } from "../../numerics/limits.js";
import { readColumns, type Columns, type Fault } from "../columns.js";
import type { OpportunityHistories, OpportunityHistory } from "./bg-bb.js";

/** More opportunities than this are no opportunities but time; all sums over opportunities stay short enough. */
export const MOST_OPPORTUNITIES = 1_000_000;

const WITHOUT_PURCHASES = "0 without purchases";
const AFTER_PURCHASES = "the number of an opportunity after purchases, at least 1";

/** Checked histories as typed columns; `count` holds ones when the caller gave none. */
export interface OpportunityTable {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly opportunities: Float64Array;
  readonly count: Float64Array;
}

/** Reads rows or columns; throws at the first row that cannot be a history. */
export function readOpportunities(subject: OpportunityHistories): OpportunityTable {
  return opportunityTable(readColumns(subject, "customers", "frequency"));
}

/** The same of columns that hold more than histories. */
export function opportunityTable({ column, fault }: Columns): OpportunityTable {
  const table: OpportunityTable = {
    frequency: column("frequency"),
    recency: column("recency"),
    opportunities: column("opportunities"),
    count: column("count", 1),
  };
  for (let row = 0; row < table.frequency.length; row++) checkRow(table, row, fault);
  return table;
}

/** One customer, as predictions take it. */
export function checkOpportunities({ frequency, recency, opportunities }: OpportunityHistory): void {
  checkInteger("customer.opportunities", opportunities, 0, MOST_OPPORTUNITIES);
  checkInteger("customer.recency", recency, 0, opportunities);
  checkInteger("customer.frequency", frequency, 0);
  if (frequency === 0 && recency > 0) throw new InvalidArgumentError("customer.recency", WITHOUT_PURCHASES, recency);
  if (frequency > 0 && recency === 0) throw new InvalidArgumentError("customer.recency", AFTER_PURCHASES, recency);
  checkInteger("customer.frequency", frequency, 0, recency);
}

function checkRow({ frequency, recency, opportunities, count }: OpportunityTable, row: number, fault: Fault): void {
  const x = frequency[row] as number;
  const last = recency[row] as number;
  const now = opportunities[row] as number;
  if (!isCount(now, MOST_OPPORTUNITIES)) throw fault(row, "opportunities", `a whole number from 0 to ${String(MOST_OPPORTUNITIES)}`);
  if (!isCount(last, now)) throw fault(row, "recency", "a whole number from 0 to the opportunities");
  if (!isCount(x, Infinity)) throw fault(row, "frequency", "a whole number of at least 0");
  if (x === 0 && last > 0) throw fault(row, "recency", WITHOUT_PURCHASES);
  if (x > 0 && last === 0) throw fault(row, "recency", AFTER_PURCHASES);
  if (x > last) throw fault(row, "frequency", "a whole number of at most the recency");
  if (!isZeroOrAmount(count[row] as number)) throw fault(row, "count", ZERO_OR_AMOUNT);
}

function isCount(value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= most;
}
