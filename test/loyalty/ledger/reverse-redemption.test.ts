// Spent points that come back.
import { expirySchedule } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { capture, earn, extend, hold, lastEvent, moment, play, points, redeem, refund, refusal, shop } from "./support.js";
import type { Played } from "./support.js";

const schedule = ({ account }: Played, at: string): (string | number)[][] =>
  expirySchedule(account, moment(at)).map(({ on, points: count }) => [on, count]);

/** A: 100 through January; B: 50 through February; 120 of them spent. */
const spent = (definition: object): Played =>
  play(shop(definition), [
    earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31" }),
    earn("2025-01-03", "B", 50, { expiresOn: "2025-02-28" }),
    redeem("2025-01-20", "r", 120),
  ]);

describe("a redemption that is reversed after a lot has lapsed", () => {
  const back = (definition: object): Played => play(shop(definition), [refund("2025-02-10", "r")], spent(definition));

  it("gives at least 30 days", () => {
    const done = back({});
    expect(schedule(done, "2025-02-10")).toEqual([
      ["2025-02-28", 30],
      ["2025-03-12", 120],
    ]);
    expect(points(done, "2025-03-01")).toEqual({ available: 120 });
    expect(points(done, "2025-03-13")).toEqual({});
  });

  it("keeps the dates, and what has lapsed is forfeited", () => {
    const done = back({ restoredExpiry: { kind: "keep" } });
    expect(schedule(done, "2025-02-10")).toEqual([["2025-02-28", 50]]);
    expect(lastEvent(done, "redemption-reversed")).toMatchObject({
      points: 120,
      forfeited: 100,
      restored: [
        { from: 2, lot: 2, points: 20, lapsed: 0 },
        { from: 1, points: 100, lapsed: 100 },
      ],
    });
    expect(done.account.totals).toMatchObject({ restored: 120, lapsed: 100 });
  });

  it("counts afresh from the reversal", () => {
    const done = back({ restoredExpiry: { kind: "reissue" }, expiry: { kind: "rolling", months: 6 } });
    expect(schedule(done, "2025-02-10")).toEqual([
      ["2025-02-28", 30],
      ["2025-08-10", 120],
    ]);
  });

  it("may be forbidden", () => {
    const forbidden = { restoredExpiry: { kind: "forbidden" } };
    expect(refusal(shop(forbidden), spent(forbidden), refund("2025-02-10", "r"))).toEqual({ code: "reversal-forbidden" });
    expect(refusal(shop(forbidden), spent(forbidden), refund("2025-02-10", "s")).code).toBe("redemption-not-found");
  });

  it("counts grace from its own day when it comes late", () => {
    const program = shop();
    const start = play(program, [earn("2025-02-20", "C", 1, { expiresOn: "2025-02-21" })], spent({}));
    const late = play(program, [refund("2025-02-10", "r")], start);
    expect(schedule(late, "2025-02-20")).toEqual([
      ["2025-02-21", 1],
      ["2025-02-28", 30],
      ["2025-03-12", 120],
    ]);
  });
});

