// The last day of points, by every policy.
import { expirySchedule, type PointProgram } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { adjust, earn, lastEvent, moment, opened, play, points, redeem, refund, shop } from "./support.js";

/** The last day of points that are earned at an instant. */
function lastDay(program: PointProgram, at: string): string | null {
  return lastEvent(play(program, [earn(at, "A", 10)], opened(program, "2011-01-01")), "points-earned").expiresOn;
}

const rolling = (span: object): PointProgram => shop({ expiry: { kind: "rolling", ...span } });

describe("the last day of earned points", () => {
  it.each([
    ["2025-01-31", { months: 1 }, "2025-02-28"],
    ["2024-01-31", { months: 1 }, "2024-02-29"],
    ["2025-01-31", { months: 2 }, "2025-03-31"],
    ["2024-02-29", { years: 1 }, "2025-02-28"],
    ["2024-02-29", { years: 4 }, "2028-02-29"],
    ["2025-03-29", { days: 1 }, "2025-03-30"],
    ["2025-12-31", { days: 365 }, "2026-12-31"],
    ["2025-01-15", { months: 1, roundUpTo: "month" }, "2025-02-28"],
    ["2025-01-15", { months: 3, roundUpTo: "quarter" }, "2025-06-30"],
    ["2025-03-31", { months: 3, roundUpTo: "half-year" }, "2025-06-30"],
    ["2025-05-31", { months: 1, roundUpTo: "half-year" }, "2025-06-30"],
    ["2025-06-30", { days: 1, roundUpTo: "half-year" }, "2025-12-31"],
    ["2024-12-31", { years: 1, roundUpTo: "year" }, "2025-12-31"],
    ["2019-01-15", { months: 36, roundUpTo: { month: 9, day: 30 } }, "2022-09-30"],
    ["2019-09-30", { months: 36, roundUpTo: { month: 9, day: 30 } }, "2022-09-30"],
    ["2019-10-01", { months: 36, roundUpTo: { month: 9, day: 30 } }, "2023-09-30"],
    ["2025-02-28", { days: 1, roundUpTo: { month: 2, day: 29 } }, "2026-02-28"],
    ["2023-03-01", { days: 1, roundUpTo: { month: 2, day: 29 } }, "2024-02-29"],
  ])("earned on %s, rolling %o: %s", (at, span, expected) => {
    expect(lastDay(rolling(span), at)).toBe(expected);
  });

  it.each([
    ["2025-06-30", { dates: ["06-30", "12-31"] }, "2025-06-30"],
    ["2025-07-01", { dates: ["06-30", "12-31"] }, "2025-12-31"],
    ["2025-11-16", { dates: ["06-30", "12-31"], minimumDays: 45 }, "2025-12-31"],
    ["2025-11-17", { dates: ["06-30", "12-31"], minimumDays: 45 }, "2026-06-30"],
    ["2024-02-29", { dates: ["02-29"] }, "2024-02-29"],
    ["2025-02-28", { dates: ["02-29"] }, "2025-02-28"],
    ["2025-03-01", { dates: ["02-29"] }, "2026-02-28"],
  ])("earned on %s, fixed dates %o: %s", (at, policy, expected) => {
    expect(lastDay(shop({ expiry: { kind: "fixed-dates", ...policy } }), at)).toBe(expected);
  });

  it("is the earliest of several policies", () => {
    const policies = [
      { kind: "never" },
      { kind: "rolling", months: 18 },
      { kind: "earliest-of", policies: [{ kind: "fixed-dates", dates: ["12-31"], minimumDays: 200 }] },
    ];
    const program = shop({ expiry: { kind: "earliest-of", policies } });
    expect(lastDay(program, "2025-01-10")).toBe("2025-12-31");
    expect(lastDay(program, "2025-09-10")).toBe("2026-12-31");
    expect(lastDay(program, "2025-06-20")).toBe("2026-12-20");
    expect(lastDay(shop({ expiry: { kind: "earliest-of", policies: [{ kind: "never" }] } }), "2025-01-10")).toBeNull();
  });

  it.each([
    ["Europe/Berlin", "2025-01-31T23:30:00Z", "2025-03-01"],
    ["UTC", "2025-01-31T23:30:00Z", "2025-02-28"],
    ["America/New_York", "2025-02-01T04:30:00Z", "2025-02-28"],
    ["Asia/Kathmandu", "2025-01-31T18:14:59Z", "2025-02-28"],
    ["Asia/Kathmandu", "2025-01-31T18:15:00Z", "2025-03-01"],
    ["Pacific/Apia", "2011-11-30T09:59:59Z", "2011-12-29"],
  ])("counts from the local day, in %s at %s", (timeZone, at, expected) => {
    expect(lastDay(shop({ timeZone, expiry: { kind: "rolling", months: 1 } }), at)).toBe(expected);
  });

  it("is what the command says, before any policy", () => {
    const program = rolling({ months: 1 });
    const given = play(program, [
      earn("2025-01-10", "A", 1, { expiresOn: null }),
      earn("2025-01-10", "B", 2, { expiresOn: "2030-01-01" }),
      earn("2025-01-10", "C", 4),
    ]);
    expect(expirySchedule(given.account, moment("2025-01-10"))).toEqual([
      { on: "2025-02-10", points: 4 },
      { on: "2030-01-01", points: 2 },
    ]);
    const past = play(program, [earn("2025-01-10", "A", 5, { expiresOn: "2025-01-09" })]);
    expect(past.events.slice(1).map(({ type, at }) => [type, at])).toEqual([
      ["points-earned", moment("2025-01-10")],
      ["points-lapsed", moment("2025-01-10")],
    ]);
  });
});

