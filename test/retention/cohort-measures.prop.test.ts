import { purchaseColumns, type Purchase } from "clientele/purchases";
import { cohortAccumulator, cohortTriangle, type CohortMode, type CohortTriangle, type CohortTriangleOptions } from "clientele/retention";
import { periodIndex, periodLabel, type PeriodUnit } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instants, purchases, zones } from "../purchases/make.js";
import { withoutWriting } from "../support/deep-freeze.js";

const DAY = 86_400_000;
const LENGTHS: Partial<Record<PeriodUnit, number>> = { day: DAY, week: 7 * DAY, month: 30 * DAY };
const period = fc.record({ unit: fc.constantFrom<PeriodUnit[]>("day", "week", "week", "month"), timeZone: zones });
const bracket = fc.tuple(fc.nat(4), fc.nat(4)).map(([a, more]) => ({ bracket: [a, a + more] as const }));
const mode = fc.oneof(fc.constantFrom<CohortMode[]>("on", "on-or-after", "on-or-before"), bracket);
const settings = fc.record({
  period,
  asOf: fc.oneof(
    instants,
    instants.map((at) => at + 28 * DAY),
  ),
  mode,
  measure: fc.constantFrom<("customers" | "events" | "revenue")[]>("customers", "events", "revenue"),
  alignment: fc.constantFrom<("calendar" | "elapsed")[]>("calendar", "elapsed"),
  fullyRefunded: fc.constantFrom<("include" | "exclude")[]>("exclude", "include"),
  periods: fc.constantFrom(1, 2, 4, 1000, 1000),
});
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

/** A customer, counted the plain way: the periods of the events since the first, and how many periods are over. */
interface Plain {
  readonly cohort: number;
  readonly complete: number;
  readonly events: readonly { readonly k: number; readonly net: number }[];
}

function plainCustomers(rows: readonly Purchase[], { period: spec, asOf, alignment, fullyRefunded }: Settings): Plain[] {
  const byCustomer = new Map<string, Purchase[]>();
  for (const row of rows) {
    const gone = fullyRefunded === "exclude" && (row.refunded?.minor ?? 0) > 0 && row.refunded?.minor === row.amount.minor;
    if ((row.status ?? "paid") === "paid" && row.at < asOf && !gone)
      byCustomer.set(row.customerId, [...(byCustomer.get(row.customerId) ?? []), row]);
  }
  const length = LENGTHS[spec.unit] ?? NaN;
  return [...byCustomer.values()].map((own) => {
    const first = Math.min(...own.map(({ at }) => at));
    const cohort = periodIndex(first, spec);
    const since = (at: number): number => (alignment === "elapsed" ? Math.floor((at - first) / length) : periodIndex(at, spec) - cohort);
    return {
      cohort,
      complete: since(asOf),
      events: own.map(({ at, amount, refunded }) => ({ k: since(at), net: amount.minor - (refunded?.minor ?? 0) })),
    };
  });
}

/** What one customer puts into cell k, of a period that is over. */
function contribution({ events }: Plain, k: number, { mode: how, measure }: Settings): number {
  const isIn = (one: number): boolean => {
    if (how === "on") return one === k;
    if (how === "on-or-after") return one >= k;
    if (how === "on-or-before") return one <= k && (measure !== "customers" || k === 0 || one >= 1);
    return one >= how.bracket[0] && one <= how.bracket[1];
  };
  const counted = events.filter((event) => isIn(event.k));
  if (measure === "customers") return counted.length > 0 ? 1 : 0;
  return counted.reduce((sum, { net }) => sum + (measure === "events" ? 1 : net), 0);
}

function plainTriangle(rows: readonly Purchase[], options: Settings): unknown {
  const customers = plainCustomers(rows, options);
  return [...new Set(customers.map(({ cohort }) => cohort))]
    .sort((a, b) => a - b)
    .map((cohort) => {
      const own = customers.filter((customer) => customer.cohort === cohort);
      const longest = Math.max(...own.map(({ complete }) => complete));
      const last = typeof options.mode === "string" ? -1 : options.mode.bracket[1];
      const cells = Array.from({ length: last >= 0 ? 1 : Math.min(options.periods, longest + 1) }, (_, k) => {
        const there = own.filter(({ complete }) => complete > Math.max(k, last));
        return {
          eligible: there.length,
          cell: there.length === 0 ? null : there.reduce((sum, one) => sum + contribution(one, k, options), 0),
        };
      });
      return { label: periodLabel(cohort, options.period), size: own.length, cells };
    });
}

