import {
  eventTable,
  kaplanMeier,
  logRankTest,
  medianSurvival,
  mergeEventTables,
  nelsonAalen,
  restrictedMeanSurvival,
  survivalAt,
  survivalQuantile,
  type EventTable,
} from "clientele/survival";
import { describe, expect, it } from "vitest";

const rounded = (values: readonly (number | null)[]): (number | null)[] => values.map((value) => value && Math.round(value * 1e6) / 1e6);
const rows = [
  { time: 2, event: true },
  { time: 2, event: false },
  { time: 4, event: true },
  { time: 4, event: true },
  { time: 7, event: false },
];

describe("an event table", () => {
  it("counts events and censorings by time", () => {
    expect(eventTable(rows)).toStrictEqual({
      kind: "event-table",
      time: [2, 4, 7],
      events: [1, 2, 0],
      censored: [1, 0, 1],
      entryTime: [],
      entered: [],
    });
  });

  it("takes times that are not whole, large, or minus 0", () => {
    expect(eventTable({ time: [2.5, -0, 1e30, 2.5, 5e-324], event: [1, 0, 1, 0, 1] })).toMatchObject({
      time: [0, 5e-324, 2.5, 1e30],
      events: [0, 1, 1, 1],
      censored: [1, 0, 1, 0],
    });
    expect(Object.is(eventTable({ time: [-0, 0.5], event: [0, 0] }).time[0], 0)).toBe(true);
    expect(eventTable({ time: Int32Array.of(2 ** 31 - 1, 3), event: [true, false] }).time).toEqual([3, 2 ** 31 - 1]);
  });

  it("does not count rows of weight 0, nor their times", () => {
    const given = [...rows, { time: 99, event: true, weight: 0, entry: 1 }, { time: 0.5, event: true, weight: 0 }];
    expect(eventTable(given)).toStrictEqual(eventTable(rows));
    expect(eventTable({ time: [9, 2, 2], events: [0, 1, 2], censored: [0, 0, 1] })).toMatchObject({
      time: [2],
      events: [3],
      censored: [1],
    });
  });

  it("of no rows is empty", () => {
    const empty = eventTable([]);
    expect(empty).toStrictEqual({ kind: "event-table", time: [], events: [], censored: [], entryTime: [], entered: [] });
    const curve = kaplanMeier(empty);
    expect([curve.time, curve.survival, curve.lower]).toEqual([[], [], []]);
    expect(survivalAt(curve, 3)).toBe(1);
    expect(medianSurvival(curve)).toMatchObject({ time: null, lower: null, upper: null });
    expect(restrictedMeanSurvival(curve, 3)).toMatchObject({ mean: null, standardError: null, extendedBeyondLastTime: true });
    expect(nelsonAalen(empty, { ties: "plain" }).cumulativeHazard).toEqual([]);
  });
});

