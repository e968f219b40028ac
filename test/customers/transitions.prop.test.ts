import { lifecycleCounts, lifecycleStages, lifecycleTransitions } from "clientele/customers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transitionMatrix, type Labelled } from "../../src/customers/transition-matrix.js";
import { customerSummaries } from "../../src/purchases/customer-summaries.js";
import { instants, purchases } from "../purchases/make.js";

const LABELS = ["gold", "__proto__", "bronze", "silver"];
type Row = Labelled<"segment", string>;
const ids = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "10", "9"),
  fc.nat({ max: 12 }).map((n) => `c${n}`),
);
const side: fc.Arbitrary<Row[]> = fc.uniqueArray(fc.record({ customerId: ids, segment: fc.constantFrom(...LABELS) }), {
  selector: ({ customerId }) => customerId,
});
const placed = (rows: readonly Row[]): Map<string, string> => new Map(rows.map(({ customerId, segment }) => [customerId, segment]));

describe("a transition matrix", () => {
  it("is that of everybody looked up by themselves; rows add up to before, columns to after, shares to 1", () => {
    const seen = { moved: 0, gone: 0, come: 0 };
    fc.assert(
      fc.property(side, side, (before, after) => {
        const matrix = transitionMatrix(LABELS, "segment", before, after);
        const [was, is] = [placed(before), placed(after)];
        const everybody = Array.from(new Set([...was.keys(), ...is.keys()]));
        expect(matrix.customers).toBe(everybody.length);
        matrix.rows.forEach(({ from, customers, to }, i) => {
          const inRow = everybody.filter((id) => (was.get(id) ?? "absent") === from);
          expect(customers).toBe(inRow.length);
          expect(to.reduce((sum, cell) => sum + cell.customers, 0)).toBe(customers);
          for (const cell of to) {
            const count = inRow.filter((id) => (is.get(id) ?? "absent") === cell.label).length;
            expect(cell).toStrictEqual({ label: cell.label, customers: count, share: customers === 0 ? null : count / customers });
            if (count > 0 && from === "absent") seen.come += count;
            else if (count > 0 && cell.label === "absent") seen.gone += count;
            else if (cell.label !== from) seen.moved += count;
          }
          if (customers > 0) expect(to.reduce((sum, { share }) => sum + (share ?? NaN), 0)).toBeCloseTo(1, 12);
          const column = matrix.rows.reduce((sum, row) => sum + (row.to[i]?.customers ?? NaN), 0);
          expect(matrix.after[i]).toStrictEqual({ label: from, customers: column });
          expect(column).toBe(from === "absent" ? everybody.length - after.length : after.filter(({ segment }) => segment === from).length);
        });
        expect(JSON.parse(JSON.stringify(matrix))).toStrictEqual(matrix);
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });

  it("of a side with itself keeps everybody in place", () => {
    fc.assert(
      fc.property(side, (rows) => {
        for (const { from, customers, to } of transitionMatrix(LABELS, "segment", rows, rows).rows) {
          for (const cell of to) expect(cell.customers).toBe(cell.label === from ? customers : 0);
        }
      }),
    );
  });

  it("the other way round is turned over, and the order of rows never matters", () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const counts = (from: readonly Row[], to: readonly Row[]): number[][] =>
          transitionMatrix(LABELS, "segment", from, to).rows.map((row) => row.to.map(({ customers }) => customers));
        const there = counts(before, after);
        expect(counts(after, before)).toStrictEqual(there.map((_, i) => there.map((row) => row[i])));
        expect(counts(before.toReversed(), after.toReversed())).toStrictEqual(there);
      }),
    );
  });
});

describe("lifecycle stages of a base", () => {
  it("add up to its counts, on both days of its transitions", () => {
    const rules = { timeZone: "UTC", regular: { minPurchases: 3 }, dormant: { afterDays: 5 }, lost: { afterDays: 15 } };
    let told = 0;
    fc.assert(
      fc.property(purchases, instants, fc.nat({ max: 20 }), (rows, day, later) => {
        const on = (asOf: number) =>
          customerSummaries(rows, { asOf, timeZone: "UTC", occasion: "purchase", revenue: "net", fullyRefunded: "include" });
        const days = [day, day + later * 86_400_000] as const;
        const { rows: from, after } = lifecycleTransitions(
          lifecycleStages(on(days[0]), rules, days[0]),
          lifecycleStages(on(days[1]), rules, days[1]),
        );
        const before = Object.fromEntries(from.map((row) => [row.from, row.customers]));
        expect(before).toMatchObject(lifecycleCounts(on(days[0]), rules, days[0]).counts);
        expect(Object.fromEntries(after.map(({ label, customers }) => [label, customers]))).toMatchObject(
          lifecycleCounts(on(days[1]), rules, days[1]).counts,
        );
        told += before["existing"] ?? 0;
      }),
    );
    expect(told).toBeGreaterThan(20);
  });
});
