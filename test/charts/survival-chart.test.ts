import { survivalChart } from "clientele/charts";
import { eventTable, kaplanMeier } from "clientele/survival";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";

const monthly = deepFreeze(
  kaplanMeier(eventTable({ time: [1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 12], event: [1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1] })),
);
const yearly = deepFreeze(kaplanMeier(eventTable({ time: [3, 5, 8, 12, 12, 12, 12, 14], event: [0, 1, 0, 1, 0, 0, 0, 0] })));
const none = kaplanMeier(eventTable([]));
const groups = [
  { group: "Monthly", curve: monthly },
  { group: "Yearly", curve: yearly },
];

describe("the survival chart", () => {
  it.each([
    ["one curve", survivalChart(monthly, { timeUnit: "months" })],
    ["two groups", survivalChart(groups)],
    ["a group of nobody", survivalChart([...groups, { group: "Weekly", curve: none }])],
    ["nothing", survivalChart([])],
    ["nobody", survivalChart(none)],
    ["all at time 0", survivalChart(kaplanMeier(eventTable({ time: [0, 0], event: [1, 0] })))],
  ])("is drawn without complaint, as plain JSON: %s", async (_, spec) => {
    const { svg, complaints } = await draw(spec);
    expect(complaints).toStrictEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(JSON.parse(JSON.stringify(spec))).toStrictEqual(spec);
  });

  it("begins with everybody and holds every step", () => {
    const rows = dataRows(survivalChart(monthly)).filter(({ survival }) => survival !== undefined);
    expect(rows.map(({ time }) => time)).toStrictEqual([0, ...monthly.time]);
    expect(rows.map(({ survival }) => survival)).toStrictEqual([1, ...monthly.survival]);
  });

  it("draws the band up to where it ends", () => {
    const rows = dataRows(survivalChart(monthly)).filter(({ lower }) => lower !== undefined);
    expect(rows[0]).toStrictEqual({ group: "All", part: 0, time: 1, lower: monthly.lower[0], upper: monthly.upper[0] });
    expect(rows.at(-1)).toStrictEqual({ group: "All", part: 0, time: 12, lower: monthly.lower.at(-2), upper: monthly.upper.at(-2) });
  });

  it("names the groups, their medians and the level", async () => {
    const { texts } = await draw(survivalChart(groups, { timeUnit: "months", title: "Wie lange bleiben sie?" }));
    expect(texts).toEqual(
      expect.arrayContaining([
        "Wie lange bleiben sie?",
        "The share still there over time; the bands are to hold it with 95%",
        "Monthly: half have left after 5 months",
        "Yearly: 69% are still there at the last time",
        "Time, in months",
      ]),
    );
    expect(texts.filter((text) => text === "Yearly")).toHaveLength(1);
    expect((await draw(survivalChart(monthly))).texts).toContain("Half have left after 5");
    expect(survivalChart([]).title.subtitle).toStrictEqual(["No data"]);
  });

  it("draws a long curve with few of its steps, each true", () => {
    const time = Float64Array.from({ length: 5000 }, (_, i) => (i + 1) / 7);
    const curve = kaplanMeier(eventTable({ time, event: new Uint8Array(5000).fill(1) }));
    const rows = dataRows(survivalChart(curve)).filter(({ survival }) => survival !== undefined);
    expect(rows.length).toBeLessThanOrEqual(402);
    expect(rows.length).toBeGreaterThan(390);
    for (const row of rows.slice(1)) expect(row["survival"]).toBe(curve.survival[curve.time.indexOf(row["time"] as number)]);
    expect(rows.at(-1)).toMatchObject({ time: 5000 / 7, survival: 0 });
  });

  it("is drawn whatever it is given", async () => {
    const row = fc.record({ time: fc.oneof(fc.nat(5), fc.double({ min: 0, max: 100, noNaN: true })), event: fc.boolean() });
    const named = fc.uniqueArray(
      fc.record({ group: fc.string({ minLength: 1, unit: "binary" }), rows: fc.array(row, { maxLength: 15 }) }),
      {
        selector: ({ group }) => group,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(named, async (given) => {
        const curves = given.map(({ group, rows }) => ({ group, curve: kaplanMeier(eventTable(rows)) }));
        expect((await draw(survivalChart(curves))).complaints).toStrictEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it.each<[string, () => unknown]>([
    ["groups[1].group", () => survivalChart([...groups.slice(0, 1), ...groups.slice(0, 1)])],
    ["groups[0].curve.survival[0]", () => survivalChart({ ...monthly, survival: monthly.survival.map(() => NaN) })],
    ["groups[0].curve.upper[2]", () => survivalChart({ ...monthly, upper: monthly.upper.map((_, i) => (i === 2 ? Infinity : 1)) })],
  ])("refuses what is not lawful: %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
