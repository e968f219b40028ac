import { abcClassify, xyzClassify, type AbcClass, type AbcItem } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** Values in hundredths, so that a plain count in whole hundredths is exact. */
const hundredths = fc.array(fc.oneof(fc.nat(5), fc.nat(100_000)), { maxLength: 25, size: "max" });
const cuts = fc.tuple(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 100 })).filter(([a, b]) => a < b);
const boundary = fc.constantFrom("crossing-in-higher", "inclusive");

describe("ABC classes", () => {
  it("are those of a plain count in whole hundredths", () => {
    const seen = new Set<AbcClass>();
    fc.assert(
      fc.property(hundredths, cuts, boundary, fc.constantFrom("by-id", "share-class"), (list, [a, b], rule, ties) => {
        const items = list.map((value, i): AbcItem => ({ id: `p${String(i).padStart(2, "0")}`, value: value / 100 }));
        const total = list.reduce((sum, value) => sum + value, 0);
        const order = list.map((value, i) => ({ value, i })).sort((x, y) => y.value - x.value || x.i - y.i);
        let before = 0;
        const expected: AbcClass[] = [];
        for (const { value, i } of order) {
          const within = (percent: number): boolean =>
            rule === "inclusive" ? (before + value) * 100 <= percent * total : before * 100 < percent * total;
          const own = total > 0 && within(a) ? "A" : total > 0 && within(b) ? "B" : "C";
          const first = order.find((other) => other.value === value)?.i ?? i;
          expected[i] = ties === "share-class" && first !== i ? (expected[first] ?? own) : own;
          before += value;
        }
        const got = abcClassify(items, { thresholds: [a / 100, b / 100], boundary: rule, ties });
        expect(got.rows.map((row) => row.class)).toEqual(expected);
        expect(got.counts.A + got.counts.B + got.counts.C).toBe(items.length);
        for (const one of expected) seen.add(one);
      }),
    );
    expect([...seen].sort()).toEqual(["A", "B", "C"]);
  });
});

describe("XYZ classes", () => {
  it("are those of the coefficient, which does not mind scale", () => {
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 30 }), { maxLength: 12 }),
        fc.constantFrom("population", "sample"),
        (values, deviation) => {
          const [row, scaled] = xyzClassify(
            [
              { id: "a", values },
              { id: "b", values: values.map((value) => value * 8) },
            ],
            { deviation },
          ).rows;
          const cv = row?.coefficientOfVariation ?? null;
          expect(scaled?.coefficientOfVariation).toBe(cv);
          expect(scaled?.class).toBe(row?.class);
          // A coefficient that is not on a threshold to the last bit is on the right side of it.
          if (cv !== null && Math.min(Math.abs(cv - 0.5), Math.abs(cv - 1)) > 1e-9)
            expect(row?.class).toBe(cv < 0.5 ? "X" : cv < 1 ? "Y" : "Z");
          seen.add(row?.class ?? null);
        },
      ),
    );
    expect(seen).toEqual(new Set(["X", "Y", "Z", null]));
  });
});
