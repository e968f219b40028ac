import { lifecycleCounts } from "clientele/customers";
import { customerSummaries, purchaseColumns, type Purchase } from "clientele/purchases";
import { customerBaseMovements, type BaseMovement, type CustomerBaseMovementsOptions } from "clientele/retention";
import { addToDate, calendarDate, daysBetween, periodIndex, periodStart, startOfDay } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallDate } from "../foundation/time/intl.js";
import { instants, purchases, zones } from "../purchases/make.js";
import { withoutWriting } from "../support/deep-freeze.js";

const date = fc.integer({ min: 0, max: 45 }).map((days) => addToDate("2011-12-15", { days }));
const settings = fc
  .record({
    period: fc.record({ unit: fc.constantFrom("day", "week", "month"), timeZone: zones }),
    asOf: instants,
    inactivityDays: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 20 })),
    span: fc.option(fc.tuple(date, fc.integer({ min: 1, max: 25 }))),
    fullyRefunded: fc.constantFrom("exclude", "include"),
  })
  .map(({ span, ...options }): CustomerBaseMovementsOptions => ({
    ...options,
    ...(span && { from: span[0], until: addToDate(span[0], { days: span[1] }) }),
  }));

/** The local dates of each customer's counted purchases. */
function datesOf(rows: readonly Purchase[], { period, asOf, fullyRefunded }: CustomerBaseMovementsOptions): string[][] {
  const byCustomer = new Map<string, string[]>();
  for (const { customerId, at, status, amount, refunded } of rows) {
    const gone = fullyRefunded === "exclude" && (refunded?.minor ?? 0) > 0 && refunded?.minor === amount.minor;
    if ((status ?? "paid") !== "paid" || at >= Number(asOf) || gone) continue;
    byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), wallDate(at, period.timeZone)]);
  }
  return [...byCustomer.values()];
}

/** One row by asking of each customer what the definition says. */
function plainRow(
  row: BaseMovement,
  customers: readonly string[][],
  { period, asOf, inactivityDays }: CustomerBaseMovementsOptions,
): Partial<BaseMovement> {
  const { timeZone, unit } = period;
  // A day that the zone skips has no instant of its own, but a date.
  const open = unit === "day" ? row.period : calendarDate(row.start, timeZone);
  const end = unit === "day" ? addToDate(row.period, { days: 1 }) : calendarDate(row.end, timeZone);
  const afterLast = [calendarDate(asOf, timeZone), addToDate(calendarDate(Number(asOf) - 1, timeZone), { days: 1 })].sort()[1] ?? "";
  const close = row.complete ? end : afterLast;
  const counts = {
    opening: 0,
    new: 0,
    reactivated: 0,
    lapsed: 0,
    closing: 0,
    firstTimeBuyers: 0,
    repeatBuyers: 0,
    newButInactiveAtClose: 0,
    reactivatedButInactiveAtClose: 0,
  };
  for (const dates of customers) {
    const isActive = (boundary: string): boolean => dates.some((day) => day < boundary && daysBetween(day, boundary) <= inactivityDays);
    const [atOpen, atClose] = [isActive(open), isActive(close)];
    const isKnown = dates.some((day) => day < open);
    const buys = dates.some((day) => day >= open && day < close);
    counts.opening += Number(atOpen);
    counts.closing += Number(atClose);
    counts.new += Number(!isKnown && atClose);
    counts.reactivated += Number(isKnown && !atOpen && atClose);
    counts.lapsed += Number(atOpen && !atClose);
    counts.firstTimeBuyers += Number(buys && !isKnown);
    counts.repeatBuyers += Number(buys && isKnown);
    counts.newButInactiveAtClose += Number(buys && !isKnown && !atClose);
    counts.reactivatedButInactiveAtClose += Number(buys && isKnown && !atOpen && !atClose);
  }
  return { ...counts, buyers: counts.firstTimeBuyers + counts.repeatBuyers };
}

describe("movements of the customer base", () => {
  it("are those of asking each customer at each boundary, of rows and of columns", () => {
    const seen = {
      new: 0,
      reactivated: 0,
      lapsed: 0,
      repeatBuyers: 0,
      newButInactiveAtClose: 0,
      reactivatedButInactiveAtClose: 0,
      running: 0,
    };
    fc.assert(
      fc.property(purchases, settings, (rows, options) => {
        const movements = customerBaseMovements(rows, options);
        const customers = datesOf(rows, options);
        for (const row of movements) {
          expect(row).toMatchObject(plainRow(row, customers, options));
          for (const name of Object.keys(seen) as (keyof typeof seen)[])
            seen[name] += name === "running" ? Number(!row.complete) : row[name];
        }
        expect(withoutWriting(purchaseColumns(rows), (columns) => customerBaseMovements(columns, options))).toStrictEqual(movements);
        expect(JSON.parse(JSON.stringify(movements))).toStrictEqual(movements);
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  it("add up, join, and cover every period up to the one that holds the last moment before asOf", () => {
    fc.assert(
      fc.property(purchases, settings, (rows, { from: _from, until: _until, ...options }) => {
        const movements = customerBaseMovements(rows, options);
        movements.forEach((row, i) => {
          expect(row.opening + row.new + row.reactivated - row.lapsed).toBe(row.closing);
          expect(row.firstTimeBuyers + row.repeatBuyers).toBe(row.buyers);
          expect(row.opening).toBe(movements[i - 1]?.closing ?? 0);
          expect(row.start).toBe(movements[i - 1]?.end ?? row.start);
        });
        const last = movements.at(-1);
        if (last !== undefined) expect(last.start).toBe(periodStart(periodIndex(Number(options.asOf) - 1, options.period), options.period));
        expect(movements.reduce((sum, row) => sum + row.firstTimeBuyers, 0)).toBe(datesOf(rows, options).length);
      }),
    );
  });

  it("of a part are those of the whole", () => {
    let parts = 0;
    fc.assert(
      fc.property(purchases, settings, (rows, options) => {
        const { from, until, ...whole } = options;
        if (from === undefined || until === undefined) return;
        const all = customerBaseMovements(rows, whole);
        for (const row of customerBaseMovements(rows, options)) {
          const same = all.find(({ period }) => period === row.period);
          if (same === undefined) expect([row.opening, row.buyers, row.closing]).toEqual([0, 0, 0]);
          else {
            expect(row).toEqual(same);
            parts += 1;
          }
        }
      }),
    );
    expect(parts).toBeGreaterThan(100);
  });

  it("agree with the lifecycle: at the start of a day the active are those who are neither dormant nor lost", () => {
    fc.assert(
      fc.property(purchases, settings, (rows, { period, inactivityDays }) => {
        const { timeZone } = period;
        const asOf = startOfDay("2012-01-09", timeZone);
        const summaries = customerSummaries(rows, { asOf, timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" });
        const rules = {
          timeZone,
          regular: { minPurchases: 3 },
          dormant: { afterDays: inactivityDays },
          lost: { afterDays: inactivityDays + 1 },
        };
        const { counts } = lifecycleCounts(summaries, rules, asOf);
        const closing = customerBaseMovements(rows, { period, asOf, inactivityDays }).at(-1)?.closing ?? 0;
        expect(counts.new + counts.existing + counts.regular).toBe(closing);
      }),
    );
  });
});
