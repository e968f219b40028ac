// Adjustments, imports, extensions, and booking what has lapsed.
import { accountAsOf, expirySchedule } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import {
  adjust,
  earn,
  expire,
  extend,
  hold,
  imported,
  lastEvent,
  moment,
  onPending,
  opened,
  play,
  points,
  redeem,
  refund,
  refusal,
  shop,
  types,
} from "./support.js";
import type { Played } from "./support.js";

const schedule = ({ account }: Played, at: string): (string | number)[][] =>
  expirySchedule(account, moment(at)).map(({ on, points: count }) => [on, count]);

describe("adjustments and imports", () => {
  it("take no more than there is, and get dates of the program", () => {
    const program = shop({ expiry: { kind: "rolling", months: 1 }, pending: { kind: "days", days: 5 }, redemption: { minimum: 100 } });
    const start = play(program, [adjust("2025-01-10", 30)]);
    expect(schedule(start, "2025-01-10")).toEqual([["2025-02-10", 30]]);
    expect(refusal(program, start, adjust("2025-01-11", -31))).toEqual({ code: "insufficient-points", available: 30, requested: 31 });
    expect(points(play(program, [adjust("2025-01-11", -30)], start), "2025-01-11")).toEqual({});
  });

  it("an imported lot that has lapsed lapses at once", () => {
    const start = play(shop(), [
      imported("2025-02-10", [
        { points: 3, expiresOn: "2025-01-31", earnedAt: "2024-01-01T00:00:00Z" },
        { points: 5, expiresOn: "2025-03-31", earnedAt: "2024-02-01T00:00:00Z" },
      ]),
    ]);
    expect(start.account.totals).toMatchObject({ imported: 8, lapsed: 3 });
    expect(points(start, "2025-02-10")).toEqual({ available: 5 });
  });

  it("an import that comes late is there from its own day on", () => {
    const done = play(shop(), [
      adjust("2025-01-20", 1),
      imported("2025-01-10", [{ points: 5, expiresOn: null, earnedAt: "2024-01-01T00:00:00Z" }]),
    ]);
    expect(lastEvent(done, "opening-balance-imported")).toMatchObject({ at: moment("2025-01-10"), effectiveAt: moment("2025-01-10") });
    const before = accountAsOf(done.events, { occurredUntil: moment("2025-01-15") });
    expect(before === null ? null : points({ account: before }, "2025-01-15")).toEqual({ available: 5 });
  });
});

describe("booking what has lapsed", () => {
  it("says how many points have lapsed, not what else time did", () => {
    const done = play(shop(), [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
      earn("2025-01-02", "P", 20, { activatesOn: "2025-02-01" }),
      expire("2025-02-05"),
    ]);
    expect(types(done).slice(2)).toEqual(["points-activated", "points-lapsed", "expiry-booked"]);
    expect(lastEvent(done, "expiry-booked").points).toBe(10);
  });

  it("counts held points that lapsed when their hold ended", () => {
    const done = play(shop(), [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
      hold("2025-01-03", "h", 8, "2025-02-10"),
      expire("2025-02-20"),
    ]);
    // 2 lapsed with January, 8 when they came free.
    expect(types(done).slice(2)).toEqual(["points-lapsed", "hold-released", "expiry-booked"]);
    expect(lastEvent(done, "expiry-booked").points).toBe(10);
  });
});

describe("extension", () => {
  it("never shortens, leaves points without a date alone and reaches pending and held ones", () => {
    const program = shop();
    const start = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-03-31" }),
      earn("2025-01-02", "B", 20, { expiresOn: "2025-12-31" }),
      earn("2025-01-02", "C", 40),
      earn("2025-01-02", "D", 80, { expiresOn: "2025-04-30", activatesOn: "2025-02-01" }),
      hold("2025-01-03", "h", 4),
      { type: "extend-expiry", at: moment("2025-01-04"), to: "2025-06-30" },
    ]);
    expect(lastEvent(start, "expiry-extended")).toMatchObject({ points: 90, earningId: null });
    expect(schedule(start, "2025-01-04")).toEqual([
      ["2025-06-30", 90],
      ["2025-12-31", 20],
    ]);
    const none = play(program, [{ type: "extend-expiry", at: moment("2025-01-05"), to: "2025-05-31", earningId: "B" }], start);
    expect(lastEvent(none, "expiry-extended")).toMatchObject({ points: 0, earningId: "B" });
    expect(refusal(program, start, extend("2025-01-05", "2026-05-31", "Z"))).toEqual({ code: "earning-not-found", earningId: "Z" });
  });

  it("of one earning reaches its restored points, not those of others", () => {
    const program = shop();
    const start = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-03-31" }),
      earn("2025-01-02", "B", 20, { expiresOn: "2025-03-31" }),
      redeem("2025-01-03", "r", 15),
      refund("2025-01-03", "r"),
      { type: "extend-expiry", at: moment("2025-01-04"), to: "2025-06-30", earningId: "A" },
    ]);
    expect(schedule(start, "2025-01-04")).toEqual([
      ["2025-03-31", 20],
      ["2025-06-30", 10],
    ]);
    expect(lastEvent(start, "expiry-extended")).toMatchObject({ points: 10, earningId: "A" });
  });

  it("says how many points it moves: those that have the new date already do not count", () => {
    const start = play(shop(), [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-03-31" }),
      earn("2025-01-02", "B", 20, { expiresOn: "2025-06-30" }),
      earn("2025-01-02", "C", 40),
      extend("2025-01-04", "2025-06-30"),
    ]);
    expect(lastEvent(start, "expiry-extended").points).toBe(10);
  });

  it("changes which points are taken first", () => {
    const start = play(shop(), [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-03-31" }),
      earn("2025-01-02", "B", 20, { expiresOn: "2025-04-30" }),
      extend("2025-01-04", "2025-06-30", "A"),
      redeem("2025-01-05", "r", 5),
    ]);
    expect(lastEvent(start, "points-redeemed").lots).toEqual([{ lot: 2, points: 5, expiresOn: "2025-04-30" }]);
  });

  it("to the date that waiting points have already changes nothing: a command still dates them afresh", () => {
    const program = shop({ expiry: { kind: "rolling", months: 1 }, pending: { kind: "days", days: 14 } });
    const start = play(program, [
      earn("2025-05-01", "A", 100),
      extend("2025-05-02", "2025-06-15"),
      onPending("activate", "2025-05-05", "A"),
    ]);
    expect(schedule(start, "2025-05-05")).toEqual([["2025-06-05", 100]]);
  });

  it("cannot bring back what is gone, swept or not", () => {
    const start = play(shop(), [earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" })], opened(shop()));
    const extension = { type: "extend-expiry", at: moment("2025-02-01"), to: "2025-06-30" } as const;
    expect(points(play(shop(), [extension], start), "2025-02-01")).toEqual({});
    expect(points(play(shop(), [expire("2025-02-01"), extension], start), "2025-02-01")).toEqual({});
  });
});
