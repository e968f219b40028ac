import { describe, expect, it } from "vitest";
import { aalenJohansen } from "../../src/survival/aalen-johansen.js";

const row = { time: 2, cause: "price" };

describe("the incidence of competing causes", () => {
  it("is that by hand", () => {
    const rows = [
      { time: 4, cause: "service" },
      { time: 1, cause: "price" },
      { time: 2, cause: null },
      { time: 3, cause: "service", weight: 0 },
      { time: 3, cause: "price" },
    ];
    const result = aalenJohansen(rows);
    expect(result.time).toEqual([1, 2, 3, 4]);
    expect(result.atRisk).toEqual([4, 3, 2, 1]);
    expect(result.censored).toEqual([0, 1, 0, 0]);
    expect(result.eventFree).toEqual([0.75, 0.75, 0.375, 0]);
    const [price, service] = result.causes;
    expect(price).toMatchObject({ cause: "price", events: [1, 0, 1, 0], cumulativeIncidence: [0.25, 0.25, 0.625, 0.625] });
    expect(service).toMatchObject({ cause: "service", events: [0, 0, 0, 1], cumulativeIncidence: [0, 0, 0, 0.375] });
    // Before any censoring the error of a share of four.
    expect(price?.standardError[0]).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 4), 14);
    expect(service?.standardError.slice(0, 3)).toEqual([0, 0, 0]);
  });

  it("is surely everybody where all have left for the only cause", () => {
    const { causes } = aalenJohansen({ time: [5, 3, 3, 9, 7.5], cause: ["a", "a", "a", "a", "a"] });
    expect(causes[0]?.cumulativeIncidence.at(-1)).toBeCloseTo(1, 14);
    expect(causes[0]?.standardError.at(-1)).toBeLessThan(1e-14);
  });

  it("keeps the digits of a small error at the end of many rows", () => {
    // Without censoring the share has the error of a share of n: sqrt(F (1 - F) / n).
    const n = 100_000;
    const time = Float64Array.from({ length: n }, (_, i) => i);
    const { causes } = aalenJohansen({ time, cause: new Array<string>(n).fill("a") });
    for (const left of [1, 2, 1000]) {
      expect((causes[0]?.standardError[n - 1 - left] ?? 0) / Math.sqrt(((left / n) * (1 - left / n)) / n)).toBeCloseTo(1, 9);
    }
  });

  it("has the causes in the order asked for, also those that nobody left for", () => {
    expect(aalenJohansen([row], { causes: ["service", "price"] }).causes.map(({ cause, events }) => [cause, events])).toEqual([
      ["service", [0]],
      ["price", [1]],
    ]);
  });

  it("of nobody is empty, of one row and of censored ones what it must be", () => {
    const frame = { kind: "cumulative-incidence", definition: { method: "aalen-johansen", standardError: "infinitesimal-jackknife" } };
    expect(aalenJohansen([])).toEqual({ ...frame, time: [], atRisk: [], censored: [], eventFree: [], causes: [] });
    expect(aalenJohansen([row])).toEqual({
      ...frame,
      time: [2],
      atRisk: [1],
      censored: [0],
      eventFree: [0],
      causes: [{ cause: "price", events: [1], cumulativeIncidence: [1], standardError: [0] }],
    });
    expect(aalenJohansen([{ time: 0, cause: null }], { causes: ["a"] })).toMatchObject({
      eventFree: [1],
      causes: [{ cumulativeIncidence: [0], standardError: [0] }],
    });
  });

  it.each<[string, unknown, readonly string[] | undefined]>([
    ["rows", 3, undefined],
    ["rows[1]", [row, 3], undefined],
    ["rows[0].time", [{ ...row, time: -1 }], undefined],
    ["rows[0].time", [{ cause: null }], undefined],
    ["rows[0].cause", [{ time: 1 }], undefined],
    ["rows[1].weight", [1, 1, 3].map((count) => ({ ...row, weight: count === 1 ? 2 ** 53 - 1 : count })), undefined],
    ["rows[0].cause", [{ time: 1, cause: 1 }], undefined],
    ["rows[1].cause", [row, { time: 1, cause: "Price" }], ["price"]],
    ["rows[0].weight", [{ ...row, weight: 1.5 }], undefined],
    ["rows[0].entry", [{ ...row, entry: 1 }], undefined],
    ["columns.time", {}, undefined],
    ["columns.cause", { time: [1], cause: [] }, undefined],
    ["columns.cause", { time: [1] }, undefined],
    ["columns.time[1]", { time: [1, NaN], cause: [null, null] }, undefined],
    ["options.causes[1]", [row], ["price", "price"]],
    ["options.causes", [row], "price" as never],
  ])("names the place of a mistake: %s", (argument, rows, causes) => {
    const options = causes === undefined ? {} : { causes };
    expect(() => aalenJohansen(rows as never, options)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
