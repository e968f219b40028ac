import { abcClassify, type AbcResult, abcXyzMatrix, xyzClassify, type XyzResult } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const series = [
  { id: "milk", values: [20, 20, 20] },
  { id: "bread", values: [5, 10, 9] },
  { id: "ice", values: [0, 0, 12] },
  { id: "tea", values: [1, 2, 1] },
  { id: "gift", values: [0, 0, 0] },
];
const items = series.map(({ id, values }) => ({ id, value: values.reduce((sum, value) => sum + value, 0) }));
const abcOf = (list = items): AbcResult => deepFreeze(abcClassify(list, { boundary: "crossing-in-higher" }));
const xyzOf = (list = series): XyzResult => deepFreeze(xyzClassify(list));

describe("the matrix of value and steadiness", () => {
  it("has nine cells in order, with what is in them", () => {
    // 60, 24, 12, 4 and 0 of 100: milk and bread are A, ice is B (84 to 96), tea and gift are C.
    const matrix = abcXyzMatrix(abcOf(), xyzOf());
    expect(matrix.cells.map(({ cell }) => cell)).toStrictEqual(["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"]);
    expect(matrix.rows.map(({ id, cell }) => [id, cell])).toStrictEqual([
      ["milk", "AX"],
      ["bread", "AX"],
      ["ice", "BZ"],
      ["tea", "CX"],
      ["gift", null],
    ]);
    expect(matrix.cells[0]).toStrictEqual({ cell: "AX", abc: "A", xyz: "X", items: 2, itemShare: 0.4, value: 84, valueShare: 0.84 });
    expect(matrix.cells[5]).toStrictEqual({ cell: "BZ", abc: "B", xyz: "Z", items: 1, itemShare: 0.2, value: 12, valueShare: 0.12 });
    expect(matrix.cells[1]).toStrictEqual({ cell: "AY", abc: "A", xyz: "Y", items: 0, itemShare: 0, value: 0, valueShare: 0 });
    expect(matrix.unclassified).toStrictEqual({ items: 1, itemShare: 0.2, value: 0, valueShare: 0 });
    expect(matrix.total).toStrictEqual({ items: 5, itemShare: 1, value: 100, valueShare: 1 });
    expect(matrix.definition.xyz.method).toBe("coefficient-of-variation");
    expect(JSON.parse(JSON.stringify(matrix))).toStrictEqual(matrix);
  });

  it("has no shares of nothing", () => {
    const { total, cells } = abcXyzMatrix(abcOf([]), xyzOf([]));
    expect(total).toStrictEqual({ items: 0, itemShare: null, value: 0, valueShare: null });
    expect(cells).toHaveLength(9);
    const worthless = abcXyzMatrix(abcOf([{ id: "gift", value: 0 }]), xyzOf([{ id: "gift", values: [] }]));
    expect(worthless.unclassified).toStrictEqual({ items: 1, itemShare: 1, value: 0, valueShare: null });
  });

  it("takes any name of an item", () => {
    const names = ["__proto__", "constructor", ""];
    const abc = abcOf(names.map((id) => ({ id, value: 1 })));
    const { rows } = abcXyzMatrix(abc, xyzOf(names.map((id) => ({ id, values: [1, 1] })).reverse()));
    expect(rows.map(({ id, xyz }) => [id, xyz])).toStrictEqual(names.map((id) => [id, "X"]));
  });

  it.each<[string, () => unknown]>([
    ["abc.rows[4].id", () => abcXyzMatrix(abcOf(), xyzOf(series.slice(0, 4)))],
    ["xyz.rows[4].id", () => abcXyzMatrix(abcOf(items.slice(0, 4)), xyzOf())],
    ["abc.rows[5].id", () => abcXyzMatrix(abcOf([...items, { id: "milk", value: 1 }]), xyzOf())],
    ["xyz.rows[5].id", () => abcXyzMatrix(abcOf(), xyzOf([...series, { id: "milk", values: [1] }]))],
    ["abc.rows", () => abcXyzMatrix(abcOf(items.map(({ id }) => ({ id, value: 1e308 }))), xyzOf())],
    ["abc", () => abcXyzMatrix(null as never, null as never)],
    ["abc.rows", () => abcXyzMatrix({} as never, xyzOf())],
    ["abc.rows[0]", () => abcXyzMatrix({ ...abcOf(), rows: [null as never] }, xyzOf())],
    ["abc.definition", () => abcXyzMatrix({ rows: [] } as never, xyzOf())],
    ["xyz", () => abcXyzMatrix(abcOf(), null as never)],
    ["xyz.rows[0]", () => abcXyzMatrix(abcOf(), { ...xyzOf(), rows: [null as never] })],
    ["xyz.definition.thresholds", () => abcXyzMatrix(abcOf(), { rows: [], definition: {} } as never)],
    ["abc.rows[0].class", () => abcXyzMatrix({ ...abcOf(), rows: [{ id: "milk", value: 1, class: "D" as "A" }] }, xyzOf())],
    ["abc.rows[0].value", () => abcXyzMatrix({ ...abcOf(), rows: [{ id: "milk", value: NaN, class: "A" }] }, xyzOf())],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("adds up to all items, whatever the order of the series", () => {
    const seen = new Set<string | null>();
    const value = fc.oneof(fc.nat(3), fc.nat(100));
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 4 }), { maxLength: 12 }), (lists) => {
        const all = lists.map((values, i) => ({ id: String(i), values }));
        const worth = all.map(({ id, values }) => ({ id, value: values.reduce((sum, one) => sum + one, 0) }));
        const matrix = abcXyzMatrix(abcOf(worth), xyzOf(all));
        expect(abcXyzMatrix(abcOf(worth), xyzOf([...all].reverse()))).toStrictEqual(matrix);
        const groups = [...matrix.cells, matrix.unclassified];
        expect(groups.reduce((sum, { items: count }) => sum + count, 0)).toBe(lists.length);
        expect(groups.reduce((sum, group) => sum + group.value, 0)).toBe(matrix.total.value);
        for (const { cell } of matrix.rows) seen.add(cell);
      }),
    );
    expect(seen).toContain("AX");
    expect(seen).toContain("CZ");
    expect(seen).toContain(null);
  });
});
