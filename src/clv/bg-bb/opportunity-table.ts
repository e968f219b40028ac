import { checkInteger, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { isZeroOrAmount, ZERO_OR_AMOUNT } from "../../numerics/limits.js";
import { readColumns, type Columns, type Fault } from "../columns.js";
import type { OpportunityHistories, OpportunityHistory } from "./bg-bb.js";

/** More opportunities than this are no opportunities but time; all sums over opportunities stay short enough. */
export const MOST_OPPORTUNITIES = 1_000_000;

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
export function checkOpportunities(customer: OpportunityHistory): void {
  checkObject("customer", customer);
  const { frequency, recency, opportunities } = customer;
  const wrong = historyFault(frequency, recency, opportunities);
  if (wrong !== null) throw new InvalidArgumentError(`customer.${wrong.name}`, wrong.expected, customer[wrong.name]);
}

/** A number of opportunities to look ahead. */
export function checkOpportunitiesAhead(argument: string, value: unknown): void {
  checkInteger(argument, value, 0, MOST_OPPORTUNITIES);
}

function checkRow({ frequency, recency, opportunities, count }: OpportunityTable, row: number, fault: Fault): void {
  const wrong = historyFault(frequency[row], recency[row], opportunities[row]);
  if (wrong !== null) throw fault(row, wrong.name, wrong.expected);
  if (!isZeroOrAmount(count[row] as number)) throw fault(row, "count", ZERO_OR_AMOUNT);
}

/** What of a history cannot be, if anything, and what it should be: the same rules for one customer and for many. */
function historyFault(
  frequency: unknown,
  recency: unknown,
  opportunities: unknown,
): { name: keyof OpportunityHistory; expected: string } | null {
  if (!isCount(opportunities, MOST_OPPORTUNITIES))
    return { name: "opportunities", expected: `a whole number from 0 to ${String(MOST_OPPORTUNITIES)}` };
  if (!isCount(recency, opportunities)) return { name: "recency", expected: "a whole number from 0 to the opportunities" };
  if (!isCount(frequency, Infinity)) return { name: "frequency", expected: "a whole number of at least 0" };
  if (frequency === 0 && recency > 0) return { name: "recency", expected: "0 without purchases" };
  if (frequency > 0 && recency === 0) return { name: "recency", expected: "the number of an opportunity after purchases, at least 1" };
  return frequency > recency ? { name: "frequency", expected: "a whole number of at most the recency" } : null;
}

function isCount(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