describe("a survival curve", () => {
  // 5 at risk, 1 event: 4/5. 3 at risk, 2 events: 4/5 · 1/3 = 4/15.
  const curve = kaplanMeier(eventTable(rows), { interval: "plain" });

  it("is that of paper and pencil", () => {
    expect(curve.atRisk).toEqual([5, 3, 1]);
    expect(rounded(curve.survival)).toEqual([0.8, 0.266667, 0.266667]);
    // Greenwood: 1/(5·4) = 0.05; + 2/(3·1) = 0.716667.
    expect(rounded(curve.standardError)).toEqual([0.178885, 0.22575, 0.22575]);
    expect(rounded(curve.lower)).toEqual([0.449391, 0, 0]);
    expect(rounded(curve.upper)).toEqual([1, 0.709128, 0.709128]);
  });

  it("has an area", () => {
    // 2 + 2 · 0.8 + 3 · 0.8 / 3 = 4.4; up to 5 it is 3.8667.
    expect(restrictedMeanSurvival(curve, 7).mean).toBeCloseTo(4.4, 14);
    expect(restrictedMeanSurvival(curve, 5).mean).toBeCloseTo(2 + 1.6 + 4 / 15, 14);
    expect(restrictedMeanSurvival(curve, 0)).toMatchObject({ mean: 0, standardError: 0, extendedBeyondLastTime: false });
    // Areas after 2 and 4: 2.4 and 0.8.
    expect(restrictedMeanSurvival(curve, 7).standardError).toBeCloseTo(Math.sqrt(2.4 ** 2 / 20 + (0.8 ** 2 * 2) / 3), 14);
  });

  it("stays at 0 when more enter after all have left", () => {
    const late = kaplanMeier(
      eventTable([
        { time: 1, event: true },
        { time: 5, event: true, entry: 2 },
        { time: 6, event: false, entry: 2 },
      ]),
    );
    expect(late.survival).toEqual([0, 0, 0]);
    expect([late.atRisk, late.standardError, late.lower]).toEqual([
      [1, 2, 1],
      [null, null, null],
      [null, null, null],
    ]);
    expect(restrictedMeanSurvival(late, 10)).toMatchObject({ mean: 1, standardError: 0, extendedBeyondLastTime: false });
    expect(nelsonAalen(eventTable(rows), { ties: "plain" }).cumulativeHazard.at(-1)).toBeCloseTo(1 / 5 + 2 / 3, 15);
  });

  it("of whole and of broken times is the same", () => {
    const broken = kaplanMeier(eventTable(rows.map(({ time, event }) => ({ time: time / 16, event }))), { interval: "plain" });
    expect({ ...broken, time: broken.time.map((time) => time * 16) }).toEqual(curve);
  });

  it("of huge counts stays finite", () => {
    const most = 2 ** 52;
    const huge = eventTable({ time: [1, 2, 3], events: [1, most - 2, 1], censored: [0, 0, 0] });
    const hazard = nelsonAalen(huge, { ties: "fleming-harrington" });
    expect(JSON.parse(JSON.stringify([kaplanMeier(huge), hazard]))).toEqual([kaplanMeier(huge), hazard]);
    expect(hazard.cumulativeHazard[1]).toBeCloseTo(Math.log(most) + 0.5772156649015329 - 1, 12);
  });
});

describe("the time by which a share had the event", () => {
  const four = kaplanMeier(eventTable({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }));

  it("is the middle of a flat stretch, or the first time below", () => {
    expect([0.25, 0.4, 0.5, 0.75, 1].map((share) => survivalQuantile(four, share).time)).toEqual([1.5, 2, 2.5, 3.5, 4]);
  });

  it("is the middle up to the last time where the curve ends flat", () => {
    const flat = kaplanMeier(eventTable({ time: [1, 2, 3, 8], event: [1, 1, 0, 0] }));
    expect(medianSurvival(flat).time).toBe(5);
    expect(survivalQuantile(flat, 0.51).time).toBeNull();
  });

  it.each([0, -0.1, 1.1, NaN, "0.5"])("refuses the share %j", (share) => {
    expect(() => survivalQuantile(four, share as number)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "probability" }),
    );
  });
});

