import {
  eventTable,
  kaplanMeier,
  medianSurvival,
  mergeEventTables,
  nelsonAalen,
  restrictedMeanSurvival,
  survivalAt,
  type EventRow,
  type SurvivalCurve,
  type SurvivalInterval,
} from "clientele/survival";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { isNear, plainRows, rows, spreadOut } from "./make.js";

const INTERVALS: readonly SurvivalInterval[] = ["log-log", "log", "plain", "logit", "arcsin"];
const shuffled = (given: readonly EventRow[]): fc.Arbitrary<EventRow[]> => fc.shuffledSubarray([...given], { minLength: given.length });
const permuted = rows.chain((given) => fc.tuple(fc.constant(given), shuffled(given)));
const parts = rows.chain((given) =>
  fc.tuple(fc.constant(given), fc.array(fc.nat(3), { minLength: given.length, maxLength: given.length })),
);

describe("an event table", () => {
  it("is that of a plain count, in whatever form and order the rows come, and plain JSON", () => {
    const seen = { late: 0, weighted: 0, broken: 0 };
    fc.assert(
      fc.property(permuted, ([given, other]) => {
        const table = deepFreeze(eventTable(deepFreeze(given)));
        const all = spreadOut(given);
        const times = [...new Set(all.map(({ time }) => time))].sort((a, b) => a - b);
        expect(table.time).toEqual(times);
        expect(table.events).toEqual(times.map((at) => all.filter(({ time, event }) => time === at && Boolean(event)).length));
        expect(table.censored).toEqual(times.map((at) => all.filter(({ time, event }) => time === at && !event).length));
        const entries = [...new Set(all.flatMap(({ entry }) => entry ?? []))].sort((a, b) => a - b);
        expect(table.entryTime).toEqual(entries);
        expect(table.entered).toEqual(entries.map((at) => all.filter(({ entry }) => entry === at).length));
        expect(eventTable(other)).toStrictEqual(table);
        expect(eventTable(new Set(other))).toStrictEqual(table);
        expect(eventTable(table)).toStrictEqual(table);
        expect(JSON.parse(JSON.stringify(table))).toStrictEqual(table);
        seen.late += entries.length;
        seen.weighted += given.filter(({ weight }) => weight !== undefined && weight > 1).length;
        seen.broken += times.filter((at) => at % 1 !== 0).length;
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  it("is the same of rows and of columns", () => {
    fc.assert(
      fc.property(plainRows, (given) => {
        const columns = { time: Float64Array.from(given, ({ time }) => time), event: Uint8Array.from(given, ({ event }) => Number(event)) };
        const table = withoutWriting(columns, eventTable);
        expect(table).toStrictEqual(eventTable(given));
        const weight = given.map(() => 2);
        const entry = columns.time.map((time) => time / 2);
        if (entry.every((time) => time > 0))
          expect(eventTable({ ...columns, weight, entry })).toStrictEqual(
            eventTable(given.flatMap((row) => [row, row]).map((row) => ({ ...row, entry: row.time / 2 }))),
          );
      }),
    );
  });

  it("of the whole is that of its parts", () => {
    fc.assert(
      fc.property(parts, ([given, part]) => {
        const tables = [0, 1, 2, 3].map((own) => eventTable(given.filter((_, i) => part[i] === own)));
        expect(mergeEventTables(deepFreeze(tables))).toStrictEqual(eventTable(given));
        expect(mergeEventTables([...tables].reverse())).toStrictEqual(eventTable(given));
      }),
    );
    expect(mergeEventTables([])).toStrictEqual(eventTable([]));
  });
});

function checkCurve(curve: SurvivalCurve): void {
  let last = 1;
  curve.survival.forEach((share, i) => {
    expect(share).toBeLessThanOrEqual(last);
    expect(share).toBeGreaterThanOrEqual(0);
    last = share;
    const [lower, upper] = [curve.lower[i] ?? null, curve.upper[i] ?? null];
    const isDefined = share > 0 && (share < 1 || curve.interval === "plain" || curve.interval === "log");
    expect([lower !== null, upper !== null, curve.standardError[i] !== null]).toEqual([isDefined, isDefined, share > 0]);
    if (lower === null || upper === null) return;
    expect(lower).toBeLessThanOrEqual(share);
    expect(upper).toBeGreaterThanOrEqual(share);
    expect(lower >= 0 && upper <= 1).toBe(true);
  });
}

describe("a survival curve", () => {
  it("falls from 1 within its band, which widens with the level", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...INTERVALS), (given, interval) => {
        const table = eventTable(given);
        const [narrow, wide] = [0.5, 0.99].map((level) => kaplanMeier(table, { level, interval })) as [SurvivalCurve, SurvivalCurve];
        checkCurve(narrow);
        checkCurve(wide);
        expect(JSON.parse(JSON.stringify(wide))).toStrictEqual(wide);
        narrow.lower.forEach((lower, i) => {
          if (lower !== null) expect(wide.lower[i]).toBeLessThanOrEqual(lower);
        });
        narrow.upper.forEach((upper, i) => {
          if (upper !== null) expect(wide.upper[i]).toBeGreaterThanOrEqual(upper);
        });
      }),
    );
  });

  it("is the product of the shares that survive, at risk counted plainly", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { time, atRisk, events, survival } = kaplanMeier(eventTable(given));
        const all = spreadOut(given);
        let share = 1;
        time.forEach((at, i) => {
          const risk = all.filter((row) => row.time >= at && (row.entry ?? -1) < at).length;
          expect(atRisk[i]).toBe(risk);
          share *= 1 - (events[i] ?? 0) / risk;
          expect(isNear(survival[i], share)).toBe(true);
        });
      }),
    );
  });

  it("without censoring is the share of later times, and its area the mean", () => {
    fc.assert(
      fc.property(plainRows, (given) => {
        const times = given.map(({ time }) => time);
        const curve = kaplanMeier(eventTable(times.map((time) => ({ time, event: true }))));
        const later = (at: number): number => times.filter((time) => time > at).length / times.length;
        expect(curve.survival).toEqual(curve.time.map(later));
        const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
        if (times.length > 0) expect(isNear(restrictedMeanSurvival(curve, Math.max(...times)).mean, mean)).toBe(true);
      }),
    );
  });

  it("stretches with time", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.25, 2, 64), (given, factor) => {
        const stretched = given.map(({ time, entry, ...row }) => ({
          ...row,
          time: time * factor,
          ...(entry !== undefined && { entry: entry * factor }),
        }));
        const [curve, other] = [kaplanMeier(eventTable(given)), kaplanMeier(eventTable(stretched))];
        expect(other.survival).toEqual(curve.survival);
        expect(medianSurvival(other).time).toBe((medianSurvival(curve).time ?? NaN) * factor || (medianSurvival(curve).time && NaN));
        const [mean, otherMean] = [restrictedMeanSurvival(curve, 5), restrictedMeanSurvival(other, 5 * factor)];
        expect(
          isNear(
            [otherMean.mean, otherMean.standardError],
            [mean.mean && mean.mean * factor, mean.standardError && mean.standardError * factor],
          ),
        ).toBe(true);
      }),
    );
  });

  it("does not change when those censored after the last event are seen for longer", () => {
    const seen = { moved: 0 };
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 30, maxLength: 30 }), (given, more) => {
        const lastEvent = Math.max(-1, ...spreadOut(given).flatMap(({ time, event }) => (event ? time : [])));
        const isAfter = ({ time, event, weight = 1 }: EventRow): boolean => !event && time > lastEvent && weight > 0;
        const longer = given.map((row, i) => (isAfter(row) ? { ...row, time: row.time + (more[i] ?? 0) } : row));
        const [before, after] = [kaplanMeier(eventTable(given)), kaplanMeier(eventTable(longer))];
        const atEvents = ({ time, events, survival, lower, upper }: SurvivalCurve) =>
          time.flatMap((at, i) => ((events[i] ?? 0) > 0 ? [{ at, survival: survival[i], lower: lower[i], upper: upper[i] }] : []));
        expect(atEvents(after)).toStrictEqual(atEvents(before));
        expect(survivalAt(after, 1000)).toBe(survivalAt(before, 1000));
        if (lastEvent >= 0) seen.moved += given.filter(isAfter).length;
      }),
    );
    expect(seen.moved).toBeGreaterThan(20);
  });
});

