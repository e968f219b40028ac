import { abcClassify, xyzClassify, type AbcItem } from "clientele/segmentation";
import { describe, expect, it } from "vitest";

const items = (...values: number[]): AbcItem[] => values.map((value, i) => ({ id: `p${String(i)}`, value }));
const classes = (...[list, options]: Parameters<typeof abcClassify>): string =>
  abcClassify(list, options)
    .rows.map((row) => row.class)
    .join("");

describe("ABC classes", () => {
  it("put an item that crosses a cut into the higher class, or not", () => {
    expect(classes(items(70, 20, 7, 3), { boundary: "crossing-in-higher" })).toBe("AABC");
    expect(classes(items(70, 20, 7, 3), { boundary: "inclusive" })).toBe("ABCC");
  });

  it("are decided exactly: 0.1 + 0.2 of 1 reach 0.3, and a share on the cut does not cross it", () => {
    const tenths = items(0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    expect(classes(tenths, { boundary: "inclusive", thresholds: [0.3, 0.7] })).toBe("AABBBBCCC");
    expect(classes(tenths, { boundary: "crossing-in-higher", thresholds: [0.3, 0.7] })).toBe("AABBBBCCC");
    const cents = items(...Array.from({ length: 100 }, () => 1e15 / 8 + 1e-2));
    expect(abcClassify(cents, { boundary: "inclusive", thresholds: [0.07, 0.29] }).counts).toEqual({ A: 7, B: 22, C: 71 });
  });

  it("take equal values by id, or together", () => {
    const equal = [
      { id: "b", value: 1 },
      { id: "a", value: 1 },
    ];
    expect(classes(equal, { boundary: "crossing-in-higher", thresholds: [0.5, 0.9] })).toBe("BA");
    expect(classes(equal, { boundary: "crossing-in-higher", thresholds: [0.5, 0.9], ties: "share-class" })).toBe("AA");
  });

  it("are all C where there is nothing to share out", () => {
    expect(classes(items(0, 0), { boundary: "inclusive" })).toBe("CC");
    expect(abcClassify([], { boundary: "inclusive" }).rows).toEqual([]);
  });

  it("have somebody in A as long as anything is worth anything", () => {
    expect(classes(items(1, 1, 1), { boundary: "crossing-in-higher", thresholds: [1e-300, 1] })).toBe("ABB");
  });

  it("do not change when the caller's thresholds do", () => {
    const thresholds: [number, number] = [0.5, 0.9];
    const { definition } = abcClassify(items(1), { boundary: "inclusive", thresholds });
    thresholds[0] = 0.1;
    expect(definition.thresholds).toEqual([0.5, 0.9]);
  });

  it("say what they mean", () => {
    expect(abcClassify(items(1), { boundary: "inclusive" }).definition).toEqual({
      method: "inclusive",
      thresholds: [0.8, 0.95],
      ties: "by-id",
    });
  });

  it.each<[string, () => unknown]>([
    ["items[1].value", () => abcClassify(items(1, -1), { boundary: "inclusive" })],
    ["items[0].value", () => abcClassify(items(NaN), { boundary: "inclusive" })],
    ["items[0].value", () => abcClassify([{ id: "a", value: "5" as unknown as number }], { boundary: "inclusive" })],
    ["items[0].value", () => abcClassify([{ id: "a", value: true as unknown as number }], { boundary: "inclusive" })],
    ["items[0].value", () => abcClassify([{ id: "a", value: 5n as unknown as number }], { boundary: "inclusive" })],
    ["items[0].id", () => abcClassify([null as unknown as AbcItem], { boundary: "inclusive" })],
    ["options.boundary", () => abcClassify([], undefined as unknown as { boundary: "inclusive" })],
    ["options.thresholds[0]", () => abcClassify([], { boundary: "crossing-in-higher", thresholds: [0, 0.5] })],
    ["options.thresholds", () => abcClassify([], { boundary: "inclusive", thresholds: null as unknown as [number, number] })],
    ["options.boundary", () => abcClassify([], { boundary: "before" as "inclusive" })],
    ["options.ties", () => abcClassify([], { boundary: "inclusive", ties: "toss" as "by-id" })],
    ["options.thresholds", () => abcClassify([], { boundary: "inclusive", thresholds: [0.9, 0.8] })],
    ["options.thresholds[1]", () => abcClassify([], { boundary: "inclusive", thresholds: [0.8, 95] })],
    ["options.thresholds", () => abcClassify([], { boundary: "inclusive", thresholds: [0.8] as unknown as [number, number] })],
  ])("refuse %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});

describe("XYZ classes", () => {
  it("are decided exactly on a threshold, of decimals too", () => {
    const { rows } = xyzClassify([
      { id: "whole", values: [1, 3] },
      { id: "decimal", values: [0.1, 0.3] },
      { id: "above", values: [0.1, 0.300001] },
    ]);
    expect(rows.map((row) => row.class)).toEqual(["X", "X", "Y"]);
    expect(rows[1]?.coefficientOfVariation).toBeCloseTo(0.5, 15);
  });

  it("are not defined without values, without a mean above 0, or of a single value as a sample", () => {
    const series = [
      { id: "none", values: [] },
      { id: "zero", values: [0.1, 0.2, -0.3] },
      { id: "one", values: [5] },
    ];
    expect(xyzClassify(series, { deviation: "sample" }).rows).toEqual([
      { id: "none", mean: null, coefficientOfVariation: null, class: null },
      { id: "zero", mean: 0, coefficientOfVariation: null, class: null },
      { id: "one", mean: 5, coefficientOfVariation: null, class: null },
    ]);
    expect(xyzClassify(series).rows[2]).toEqual({ id: "one", mean: 5, coefficientOfVariation: 0, class: "X" });
  });

  it("have the mean of the exact sum, whether the sum is beyond the greatest number or below the least", () => {
    const mean = (...values: number[]): number | null | undefined => xyzClassify([{ id: "a", values }]).rows[0]?.mean;
    expect(mean(1e308, 1e308, 1e308)).toBe(1e308);
    expect(mean(5e-324, 1.5e-323)).toBe(1e-323);
    expect(mean(-5e-324, 0, 0)).toBe(0);
    expect(mean(1e16, 1, -1e16)).toBe(1 / 3);
    expect(mean(0.1, 0.2, 0.3)).toBe(0.2);
  });

  it("do not change when the caller's thresholds do", () => {
    const thresholds: [number, number] = [0.1, 0.2];
    const { definition } = xyzClassify([], { thresholds });
    thresholds[0] = 0;
    expect(definition.thresholds).toEqual([0.1, 0.2]);
  });

  it("survive very small and very large values", () => {
    const { rows } = xyzClassify([
      { id: "small", values: [1e-300, 3e-300] },
      { id: "large", values: [1e300, 3e300] },
      { id: "both", values: [1e-300, 1e300] },
    ]);
    expect(rows.map(({ coefficientOfVariation }) => coefficientOfVariation)).toEqual([0.5, 0.5, 1]);
    expect(rows.map((row) => row.class)).toEqual(["X", "X", "Y"]);
  });

  it.each<[string, () => unknown]>([
    ["series", () => xyzClassify(null as never)],
    ["series[0].id", () => xyzClassify([null as never])],
    ["series[0].id", () => xyzClassify([{ values: [1] } as never])],
    ["items", () => abcClassify(null as never, { boundary: "inclusive" })],
    ["series[0].values[1]", () => xyzClassify([{ id: "a", values: [1, NaN] }])],
    ["series[0].values[1]", () => xyzClassify([{ id: "a", values: [1, , 2] as number[] }])],
    ["series[0].values", () => xyzClassify([{ id: "a", values: [1e308, -1e308, 5e-324] }])],
    ["series[0].values", () => xyzClassify([{ id: "a", values: null as unknown as number[] }])],
    ["options.deviation", () => xyzClassify([], { deviation: "robust" as "sample" })],
    ["options.thresholds", () => xyzClassify([], { thresholds: [1, 1] })],
    ["options.thresholds", () => xyzClassify([], { thresholds: [1, Infinity] })],
  ])("refuse %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
