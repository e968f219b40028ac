// Cohort triangle and base movements of 5M purchases in columns, rows beside columns, and DuckDB and a plain count by hand beside both:
// `npm run bench -- retention`.
import { averageRetention, cohortTriangle, customerBaseMovements, type CohortColumns, type CohortEvent } from "clientele/retention";
import { addToDate, calendarDate, periodIndex, type PeriodSpec } from "clientele/time";
import { duckdb, fill, measuredQuery } from "./support/duckdb.js";
import { measure } from "./support/measure.js";
import { END, purchasesInColumns, START } from "./support/purchases.js";

const DAY = 86_400_000;
const asOf = END;

function rowsOf({ customerIds, customer, at }: CohortColumns): CohortEvent[] {
  return Array.from(customer, (c, i) => ({ customerId: customerIds[c] ?? "", at: at[i] ?? 0 }));
}

function checkEqual(name: string, a: unknown, b: unknown): void {
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${name}: results differ`);
}

/** What a developer writes first: a set of periods a customer. */
function cohortsByHand(events: readonly CohortEvent[], spec: PeriodSpec): number[][] {
  const byCustomer = new Map<string, Set<number>>();
  for (const { customerId, at } of events) {
    const periods = byCustomer.get(customerId) ?? new Set();
    byCustomer.set(customerId, periods.add(periodIndex(at, spec)));
  }
  const cells: number[][] = [];
  const origin = periodIndex(START, spec);
  for (const periods of byCustomer.values()) {
    const first = Math.min(...periods);
    for (const index of periods) {
      const row = (cells[first - origin] ??= []);
      row[index - first] = (row[index - first] ?? 0) + 1;
    }
  }
  return cells;
}

/** The active customers at the end of each month, by asking each customer at each boundary. */
function closingByHand(events: readonly CohortEvent[], timeZone: string, inactivityDays: number, months: number): number[] {
  const byCustomer = new Map<string, number[]>();
  for (const { customerId, at } of events) {
    const days = byCustomer.get(customerId) ?? [];
    days.push(Date.parse(calendarDate(at, timeZone)) / DAY);
    byCustomer.set(customerId, days);
  }
  return Array.from({ length: months }, (_, i) => {
    const boundary = Date.parse(addToDate("2022-02-01", { months: i })) / DAY;
    let active = 0;
    for (const days of byCustomer.values()) if (days.some((day) => day < boundary && day >= boundary - inactivityDays)) active += 1;
    return active;
  });
}

const COHORTS = `
  with active as (select distinct customer, datediff('month', date '2022-01-01', make_timestamp((moment * 1000)::bigint)::date) as month from purchases),
  firsts as (select customer, min(month) as cohort from active group by customer)
  select cohort, month - cohort as k, count(*) from active join firsts using (customer) group by all order by all`;

/** Active in the 90 days before each month's end; the boundaries are joined to each customer's days. */
const CLOSING = `
  with days as (select distinct customer, make_timestamp((moment * 1000)::bigint)::date as day from purchases),
  boundaries as (select (date '2022-01-01' + to_months(m::int + 1))::date as boundary from range(36) t(m))
  select boundary, count(distinct customer) from boundaries join days on day < boundary and day >= boundary - 90 group by boundary order by boundary`;

async function besideDuckDb(
  columns: CohortColumns,
  cells: readonly (readonly (number | null)[])[],
  closing: readonly number[],
): Promise<void> {
  const connection = await duckdb();
  if (connection === null) return;
  await fill(connection, "purchases", { customer: columns.customer, moment: columns.at });
  const found = await measuredQuery(connection, "cohort triangle", 2, COHORTS);
  for (const [cohort = NaN, k = NaN, customers] of found)
    checkEqual(`cohort ${String(cohort)}, ${String(k)}`, cells[cohort]?.[k] ?? customers, customers);
  checkEqual("cells", found.length, cells.flat().filter((cell) => cell !== 0).length);
  const active = await measuredQuery(connection, "active customers at the end of each month", 1, CLOSING);
  checkEqual("closing of DuckDB", active.map((row) => row[1]).slice(0, closing.length), closing);
}

async function benchLarge(): Promise<void> {
  for (const order of ["time", "none"] as const) {
    const columns = purchasesInColumns(5_000_000, 1_000_000, order);
    for (const timeZone of ["UTC", "Europe/Berlin"]) {
      const period = { unit: "month", timeZone } as const;
      console.log(
        `5M purchases of 1M customers in columns, ${order === "time" ? "in the order of time" : "in no order"}, months in ${timeZone}`,
      );
      const triangle = measure("cohortTriangle, on", 3, () => cohortTriangle(columns, { period, asOf, mode: "on" }));
      measure("cohortTriangle, on-or-after", 3, () => cohortTriangle(columns, { period, asOf, mode: "on-or-after" }));
      measure("averageRetention", 3, () => averageRetention(triangle, { weighting: "pooled" }));
      const movements = measure("customerBaseMovements, 90 days", 3, () =>
        customerBaseMovements(columns, { period, asOf, inactivityDays: 90 }),
      );
      const customers = triangle.cohorts.reduce((sum, { size }) => sum + size, 0);
      checkEqual(
        "first-time buyers",
        movements.reduce((sum, row) => sum + row.firstTimeBuyers, 0),
        customers,
      );
      if (timeZone === "UTC" && order === "none")
        await besideDuckDb(
          columns,
          triangle.cells,
          movements.filter((row) => row.complete).map(({ closing }) => closing),
        );
    }
  }
}

function benchBeside(): void {
  const columns = purchasesInColumns(500_000, 100_000, "time");
  const rows = rowsOf(columns);
  const period = { unit: "month", timeZone: "Europe/Berlin" } as const;
  console.log("500 000 events of 100 000 customers, months in Europe/Berlin: columns, rows, and a count by hand");
  const options = { period, asOf, mode: "on" } as const;
  const ofColumns = measure("cohortTriangle of columns", 3, () => cohortTriangle(columns, options));
  const ofRows = measure("cohortTriangle of rows", 3, () => cohortTriangle(rows, options));
  const byHand = measure("cohorts by hand: a Map of Sets", 2, () => cohortsByHand(rows, period));
  checkEqual("rows and columns", ofRows, ofColumns);
  ofColumns.cells.forEach((row, i) => {
    row.forEach((cell, k) => {
      if (cell !== null && cell !== (byHand[i]?.[k] ?? 0)) throw new Error(`cohort ${String(i)}, period ${String(k)}: ${String(cell)}`);
    });
  });

  const settings = { period, asOf, inactivityDays: 90, until: "2025-01-01" };
  const movements = measure("customerBaseMovements of columns", 3, () => customerBaseMovements(columns, settings));
  const closing = measure("closing by hand: every customer, every month", 1, () => closingByHand(rows, "Europe/Berlin", 90, 36));
  const complete = movements.filter((row) => row.complete).map((row) => row.closing);
  checkEqual("closing", complete, closing.slice(0, complete.length));
}

await benchLarge();
benchBeside();
