// The rows of cohorts as a matrix in which the calendar stands upright.
import { checkedMinor } from "../foundation/money/money.js";
import type { Instant } from "../foundation/time/instant.js";
import { periodLabel, periodStart, type PeriodSpec } from "../foundation/time/periods.js";
import type { AcquisitionByPeriod, AcquisitionPeriod, AcquisitionTotals } from "./acquisition-by-period.js";
import { checkMatrix, type AcquisitionTask, type CountedAcquisition } from "./count-acquisition.js";

const LISTS = ["customers", "purchases", "revenueMinor"] as const;

/** One row a cohort, one column a period from the first purchase to the last moment before `asOf`. */
export function acquisitionMatrix(
  { rows, currency }: CountedAcquisition,
  { period, running, last, events }: AcquisitionTask,
): AcquisitionByPeriod {
  const { asOf, fullyRefunded } = events;
  const first = rows[0]?.period ?? 0;
  // Where clocks are set back over midnight, a purchase may be of a later date than the last moment.
  const end = rows.reduce((latest, row) => Math.max(latest, row.period + row.purchases.length), rows.length === 0 ? first : last + 1);
  checkMatrix(rows.length, first, end - 1);
  const upright = (field: (typeof LISTS)[number]): number[][] =>
    rows.map((row) => {
      const own = new Array<number>(end - first).fill(0);
      row[field].forEach((value, k) => (own[row.period - first + k] = value));
      return own;
    });
  const [customers, purchases, revenueMinor] = LISTS.map(upright) as [number[][], number[][], number[][]];
  return {
    periods: Array.from({ length: end - first }, (_, i) => namedPeriod(first + i, period, asOf)),
    cohorts: rows.map(({ period: index, size }) => ({
      label: periodLabel(index, period),
      start: periodStart(index, period),
      size,
      complete: index < running,
    })),
    customers,
    purchases,
    revenueMinor,
    totals: totalsOf({ customers, purchases, revenueMinor }),
    currency: rows.length > 0 ? currency : null,
    definition: { method: "first-purchase", period, asOf, fullyRefunded },
  };
}

function namedPeriod(index: number, period: PeriodSpec, asOf: Instant): AcquisitionPeriod {
  const end = periodStart(index + 1, period);
  return { label: periodLabel(index, period), start: periodStart(index, period), end, complete: end <= asOf };
}

function totalsOf(matrix: Pick<AcquisitionByPeriod, (typeof LISTS)[number]>): AcquisitionTotals {
  const sum = (rows: readonly (readonly number[])[]): number[] =>
    (rows[0] ?? []).map((_, column) =>
      checkedMinor(
        "purchases",
        rows.reduce((total, row) => total + (row[column] as number), 0),
      ),
    );
  return { customers: sum(matrix.customers), purchases: sum(matrix.purchases), revenueMinor: sum(matrix.revenueMinor) };
}
