import { expirySchedule } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { earn, lastEvent, moment, onPending, play, points, redeem, refusal, shop, takeBack, types } from "./support.js";

describe("points that wait", () => {
  const months = { kind: "rolling", months: 1 };

  it("for some days begin with a local day, and their time counts from it", () => {
    const program = shop({ expiry: months, pending: { kind: "days", days: 14 } });
    const start = play(program, [earn("2025-05-01", "A", 100)]);
    expect(points(start, "2025-05-14T21:59:59.999Z")).toEqual({ pending: 100 });
    expect(points(start, "2025-05-14T22:00:00Z")).toEqual({ available: 100 });
    expect(expirySchedule(start.account, moment("2025-05-01"))).toEqual([{ on: "2025-06-15", points: 100 }]);
    expect(points(play(program, [takeBack("2025-05-10", "A", { points: 30 })], start), "2025-05-10")).toEqual({ pending: 70 });
  });

  it("may have their time counted from the earning", () => {
    const program = shop({ expiry: months, expiryStarts: "earned", pending: { kind: "days", days: 14 } });
    const start = play(program, [earn("2025-05-01", "A", 100)]);
    expect(expirySchedule(start.account, moment("2025-05-01"))).toEqual([{ on: "2025-06-01", points: 100 }]);
    const early = play(program, [onPending("activate", "2025-05-05", "A")], start);
    expect(expirySchedule(early.account, moment("2025-05-05"))).toEqual([{ on: "2025-06-01", points: 100 }]);
  });

  it("until a command activates them have no date before", () => {
    const program = shop({ expiry: months, pending: { kind: "until-activated", cancelAfterDays: 10 } });
    const start = play(program, [earn("2025-05-01", "A", 100), earn("2025-05-01", "B", 1)]);
    expect(expirySchedule(start.account, moment("2025-05-01"))).toEqual([]);
    const active = play(program, [onPending("activate", "2025-05-11", "A")], start);
    expect(points(active, "2025-05-11")).toEqual({ available: 100, pending: 1 });
    expect(expirySchedule(active.account, moment("2025-05-11"))).toEqual([{ on: "2025-06-11", points: 100 }]);
    // Pending through 11 May, cancelled with the first instant of the 12th.
    expect(points(active, "2025-05-11T21:59:59.999Z")).toEqual({ available: 100, pending: 1 });
    expect(points(active, "2025-05-11T22:00:00Z")).toEqual({ available: 100 });
    const later = play(program, [redeem("2025-05-20", "r", 1)], active);
    expect(later.account.totals).toMatchObject({ cancelled: 1, lapsed: 0 });
    expect(refusal(program, later, onPending("activate", "2025-05-20", "B"))).toEqual({ code: "not-pending", earningId: "B" });
    expect(refusal(program, later, takeBack("2025-05-20", "B"))).toEqual({ code: "already-reversed", id: "B" });
    expect(refusal(program, later, onPending("activate", "2025-05-20", "A"))).toEqual({ code: "not-pending", earningId: "A" });
    expect(refusal(program, later, onPending("activate", "2025-05-20", "Z"))).toEqual({ code: "earning-not-found", earningId: "Z" });
  });

  it("that a command cancels count as reversed", () => {
    const program = shop({ pending: { kind: "until-activated" } });
    const start = play(program, [earn("2025-05-01", "A", 100), takeBack("2025-05-02", "A", { points: 40 })]);
    expect(points(start, "2025-05-02")).toEqual({ pending: 60 });
    const cancelled = play(program, [onPending("cancel-pending", "2025-05-03", "A")], start);
    expect(points(cancelled, "2025-05-03")).toEqual({});
    expect(cancelled.account.totals).toMatchObject({ earned: 100, reversed: 40, cancelled: 60 });
    expect(refusal(program, cancelled, takeBack("2025-05-03", "A", { points: 1 })).code).toBe("already-reversed");
  });

  it("until the day of the command have no deadline of the policy", () => {
    const program = shop({ expiry: months, pending: { kind: "until-activated", cancelAfterDays: 10 } });
    const start = play(program, [
      earn("2025-05-01", "A", 100, { activatesOn: "2025-06-01" }),
      earn("2025-05-01", "B", 1, { activatesOn: "2025-05-01" }),
    ]);
    expect(points(start, "2025-05-01")).toEqual({ available: 1, pending: 100 });
    expect(points(start, "2025-05-31T22:00:00Z")).toEqual({ available: 101 });
    expect(expirySchedule(start.account, moment("2025-05-01"))).toEqual([
      { on: "2025-06-01", points: 1 },
      { on: "2025-07-01", points: 100 },
    ]);
  });

  it.each(["2025-05-01", "2025-04-20"])("until %s, on 1 May, do not wait, and their time counts from 1 May", (activatesOn) => {
    const program = shop({ expiry: months });
    const start = play(program, [earn("2025-05-01", "A", 100, { activatesOn })]);
    expect(types(start)).toEqual(["points-earned"]);
    expect(lastEvent(start, "points-earned")).toMatchObject({ pending: null, expiresOn: "2025-06-01" });
  });

  it("for no days do not wait", () => {
    expect(types(play(shop({ pending: { kind: "days", days: 0 } }), [earn("2025-05-01", "A", 100)]))).toEqual(["points-earned"]);
  });

  it("with a date of the command keep it when a command activates them", () => {
    const program = shop({ expiry: months, pending: { kind: "until-activated" } });
    const start = play(program, [earn("2025-05-01", "A", 100, { expiresOn: "2025-12-31" }), onPending("activate", "2025-05-10", "A")]);
    expect(expirySchedule(start.account, moment("2025-05-10"))).toEqual([{ on: "2025-12-31", points: 100 }]);
  });

  it("lapse on a date of their own, active or not", () => {
    const program = shop({ pending: { kind: "until-activated" } });
    const start = play(program, [earn("2025-05-01", "A", 100, { expiresOn: "2025-05-10" })]);
    expect(points(start, "2025-05-10")).toEqual({ pending: 100 });
    expect(points(start, "2025-05-11")).toEqual({});
    const booked = play(program, [earn("2025-05-12", "B", 1)], start);
    expect(lastEvent(booked, "points-lapsed")).toMatchObject({ points: 100, lots: [], pending: [{ lot: 1, points: 100 }] });
  });

  it("are known for ever while they wait", () => {
    const program = shop({ pending: { kind: "until-activated" }, rememberDays: 10 });
    const start = play(program, [earn("2025-05-01", "A", 100), earn("2025-05-01", "B", 5), onPending("activate", "2025-05-01", "B")]);
    expect(refusal(program, start, takeBack("2025-05-12", "B")).code).toBe("earning-not-found");
    expect(refusal(program, start, earn("2025-09-01", "A", 1)).code).toBe("id-in-use");
    expect(points(play(program, [takeBack("2025-09-01", "A", { points: 30 })], start), "2025-09-01")).toEqual({
      available: 5,
      pending: 70,
    });
  });

  it("counted again when activated by command, unless extended", () => {
    const program = shop({ expiry: months, pending: { kind: "days", days: 14 } });
    const start = play(program, [earn("2025-05-01", "A", 100)]);
    const early = play(program, [onPending("activate", "2025-05-05", "A")], start);
    expect(expirySchedule(early.account, moment("2025-05-05"))).toEqual([{ on: "2025-06-05", points: 100 }]);
    const extended = play(
      program,
      [{ type: "extend-expiry", at: moment("2025-05-04"), to: "2025-12-31" }, onPending("activate", "2025-05-05", "A")],
      start,
    );
    expect(expirySchedule(extended.account, moment("2025-05-05"))).toEqual([{ on: "2025-12-31", points: 100 }]);
  });
});

