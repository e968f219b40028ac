import { type SegmentedCustomer, segmentMigration } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const side = fc.uniqueArray(
  fc.record({ customerId: fc.constantFrom(..."abcdefghijklmno"), segment: fc.constantFrom("Loyal", "New", "At risk", "__proto__") }),
  { selector: ({ customerId }) => customerId, maxLength: 15 },
);
const sum = (counts: readonly { readonly customers: number }[]): number => counts.reduce((all, { customers }) => all + customers, 0);
const inSegment = (rows: readonly SegmentedCustomer[], name: string): number => rows.filter(({ segment }) => segment === name).length;

describe("segment migration", () => {
  it("adds up: rows to the customers before, columns to those after, shares to 1", () => {
    let moved = 0;
    fc.assert(
      fc.property(side, side, (before, after) => {
        const matrix = segmentMigration(before, after);
        const everybody = new Set([...before, ...after].map(({ customerId }) => customerId)).size;
        expect([matrix.customers, sum(matrix.rows), sum(matrix.after)]).toEqual([everybody, everybody, everybody]);
        matrix.rows.forEach(({ from, customers, to }, i) => {
          expect(customers).toBe(from === "absent" ? everybody - before.length : inSegment(before, from));
          expect(sum(to)).toBe(customers);
          if (customers > 0) expect(to.reduce((all, { share }) => all + (share ?? NaN), 0)).toBeCloseTo(1, 12);
          else expect(to.every(({ share }) => share === null)).toBe(true);
          const column = matrix.rows.map((row) => row.to[i] ?? { customers: NaN });
          expect(sum(column)).toBe(matrix.after[i]?.customers);
          expect(sum(column)).toBe(from === "absent" ? everybody - after.length : inSegment(after, from));
          for (const cell of to) if (cell.label !== from) moved += cell.customers;
        });
        expect(JSON.parse(JSON.stringify(matrix))).toStrictEqual(matrix);
      }),
    );
    expect(moved).toBeGreaterThan(500);
  });

  it("does not depend on the order of customers, and keeps everybody in place between equal sides", () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        expect(segmentMigration(before.toReversed(), after.toReversed())).toEqual(segmentMigration(before, after));
        for (const { from, customers, to } of segmentMigration(before, before).rows)
          for (const { label, share } of to) expect(share).toBe(customers === 0 ? null : Number(label === from));
      }),
    );
  });
});