describe("the cumulative hazard", () => {
  it("never falls, and leaves at least as many as the curve", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("plain" as const, "fleming-harrington" as const), (given, ties) => {
        const table = eventTable(given);
        const { cumulativeHazard, survival } = nelsonAalen(table, { ties });
        const curve = kaplanMeier(table);
        cumulativeHazard.forEach((hazard, i) => {
          expect(hazard).toBeGreaterThanOrEqual(cumulativeHazard[i - 1] ?? 0);
          expect(survival[i]).toBeGreaterThanOrEqual((curve.survival[i] ?? 0) - 1e-15);
        });
      }),
    );
  });

  it("one after the other is that of times that differ a little", () => {
    fc.assert(
      fc.property(plainRows, (given) => {
        const events = given.filter(({ event }) => event);
        const apart = events.map(({ time }, i) => ({ time: time + (i + 1) / 1e6, event: true }));
        const tied = nelsonAalen(eventTable(events), { ties: "fleming-harrington" });
        const plain = nelsonAalen(eventTable(apart), { ties: "plain" });
        expect(isNear(tied.cumulativeHazard.at(-1), plain.cumulativeHazard.at(-1))).toBe(true);
        expect(isNear(tied.standardError.at(-1), plain.standardError.at(-1))).toBe(true);
      }),
    );
  });
});