const bare = ({ cohorts, cells, eligible }: CohortTriangle): unknown =>
  cohorts.map(({ label, size }, i) => ({ label, size, cells: cells[i]?.map((cell, k) => ({ eligible: eligible[i]?.[k], cell })) }));

describe("a cohort triangle of any measure, by the calendar or by elapsed time", () => {
  it("is that of a plain count, of rows and of columns, and plain JSON", () => {
    const seen = { part: 0, nobody: 0, some: 0, money: 0 };
    fc.assert(
      fc.property(purchases, settings, (rows, options) => {
        const triangle = cohortTriangle(rows, options);
        expect(bare(triangle)).toEqual(plainTriangle(rows, options));
        expect(withoutWriting(purchaseColumns(rows), (columns) => cohortTriangle(columns, options))).toStrictEqual(triangle);
        expect(JSON.parse(JSON.stringify(triangle))).toStrictEqual(triangle);
        triangle.cells.forEach((row, i) => {
          row.forEach((cell, k) => {
            const eligible = triangle.eligible[i]?.[k] ?? 0;
            seen.part += Number(eligible > 0 && eligible < (triangle.cohorts[i]?.size ?? 0));
            seen.nobody += Number(cell === 0);
            seen.some += Number(k > 0 && (cell ?? 0) > 0);
            seen.money += Number((cell ?? 0) > 500);
          });
        });
      }),
      { numRuns: 600 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(25);
  });

  it("keeps its laws: everybody at first, within those eligible, what came before and what comes after make all, cohorts alike", () => {
    const seen = { eligible: 0, returns: 0 };
    fc.assert(
      fc.property(purchases, settings, (rows, options) => {
        const of = (more: Partial<CohortTriangleOptions>): CohortTriangle => cohortTriangle(rows, { ...options, periods: 1000, ...more });
        const triangles = (["on", "on-or-after", "on-or-before"] as const).map((how) => of({ mode: how, measure: "customers" }));
        const [on, after, before] = triangles as [CohortTriangle, CohortTriangle, CohortTriangle];
        expect(of({ mode: "on", measure: "events" }).cohorts).toEqual(on.cohorts);
        expect(of({ mode: "on", alignment: "calendar" }).cohorts).toEqual(on.cohorts);
        expect([after.eligible, before.eligible]).toEqual([on.eligible, on.eligible]);
        on.eligible.forEach((row, i) => {
          row.forEach((eligible, k) => {
            const [a, b, c] = [on.cells[i]?.[k] ?? 0, after.cells[i]?.[k] ?? 0, before.cells[i]?.[k] ?? 0];
            if (k === 0) expect([a, b, c]).toEqual([eligible, eligible, eligible]);
            expect(a).toBeLessThanOrEqual(b);
            expect(k > 0 ? a : 0).toBeLessThanOrEqual(c);
            expect(Math.max(b, c)).toBeLessThanOrEqual(eligible);
            expect(eligible).toBeLessThanOrEqual(k === 0 ? (on.cohorts[i]?.size ?? 0) : (row[k - 1] ?? 0));
            expect(options.alignment === "elapsed" || eligible === 0 || eligible === on.cohorts[i]?.size).toBe(true);
            seen.eligible += eligible;
            seen.returns += k > 0 ? a : 0;
          });
        });
        if (options.measure === "customers" || options.alignment === "elapsed") return;
        const [upTo, from, all] = [of({ mode: "on-or-before" }), of({ mode: "on-or-after" }), of({ mode: "on" })];
        upTo.cells.forEach((row, i) => {
          row.forEach((cell, k) => {
            const next = from.cells[i]?.[k + 1] ?? null;
            if (cell !== null && next !== null) expect(cell + next).toBe(from.cells[i]?.[0]);
            if (cell !== null) expect(cell - (row[k - 1] ?? 0)).toBe(all.cells[i]?.[k]);
          });
        });
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  it("by elapsed time moves with all instants, in any zone", () => {
    fc.assert(
      fc.property(purchases, settings, fc.integer({ min: -1e9, max: 1e9 }), (rows, options, move) => {
        const days = {
          ...options,
          period: { unit: "day", timeZone: "UTC" },
          alignment: "elapsed",
          mode: "on",
          measure: "customers",
        } as const;
        const totals = (by: number): unknown => {
          const moved = rows.map(({ customerId, at }) => ({ customerId, at: at + by }));
          const { cells } = cohortTriangle(moved, { ...days, asOf: options.asOf + by });
          return Array.from({ length: 50 }, (_, k) => cells.reduce((sum, row) => sum + (row[k] ?? 0), 0));
        };
        expect(totals(move)).toEqual(totals(0));
      }),
    );
  });
});

describe("cohortAccumulator", () => {
  it("gives the triangle of the whole for any split by customer, in any order, through JSON", () => {
    const seen = { parts: 0, cells: 0 };
    fc.assert(
      fc.property(purchases, settings, fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }), (rows, options, places) => {
        const { empty, add, merge, finish } = cohortAccumulator(options);
        const customers = [...new Set(rows.map(({ customerId }) => customerId))];
        const parts = [0, 1, 2, 3].map((part) => {
          const own = customers.filter((_, i) => places[i] === part);
          seen.parts += own.length > 0 ? 1 : 0;
          // Customer by customer, and as columns of some.
          if (part === 3) return add(empty(), purchaseColumns(rows.filter(({ customerId }) => own.includes(customerId))));
          return own.reduce(
            (state, id) =>
              add(
                state,
                rows.filter(({ customerId }) => customerId === id),
              ),
            empty(),
          );
        });
        const copy = (): typeof parts => JSON.parse(JSON.stringify(parts)) as typeof parts;
        const whole = cohortTriangle(rows, options);
        expect(finish(copy().reduce(merge, empty()))).toStrictEqual(whole);
        expect(finish(copy().reduceRight(merge))).toStrictEqual(whole);
        const [a, b, c, d] = copy() as [(typeof parts)[0], (typeof parts)[0], (typeof parts)[0], (typeof parts)[0]];
        expect(finish(merge(merge(d, a), merge(c, b)))).toStrictEqual(whole);
        expect(finish(add(empty(), rows))).toStrictEqual(whole);
        seen.cells += whole.cells.flat().filter((cell) => (cell ?? 0) > 0).length;
      }),
    );
    expect(seen.parts).toBeGreaterThan(300);
    expect(seen.cells).toBeGreaterThan(200);
  });

  it("leaves the state as it is when it finishes, and the second state when it merges", () => {
    const { empty, add, merge, finish } = cohortAccumulator({ period: { unit: "day", timeZone: "UTC" }, asOf: 5 * DAY, mode: "on" });
    const [a, b] = [add(empty(), [{ customerId: "a", at: 0 }]), add(empty(), [{ customerId: "b", at: 0 }])];
    const before = JSON.stringify(b);
    const both = merge(a, b);
    expect(finish(both)).toEqual(finish(both));
    expect(finish(both).cells).toEqual([[2, 0, 0, 0, 0, null]]);
    expect(JSON.stringify(b)).toBe(before);
    expect(finish(empty()).cohorts).toEqual([]);
  });

  it("refuses at once what is not lawful", () => {
    const options = { period: { unit: "day", timeZone: "Nowhere" }, asOf: 0, mode: "on" } as const;
    expect(() => cohortAccumulator(options)).toThrow(expect.objectContaining({ argument: "timeZone" }));
    const { add, empty } = cohortAccumulator({ ...options, period: { unit: "day", timeZone: "UTC" }, measure: "revenue" });
    expect(() => add(empty(), [{ customerId: "a", at: 0 }])).toThrow(expect.objectContaining({ argument: "events[0].amountMinor" }));
  });
});
