import { describe, expect, it } from "vitest";
import { mergedWhereWorthwhile, mergeEqualRows } from "../../src/clv/merge-equal-rows.js";

describe("equal rows are merged", () => {
  const column = (...values: number[]): Float64Array => Float64Array.from(values);

  it("by all columns, however many there are and whatever else the table holds", () => {
    const table = { a: column(1, 2, 1, 1), b: column(0, 0, 0, 5), count: column(1, 2, 0.5, 4), unit: "week" };
    expect(mergeEqualRows(table)).toEqual({ a: column(1, 2, 1), b: column(0, 0, 5), count: column(1.5, 2, 4), unit: "week" });
    expect(mergeEqualRows({ only: column(3, 3, 3), count: column(1, 1, 1) })).toEqual({ only: column(3), count: column(3) });
    expect(mergeEqualRows({ only: column(), count: column() })).toEqual({ only: column(), count: column() });
  });

  it("where they are common", () => {
    const rows = Float64Array.from({ length: 6000 }, (_, i) => i);
    const different = { at: rows, count: rows.map(() => 1) };
    expect(mergedWhereWorthwhile(different)).toBe(different);
    expect(mergedWhereWorthwhile({ ...different, at: rows.map((i) => i % 10) }).count).toEqual(column(...Array<number>(10).fill(600)));
    expect(mergedWhereWorthwhile({ at: column(1, 1), count: column(1, 1) })).toEqual({ at: column(1), count: column(2) });
  });
});