describe("the instant at which points are gone", () => {
  it.each([
    ["Europe/Berlin", "2025-03-30", "2025-03-30T22:00:00Z"],
    ["Europe/Berlin", "2025-10-26", "2025-10-26T23:00:00Z"],
    // The day after has no midnight: it begins at 01:00.
    ["America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00Z"],
    // At 24:00 the clock goes back to 23:00, so 17 February ends an hour later.
    ["America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z"],
    // There was no 30 December.
    ["Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"],
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"],
    ["Australia/Lord_Howe", "2025-04-05", "2025-04-05T13:00:00Z"],
    // At 00:01 the clock went back to 23:01: the new day had begun, and what was gone stayed gone.
    ["America/St_Johns", "2010-11-06", "2010-11-07T02:30:00Z"],
  ])("in %s, through %s: %s", (timeZone, expiresOn, gone) => {
    const program = shop({ timeZone });
    const start = play(program, [earn("2010-01-02", "A", 5, { expiresOn })], opened(program, "2010-01-01"));
    const instant = Date.parse(gone);
    expect(points(start, instant - 1)).toEqual({ available: 5 });
    for (const minutes of [0, 1, 30, 59, 61, 119]) expect(points(start, instant + minutes * 60_000)).toEqual({});
  });
});

describe("inactivity", () => {
  const year = { kind: "inactivity", months: 12, activities: ["earn", "redeem"] };

  it("gives all points the date of the last activity", () => {
    const program = shop({ expiry: year });
    const start = play(program, [earn("2024-05-10", "A", 200)], opened(program, "2024-01-01"));
    expect(expirySchedule(start.account, moment("2024-05-10"))).toEqual([{ on: "2025-05-10", points: 200 }]);
    const active = play(program, [earn("2025-05-01", "B", 5)], start);
    expect(expirySchedule(active.account, moment("2025-05-01"))).toEqual([{ on: "2026-05-01", points: 205 }]);
    expect(points(active, "2026-05-01T21:59:59Z")).toEqual({ available: 205 });
    expect(points(active, "2026-05-01T22:00:00Z")).toEqual({});
  });

  it("does not move dates that a command gave, nor backwards, nor beyond another policy", () => {
    const program = shop({ expiry: { kind: "earliest-of", policies: [year, { kind: "rolling", months: 15 }] } });
    const start = play(program, [
      earn("2025-01-10", "A", 1),
      earn("2025-01-10", "B", 2, { expiresOn: "2025-07-01" }),
      redeem("2025-06-10", "r", 1),
    ]);
    // B lapses sooner and pays; A would go to 2026-06-10, but lives 15 months at most.
    expect(expirySchedule(start.account, moment("2025-06-10"))).toEqual([
      { on: "2025-07-01", points: 1 },
      { on: "2026-04-10", points: 1 },
    ]);
    const late = play(program, [earn("2025-02-01", "L", 4)], start);
    // The late earning starts on 1 February, but the account was active on 10 June; its own limit is 1 May 2026.
    expect(expirySchedule(late.account, moment("2025-06-10")).at(-1)).toEqual({ on: "2026-05-01", points: 4 });
    expect(late.account.lastActivityOn).toBe("2025-06-10");
  });

  it("has its clock wherever it stands among several policies", () => {
    const policies = [{ kind: "never" }, { kind: "rolling", months: 15 }, { kind: "earliest-of", policies: [year] }];
    const start = play(shop({ expiry: { kind: "earliest-of", policies } }), [earn("2025-01-10", "A", 1), earn("2025-03-10", "B", 2)]);
    expect(expirySchedule(start.account, moment("2025-03-10"))).toEqual([{ on: "2026-03-10", points: 3 }]);
  });

  it("dates a late adjustment by the last activity", () => {
    const late = play(shop({ expiry: year }), [earn("2025-06-10", "A", 1), adjust("2025-02-01", 4)]);
    expect(expirySchedule(late.account, moment("2025-06-10"))).toEqual([{ on: "2026-06-10", points: 5 }]);
  });

  it("needs no activity for points to come back, nor a program that still has it", () => {
    const program = shop({ expiry: { ...year, activities: ["earn"] } });
    const idle = play(program, [adjust("2025-01-10", 5), redeem("2025-01-11", "r", 5)]);
    expect(idle.account.lastActivityOn).toBeNull();
    const back = play(program, [refund("2025-02-10", "r")], idle);
    expect(expirySchedule(back.account, moment("2025-02-10"))).toEqual([{ on: "2026-01-10", points: 5 }]);
    const active = play(program, [earn("2025-03-10", "A", 1), redeem("2025-03-11", "s", 1)], back);
    const other = play(shop(), [refund("2025-03-12", "s")], active);
    expect(expirySchedule(other.account, moment("2025-03-12"))).toEqual([{ on: "2026-03-10", points: 6 }]);
  });

  it("counts only the activities it names", () => {
    const program = shop({ expiry: { ...year, activities: ["redeem"] } });
    const start = play(program, [earn("2025-01-10", "A", 10), earn("2025-03-10", "B", 20)]);
    expect(expirySchedule(start.account, moment("2025-03-10"))).toEqual([
      { on: "2026-01-10", points: 10 },
      { on: "2026-03-10", points: 20 },
    ]);
    const spent = play(program, [redeem("2025-04-10", "r", 4)], start);
    expect(expirySchedule(spent.account, moment("2025-04-10"))).toEqual([{ on: "2026-04-10", points: 26 }]);
  });
});