describe("what is not lawful is refused by its place", () => {
  const table = eventTable(rows);
  const broken = (change: Partial<Record<keyof EventTable, unknown>>): EventTable => ({ ...table, ...change }) as EventTable;
  const curve = kaplanMeier(table);

  it.each<[string, () => unknown]>([
    ["rows", () => eventTable(null as never)],
    ["rows[1]", () => eventTable([rows[0], null] as never)],
    [
      "rows[1].time",
      () =>
        eventTable([
          { time: 1, event: 1 },
          { time: -1, event: 1 },
        ]),
    ],
    ["rows[0].time", () => eventTable([{ time: NaN, event: 1 }])],
    ["rows[0].time", () => eventTable([{ time: "3" as never, event: 1 }])],
    ["rows[0].event", () => eventTable([{ time: 3, event: 2 as never }])],
    ["rows[0].event", () => eventTable([{ time: 3 } as never])],
    ["rows[0].entry", () => eventTable([{ time: 3, event: 1, entry: 3 }])],
    ["rows[0].entry", () => eventTable([{ time: 3, event: 1, entry: -1 }])],
    ["rows[0].entry", () => eventTable([{ time: 3, event: 1, entry: -Infinity }])],
    ["rows[0].entry", () => eventTable([{ time: 3, event: 1, entry: null as never }])],
    ["rows[0].weight", () => eventTable([{ time: 3, event: 1, weight: 0.5 }])],
    ["rows[0].weight", () => eventTable([{ time: 3, event: 1, weight: -1 }])],
    ["rows[1].weight", () => eventTable([1, 1].map(() => ({ time: 3, event: 1, weight: 2 ** 53 - 1 })))],
    ["columns.time", () => eventTable({ event: [1] } as never)],
    ["columns.time[1]", () => eventTable({ time: Float64Array.of(1, Infinity), event: [1, 1] })],
    ["columns.event", () => eventTable({ time: [1, 2], event: [1] })],
    ["columns.event[1]", () => eventTable({ time: [1, 2], event: Uint8Array.of(1, 2) })],
    ["columns.entry[0]", () => eventTable({ time: [1, 2], event: [1, 1], entry: Float64Array.of(-Infinity, 0) })],
    ["columns.weight", () => eventTable({ time: [1, 2], event: [1, 1], weight: [1, 2, 3] })],
    ["counts.censored", () => eventTable({ time: [1], events: [1] } as never)],
    ["counts.events[0]", () => eventTable({ time: [1], events: [1.5], censored: [0] })],
    ["counts.time[0]", () => eventTable({ time: [-1], events: [1], censored: [0] })],
    ["counts", () => eventTable({ time: [1], events: [2 ** 53 - 1], censored: [1] })],
    ["counts.entered", () => eventTable({ time: [1], events: [1], censored: [0], entryTime: [0], entered: [2] })],
    ["counts.entered", () => eventTable({ time: [1, 3], events: [1, 1], censored: [0, 0], entryTime: [2], entered: [2] })],
    ["counts.entered", () => eventTable({ time: [1], events: [1], censored: [0], entryTime: [0, 1], entered: [1] })],
    ["table", () => kaplanMeier(rows as never)],
    ["table", () => kaplanMeier(null as never)],
    ["table.time[1]", () => kaplanMeier(broken({ time: [2, 2, 7] }))],
    ["table.time[0]", () => kaplanMeier(broken({ time: [NaN, 2, 7] }))],
    ["table.events", () => nelsonAalen(broken({ events: [1, 2] }), { ties: "plain" })],
    ["table.events[1]", () => nelsonAalen(broken({ events: [1, -2, 0] }), { ties: "plain" })],
    ["table.censored", () => kaplanMeier(broken({ censored: undefined }))],
    ["table.entered", () => kaplanMeier(broken({ entryTime: [3], entered: [4] }))],
    ["table.entered", () => kaplanMeier(broken({ entryTime: [9], entered: [1] }))],
    ["table.entered", () => kaplanMeier(broken({ entryTime: [0, 1], entered: [3, 3] }))],
    ["tables", () => mergeEventTables({} as never)],
    ["tables", () => mergeEventTables(undefined as never)],
    ["tables[1].time", () => mergeEventTables([table, broken({ time: "x" })])],
    ["options.level", () => kaplanMeier(table, { level: 1 })],
    ["options.level", () => kaplanMeier(table, { level: 95 })],
    ["options.interval", () => kaplanMeier(table, { interval: "wald" as never })],
    ["options.ties", () => nelsonAalen(table, {} as never)],
    ["options.ties", () => nelsonAalen(table, undefined as never)],
    ["options.rho", () => logRankTest([], { rho: -1 })],
    ["groups", () => logRankTest(table as never)],
    ["groups[0].group", () => logRankTest([{ table } as never])],
    ["groups[0].stratum", () => logRankTest([{ group: "a", stratum: 1, table } as never])],
    ["groups[1].table", () => logRankTest([{ group: "a", table }, { group: "b" } as never])],
    ["curve", () => survivalAt(table as never, 1)],
    ["curve", () => medianSurvival({ ...curve, lower: [] })],
    ["time", () => survivalAt(curve, -1)],
    ["tau", () => restrictedMeanSurvival(curve, NaN)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
