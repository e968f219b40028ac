import { cohortTriangle, type CohortMode, type CohortTriangleOptions } from "clientele/retention";
import { periodIndex, periodLabel, type PeriodSpec } from "clientele/time";
import { purchaseColumns, type Purchase } from "clientele/purchases";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instants, purchases, zones } from "../purchases/make.js";
import { withoutWriting } from "../support/deep-freeze.js";

const period = fc.record({
  unit: fc.constantFrom("day", "week", "month"),
  timeZone: zones,
  weekStartsOn: fc.constantFrom("monday", "sunday", "saturday"),
});
const bracket = fc.tuple(fc.nat(4), fc.nat(4)).map(([a, more]) => ({ bracket: [a, a + more] as const }));
const mode = fc.oneof(fc.constantFrom<CohortMode>("on", "on-or-after", "on-or-before"), bracket);
const settings = fc.record<CohortTriangleOptions>({ period, asOf: instants, mode, fullyRefunded: fc.constantFrom("exclude", "include") });

/** The periods that each customer was active in, counted the plain way. */
function activePeriods(rows: readonly Purchase[], { period: spec, asOf, fullyRefunded }: CohortTriangleOptions): Set<number>[] {
  const byCustomer = new Map<string, Set<number>>();
  for (const { customerId, at, status, amount, refunded } of rows) {
    const gone = fullyRefunded === "exclude" && (refunded?.minor ?? 0) > 0 && refunded?.minor === amount.minor;
    if ((status ?? "paid") !== "paid" || at >= Number(asOf) || gone) continue;
    byCustomer.set(customerId, (byCustomer.get(customerId) ?? new Set()).add(periodIndex(at, spec)));
  }
  return [...byCustomer.values()];
}

function retained(periods: ReadonlySet<number>, first: number, k: number, how: CohortMode): boolean {
  const since = [...periods].map((index) => index - first);
  if (how === "on") return since.includes(k);
  if (how === "on-or-after") return since.some((one) => one >= k);
  if (how === "on-or-before") return k === 0 || since.some((one) => one >= 1 && one <= k);
  return since.some((one) => one >= how.bracket[0] && one <= how.bracket[1]);
}

function plainTriangle(rows: readonly Purchase[], options: CohortTriangleOptions): unknown {
  const { period: spec, asOf, mode: how } = options;
  const running = periodIndex(asOf, spec);
  const customers = activePeriods(rows, options).map((periods) => ({ periods, first: Math.min(...periods) }));
  const cohorts = [...new Set(customers.map(({ first }) => first))].sort((a, b) => a - b);
  return cohorts.map((first) => {
    const own = customers.filter((customer) => customer.first === first);
    const count = (k: number): number => own.filter(({ periods }) => retained(periods, first, k, how)).length;
    const cells =
      typeof how === "string"
        ? Array.from({ length: running - first + 1 }, (_, k) => (first + k < running ? count(k) : null))
        : [first + how.bracket[1] < running ? count(0) : null];
    return { label: periodLabel(first, spec), size: own.length, complete: first < running, cells };
  });
}

describe("a cohort triangle", () => {
  it("is that of a plain count, of rows and of columns, and plain JSON", () => {
    const seen = { cohorts: 0, retained: 0, empty: 0, running: 0 };
    fc.assert(
      fc.property(purchases, settings, (rows, options) => {
        const triangle = cohortTriangle(rows, options);
        expect(triangle.cohorts.map(({ label, size, complete }, i) => ({ label, size, complete, cells: triangle.cells[i] }))).toEqual(
          plainTriangle(rows, options),
        );
        expect(withoutWriting(purchaseColumns(rows), (columns) => cohortTriangle(columns, options))).toStrictEqual(triangle);
        expect(JSON.parse(JSON.stringify(triangle))).toStrictEqual(triangle);
        seen.cohorts += triangle.cohorts.length;
        const later = triangle.cells.flatMap((row) => row.slice(1));
        seen.retained += later.filter((cell) => (cell ?? 0) > 0).length;
        seen.empty += later.filter((cell) => cell === 0).length;
        seen.running += later.filter((cell) => cell === null).length;
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(25);
  });

  it("keeps the laws of its modes", () => {
    fc.assert(
      fc.property(purchases, settings, fc.nat(3), (rows, options, k) => {
        const cells = (how: CohortMode): readonly (readonly (number | null)[])[] => cohortTriangle(rows, { ...options, mode: how }).cells;
        const { cohorts } = cohortTriangle(rows, options);
        expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(activePeriods(rows, options).length);
        const [on, after, before, only] = [cells("on"), cells("on-or-after"), cells("on-or-before"), cells({ bracket: [k, k] })];
        cohorts.forEach(({ size, complete }, i) => {
          const [onRow = [], afterRow = [], beforeRow = []] = [on[i], after[i], before[i]];
          expect([onRow[0], afterRow[0], beforeRow[0]]).toEqual(complete ? [size, size, size] : [null, null, null]);
          expect(only[i]?.[0]).toBe(onRow[k] ?? null);
          onRow.forEach((cell, j) => {
            if (cell === null) return;
            expect(cell).toBeLessThanOrEqual(afterRow[j] ?? NaN);
            expect(afterRow[j]).toBeLessThanOrEqual(afterRow[j - 1] ?? size);
            expect(beforeRow[j]).toBeLessThanOrEqual(size);
            if (j > 0) expect(cell).toBeLessThanOrEqual(beforeRow[j] ?? NaN);
            if (j > 1) expect(beforeRow[j]).toBeGreaterThanOrEqual(beforeRow[j - 1] ?? NaN);
          });
        });
      }),
    );
  });

  it("cut to some periods is the beginning of the whole", () => {
    fc.assert(
      fc.property(purchases, settings, fc.integer({ min: 1, max: 6 }), (rows, options, periods) => {
        const whole = cohortTriangle(rows, options).cells;
        expect(cohortTriangle(rows, { ...options, periods }).cells).toEqual(whole.map((row) => row.slice(0, periods)));
      }),
    );
  });

  it("moves with all instants in a zone without changes of clocks", () => {
    const days: PeriodSpec = { unit: "day", timeZone: "Asia/Kathmandu" };
    fc.assert(
      fc.property(purchases, instants, fc.integer({ min: -900, max: 900 }), (rows, asOf, shift) => {
        const move = shift * 86_400_000;
        const of = (by: number): unknown =>
          cohortTriangle(
            rows.map(({ customerId, at }) => ({ customerId, at: at + by })),
            { period: days, asOf: asOf + by, mode: "on" },
          ).cells;
        expect(of(move)).toEqual(of(0));
      }),
    );
  });
});
