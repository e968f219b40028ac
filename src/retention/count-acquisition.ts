// Who bought in which period, by cohort: in rows that can be joined.
import { checkOneOf } from "../foundation/errors/check.js";
import { readInstant } from "../foundation/time/instant.js";
import { periodOfDay } from "../foundation/time/periods.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { asColumns, type PurchaseColumns, type Purchases } from "../purchases/purchase-columns.js";
import { checkCells } from "./accumulator-state.js";
import type { AcquisitionOptions } from "./acquisition-by-period.js";
import { lastDays } from "./activity-days.js";
import { checkPeriods, completePeriod, originOf } from "./complete-period.js";
import { eventPeriods, periodsByCustomer, type CohortFrame } from "./event-periods.js";

/**
 * One cohort as far as it is counted: in each list a number for the cohort's own period, the next one, and so on to the last with a purchase.
 * @category Cohorts
 */
export interface AcquisitionRow {
  /** The number of the cohort's period. */
  readonly period: number;
  /** How many customers. */
  readonly size: number;
  /** How many of them bought. */
  readonly customers: readonly number[];
  /** How many purchases they made. */
  readonly purchases: readonly number[];
  /** What these brought in less refunds, in minor units. */
  readonly revenueMinor: readonly number[];
}

/** What was counted of some customers. */
export interface CountedAcquisition {
  /** Earliest first. */
  readonly rows: readonly AcquisitionRow[];
  readonly currency: PurchaseColumns["currency"];
}

/** How time is cut, and which purchases count. */
export interface AcquisitionTask extends CohortFrame {
  /** The number of the period that holds the last moment before `asOf`. */
  readonly last: number;
}

/** The options, checked. */
export function readAcquisitionTask(options: AcquisitionOptions): AcquisitionTask {
  const period = completePeriod(options);
  const { fullyRefunded = "exclude" } = options;
  checkOneOf("options.fullyRefunded", fullyRefunded, ["exclude", "include"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const { today, lastDay } = lastDays(asOf, zoneOffsets(period.timeZone));
  const events = { asOf, timeZone: period.timeZone, fullyRefunded };
  return { period, running: periodOfDay(today, period), last: periodOfDay(lastDay, period), events };
}

/** Throws unless a matrix of so many cohorts and the periods from `first` to `last` fits into the memory. */
export function checkMatrix(cohorts: number, first: number, last: number): void {
  checkCells(cohorts * (last - first + 1), "name a longer one, or look for a wrong date");
}

/** A row in the making. */
interface Row extends AcquisitionRow {
  size: number;
  readonly customers: number[];
  readonly purchases: number[];
  readonly revenueMinor: number[];
}

/** Counts the purchases of some customers. */
export function countAcquisition(input: Purchases, task: AcquisitionTask): CountedAcquisition {
  const columns = asColumns(input);
  const purchases = eventPeriods(columns, task, "calendar");
  const { counts, customers, cohort } = purchases;
  const { starts, since } = periodsByCustomer(columns, purchases);
  const reach = new Map<number, number>();
  for (const c of customers) {
    const own = cohort[c] as number;
    reach.set(own, Math.max(reach.get(own) ?? 0, since[(starts[c + 1] as number) - 1] as number));
  }
  const cohorts = [...reach.keys()].sort((a, b) => a - b);
  const first = cohorts[0] ?? Infinity;
  checkPeriods(first, task.last, task.period, task.events.asOf, () => originOf("purchases", input, "at", columns.at));
  checkMatrix(cohorts.length, first, task.last);
  const rows = new Map(cohorts.map((own) => [own, emptyRow(own, (reach.get(own) as number) + 1)]));

  for (const c of customers) {
    const own = rows.get(cohort[c] as number) as Row;
    own.size += 1;
    for (let i = starts[c] as number; i < (starts[c + 1] as number); i += 1) {
      const k = since[i] as number;
      (own.purchases[k] as number) += 1;
      if (i === starts[c] || k !== since[i - 1]) (own.customers[k] as number) += 1;
    }
  }
  for (let row = 0; row < counts.length; row += 1) {
    if (counts[row] !== 1) continue;
    const own = rows.get(cohort[columns.customer[row] as number] as number) as Row;
    const netMinor = (columns.amountMinor[row] as number) - (columns.refundedMinor?.[row] ?? 0);
    (own.revenueMinor[purchases.since[row] as number] as number) += netMinor;
  }
  return { rows: [...rows.values()], currency: columns.currency };
}

function emptyRow(period: number, length: number): Row {
  const zeros = (): number[] => new Array<number>(length).fill(0);
  return { period, size: 0, customers: zeros(), purchases: zeros(), revenueMinor: zeros() };
}