it("an earning that comes late gets its dates from its own day and is appended", () => {
  const program = shop();
  const start = play(program, [earn("2025-05-01", "L1", 100, { expiresOn: "2025-06-30" }), redeem("2025-05-10", "r", 50)]);
  const late = play(program, [earn("2025-05-05", "L2", 60, { expiresOn: "2025-05-31", recordedAt: "2025-05-12T00:00:00Z" })], start);
  expect(expirySchedule(late.account, moment("2025-05-12"))).toEqual([
    { on: "2025-05-31", points: 60 },
    { on: "2025-06-30", points: 50 },
  ]);
  expect(lastEvent(late, "points-earned")).toMatchObject({
    at: moment("2025-05-05"),
    effectiveAt: moment("2025-05-05"),
    recordedAt: moment("2025-05-12T00:00:00Z"),
  });
});

it("an earning that comes late has the date of the activity after it from the beginning", () => {
  const program = shop({ expiry: { kind: "inactivity", months: 12, activities: ["earn", "redeem"] } });
  const late = play(program, [earn("2025-01-10", "A", 9), redeem("2025-06-10", "r", 1), earn("2025-02-01", "L", 4)]);
  expect(lastEvent(late, "points-earned")).toMatchObject({ expiresOn: "2026-06-10", movableUntil: "9999-12-31" });
});

it("an id that is known is refused, one that is forgotten is free", () => {
  const program = shop({ rememberDays: 10 });
  const start = play(program, [earn("2025-05-01", "A", 100)]);
  expect(refusal(program, start, earn("2025-05-11", "A", 1, { key: "other" }))).toEqual({ code: "id-in-use", id: "A" });
  const again = play(program, [earn("2025-05-12", "A", 1)], start);
  expect(points(again, "2025-05-12")).toEqual({ available: 101 });
  // The new earning has its one point; the return leaves the old hundred alone.
  expect(points(play(program, [takeBack("2025-05-13", "A")], again), "2025-05-13")).toEqual({ available: 100 });
});