describe("points that come back", () => {
  it("come in the reverse order of the redemption", () => {
    const start = spent({});
    const part = play(shop(), [refund("2025-01-21", "r", 25)], start);
    expect(lastEvent(part, "redemption-reversed").restored.map(({ from, points: count }) => [from, count])).toEqual([
      [2, 20],
      [1, 5],
    ]);
    const all = play(shop(), [refund("2025-01-22", "r")], part);
    expect(lastEvent(all, "redemption-reversed")).toMatchObject({ points: 95 });
    expect(refusal(shop(), all, refund("2025-01-22", "r", 1))).toEqual({ code: "already-reversed", id: "r" });
    expect(refusal(shop(), part, refund("2025-01-22", "r", 96))).toEqual({ code: "exceeds-redemption", left: 95, requested: 96 });
  });

  it("or by the date at redemption", () => {
    const definition = { restoreOrder: "soonest-expiry-first", consumption: "last-in-first-out" };
    const start = spent(definition);
    const part = play(shop(definition), [refund("2025-01-21", "r", 80)], start);
    // Spent: B 50, then A 70. Back: A 70, then B 10.
    expect(lastEvent(part, "redemption-reversed").restored.map(({ from, points: count }) => [from, count])).toEqual([
      [1, 70],
      [2, 10],
    ]);
  });

  it("restoring what was added to a redemption leaves the smaller redemption", () => {
    const program = shop({ restoredExpiry: { kind: "keep" } });
    const start = play(program, [
      earn("2025-01-02", "A", 30, { expiresOn: "2025-03-31" }),
      earn("2025-01-02", "B", 30, { expiresOn: "2025-02-28" }),
    ]);
    const less = play(program, [redeem("2025-01-03", "r", 35)], start);
    const more = play(program, [redeem("2025-01-03", "r", 55), refund("2025-01-03", "r", 20)], start);
    expect(more.account.lots).toEqual(less.account.lots);
    expect(lastEvent(play(program, [refund("2025-01-04", "r")], more), "redemption-reversed").restored).toEqual(
      lastEvent(play(program, [refund("2025-01-04", "r")], less), "redemption-reversed").restored,
    );
  });

  it("get the next free numbers where their old lot is there with another date", () => {
    const program = shop();
    const done = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
      earn("2025-01-02", "B", 20, { expiresOn: "2025-02-05" }),
      redeem("2025-01-03", "r", 4),
      redeem("2025-01-03", "s", 18),
    ]);
    expect(done.account.lots).toMatchObject([{ lot: 2, points: 8 }]);
    const back = play(program, [extend("2025-01-04", "2025-06-30"), refund("2025-01-20", "s"), refund("2025-01-20", "r")], done);
    // s took 6 of A and 12 of B. Back comes B first, with grace to 19 February beside the 8 that were extended; then A, in its old lot.
    expect(lastEvent(back, "redemption-reversed").restored).toMatchObject([{ from: 1, lot: 1, points: 4 }]);
    expect(back.account.lots.map(({ lot, points: count, expiresOn }) => [lot, count, expiresOn])).toEqual([
      [1, 10, "2025-02-19"],
      [3, 12, "2025-02-19"],
      [2, 8, "2025-06-30"],
    ]);
    expect(back.account.nextLot).toBe(4);
  });

  it("are given grace once", () => {
    const program = shop();
    let done = play(program, [earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" })]);
    for (const [i, day] of ["2025-01-25", "2025-02-20", "2025-02-24"].entries()) {
      done = play(program, [redeem(day, `r${String(i)}`, 10), refund(day, `r${String(i)}`)], done);
    }
    expect(schedule(done, "2025-02-24")).toEqual([["2025-02-24", 10]]);
    expect(points(done, "2025-02-25")).toEqual({});
  });

  it("keep their grace for when it is needed", () => {
    const program = shop();
    const start = play(program, [earn("2025-01-02", "A", 10, { expiresOn: "2025-03-31" })]);
    // On 1 March the date is 30 days off already: nothing is spent of the grace.
    const first = play(program, [redeem("2025-02-01", "r", 10), refund("2025-03-01", "r")], start);
    expect(schedule(first, "2025-03-01")).toEqual([["2025-03-31", 10]]);
    const second = play(program, [redeem("2025-03-02", "s", 10), refund("2025-03-02", "s")], first);
    expect(schedule(second, "2025-03-02")).toEqual([["2025-04-01", 10]]);
  });

  it("without a date stay without", () => {
    for (const kind of ["keep-but-at-least", "keep", "reissue"]) {
      const program = shop({ restoredExpiry: { kind }, expiry: { kind: "rolling", days: 5 } });
      const done = play(program, [
        earn("2025-01-02", "A", 10, { expiresOn: null }),
        redeem("2025-01-03", "r", 10),
        refund("2025-06-01", "r"),
      ]);
      expect(points(done, "2035-01-01")).toEqual({ available: 10 });
    }
  });

  it("keep their earning and their place", () => {
    const program = shop({ consumption: "first-in-first-out" });
    const done = play(program, [
      earn("2025-01-02", "A", 10),
      earn("2025-01-03", "B", 10),
      redeem("2025-01-04", "r", 15),
      refund("2025-01-05", "r", 8),
      redeem("2025-01-06", "s", 4),
    ]);
    // Back came 5 of B, then 3 of A; A is taken first again.
    expect(lastEvent(done, "points-redeemed").lots).toEqual([
      { lot: 1, points: 3, expiresOn: null },
      { lot: 2, points: 1, expiresOn: null },
    ]);
    expect(done.account.lots).toMatchObject([{ lot: 2, order: 2, earningId: "B", points: 9 }]);
  });

  it("join the account's clock before grace is given", () => {
    const program = shop({ expiry: { kind: "inactivity", days: 20, activities: ["earn"] } });
    const start = play(program, [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), earn("2025-01-20", "B", 1)]);
    const joined = play(program, [refund("2025-01-25", "r")], start);
    // The clock says 9 February, the grace 24 February.
    expect(schedule(joined, "2025-01-25")).toEqual([
      ["2025-02-09", 1],
      ["2025-02-24", 10],
    ]);
    const kept = shop({ expiry: program.expiry, restoredExpiry: { kind: "keep" } });
    expect(schedule(play(kept, [refund("2025-01-25", "r")], start), "2025-01-25")).toEqual([["2025-02-09", 11]]);
  });

  it("are of a captured hold as of a redemption", () => {
    const program = shop();
    const done = play(program, [
      earn("2025-01-02", "A", 10),
      hold("2025-01-03", "h", 8),
      capture("2025-01-04", "h", "r", 6),
      refund("2025-01-05", "r"),
    ]);
    expect(points(done, "2025-01-05")).toEqual({ available: 10 });
  });
});

it("redemptions are forgotten like earnings", () => {
  const program = shop({ rememberDays: 10 });
  const start = play(program, [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 4)]);
  expect(points(play(program, [refund("2025-01-13", "r")], start), "2025-01-13")).toEqual({ available: 10 });
  expect(refusal(program, start, refund("2025-01-14", "r"))).toEqual({ code: "redemption-not-found", redemptionId: "r" });
  expect(refusal(program, start, redeem("2025-01-13", "r", 1)).code).toBe("id-in-use");
  expect(points(play(program, [redeem("2025-01-14", "r", 1)], start), "2025-01-14")).toEqual({ available: 5 });
});
