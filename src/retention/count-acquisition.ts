import { checkedMinor } from "../foundation/money/money.js";
import { periodOfDay, type PeriodSpec } from "../foundation/time/periods.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import type { AcquisitionTotals } from "./acquisition-by-period.js";
import { lastDays, type EventCounting } from "./activity-days.js";
import { eventPeriods, periodsByCustomer } from "./event-periods.js";

/** One cohort, with a number a period from the first of all to the last. */
export interface CountedAcquisition {
  /** The number of the cohort's period. */
  readonly period: number;
  size: number;
  readonly customers: number[];
  readonly purchases: number[];
  readonly revenueMinor: number[];
}

/** The periods from the first purchase to the last moment before `asOf`, and who bought in them. */
export interface Acquisition {
  readonly first: number;
  readonly last: number;
  /** The number of the period that holds `asOf`. */
  readonly running: number;
  /** Earliest first. */
  readonly cohorts: readonly CountedAcquisition[];
  readonly totals: AcquisitionTotals;
}

export function countAcquisition(columns: PurchaseColumns, period: PeriodSpec, events: EventCounting): Acquisition {
  const { today, lastDay } = lastDays(events.asOf, zoneOffsets(events.timeZone));
  const running = periodOfDay(today, period);
  const purchases = eventPeriods(columns, { period, running, events }, "calendar");
  const { counts, customers, cohort } = purchases;
  const { starts, since } = periodsByCustomer(columns, purchases);

  const first = customers.reduce((earliest, c) => Math.min(earliest, cohort[c] as number), Infinity);
  const last = customers.reduce(
    (latest, c) => Math.max(latest, (cohort[c] as number) + (since[(starts[c + 1] as number) - 1] as number)),
    periodOfDay(lastDay, period),
  );
  if (first === Infinity) return { first: 0, last: -1, running, cohorts: [], totals: { customers: [], purchases: [], revenueMinor: [] } };

  const cohorts = emptyCohorts(
    customers.map((c) => cohort[c] as number),
    last - first + 1,
  );
  for (const c of customers) {
    const own = cohorts.get(cohort[c] as number) as CountedAcquisition;
    own.size += 1;
    for (let i = starts[c] as number; i < (starts[c + 1] as number); i += 1) {
      const column = own.period - first + (since[i] as number);
      (own.purchases[column] as number) += 1;
      if (i === starts[c] || since[i] !== since[i - 1]) (own.customers[column] as number) += 1;
    }
  }
  for (let row = 0; row < counts.length; row += 1) {
    if (counts[row] !== 1) continue;
    const own = cohorts.get(cohort[columns.customer[row] as number] as number) as CountedAcquisition;
    const netMinor = (columns.amountMinor[row] as number) - (columns.refundedMinor?.[row] ?? 0);
    (own.revenueMinor[own.period - first + (purchases.since[row] as number)] as number) += netMinor;
  }
  const sorted = [...cohorts.values()];
  return { first, last, running, cohorts: sorted, totals: totalsOf(sorted) };
}

function emptyCohorts(periods: Int32Array, length: number): Map<number, CountedAcquisition> {
  const zeros = (): number[] => new Array<number>(length).fill(0);
  const different = [...new Set(periods)].sort((a, b) => a - b);
  return new Map(different.map((period) => [period, { period, size: 0, customers: zeros(), purchases: zeros(), revenueMinor: zeros() }]));
}

function totalsOf(cohorts: readonly CountedAcquisition[]): AcquisitionTotals {
  const sum = (field: keyof AcquisitionTotals): number[] =>
    (cohorts[0]?.[field] ?? []).map((_, column) =>
      checkedMinor(
        "purchases",
        cohorts.reduce((total, own) => total + (own[field][column] as number), 0),
      ),
    );
  return { customers: sum("customers"), purchases: sum("purchases"), revenueMinor: sum("revenueMinor") };
}
