import { describe, expect, it } from "vitest";
import { earn, imported, lastEvent, moment, play, points, redeem, refusal, shop } from "./support.js";

describe("a redemption", () => {
  it("takes the points that lapse soonest, those without a date last", () => {
    const start = play(shop(), [
      earn("2025-01-02", "never", 5),
      earn("2025-01-03", "late", 5, { expiresOn: "2025-12-31" }),
      earn("2025-01-05", "soon-2", 5, { expiresOn: "2025-06-30" }),
      earn("2025-01-04", "soon-1", 5, { expiresOn: "2025-06-30" }),
      redeem("2025-01-06", "r", 12),
    ]);
    // soon-1 was booked last, but earned earlier.
    expect(lastEvent(start, "points-redeemed").lots.map(({ lot, points: count }) => [lot, count])).toEqual([
      [4, 5],
      [3, 5],
      [2, 2],
    ]);
  });

  it.each([
    ["first-in-first-out", [3, 1, 2, 4]],
    ["last-in-first-out", [4, 2, 1, 3]],
  ])("%s goes by the day of earning, then by booking", (consumption, order) => {
    const start = play(shop({ consumption }), [
      earn("2025-01-03", "A", 1, { expiresOn: "2025-03-01" }),
      earn("2025-01-03", "B", 1, { expiresOn: "2025-02-01" }),
      earn("2025-01-02", "C", 1),
      earn("2025-01-04", "D", 1, { expiresOn: "2025-02-01" }),
      redeem("2025-01-05", "r", 4),
    ]);
    expect(lastEvent(start, "points-redeemed").lots.map(({ lot }) => lot)).toEqual(order);
  });

  it("imported points count from the day they were earned", () => {
    const start = play(shop({ consumption: "first-in-first-out" }), [
      earn("2025-01-03", "A", 5),
      imported("2025-01-04", [
        { points: 3, expiresOn: null, earnedAt: "2025-01-03T11:00:00Z" },
        { points: 4, expiresOn: null, earnedAt: "2024-01-03T11:00:00Z" },
      ]),
      redeem("2025-01-05", "r", 10),
    ]);
    expect(lastEvent(start, "points-redeemed").lots.map(({ lot, points: count }) => [lot, count])).toEqual([
      [3, 4],
      [1, 5],
      [2, 1],
    ]);
  });

  it("keeps within the program's limits, checked before the balance", () => {
    const program = shop({ redemption: { minimum: 20, increment: 10, maximum: 60 } });
    const start = play(program, [earn("2025-01-02", "A", 50)]);
    expect(refusal(program, start, redeem("2025-01-03", "r", 10))).toEqual({ code: "below-minimum", minimum: 20, requested: 10 });
    expect(refusal(program, start, redeem("2025-01-03", "r", 25))).toEqual({ code: "not-a-multiple", increment: 10, requested: 25 });
    expect(refusal(program, start, redeem("2025-01-03", "r", 70))).toEqual({ code: "above-maximum", maximum: 60, requested: 70 });
    expect(refusal(program, start, redeem("2025-01-03", "r", 60))).toEqual({ code: "insufficient-points", available: 50, requested: 60 });
    expect(points(play(program, [redeem("2025-01-03", "r", 50)], start), "2025-01-03")).toEqual({});
  });

  it("does not let one customer's lapsed points take others' place", () => {
    // The sum of what has not lapsed less all redemptions would be 10.
    const start = play(shop(), [
      earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31" }),
      earn("2025-01-02", "B", 50, { expiresOn: "2025-02-28" }),
      earn("2025-01-02", "C", 80, { expiresOn: "2025-11-30" }),
      redeem("2025-01-20", "r", 120),
    ]);
    expect(points(start, "2025-02-10")).toEqual({ available: 110 });
  });

  it("that comes late sees the lots of today", () => {
    const program = shop();
    const start = play(program, [earn("2025-01-10", "A", 10, { expiresOn: "2025-01-12" }), earn("2025-01-20", "B", 10)]);
    expect(refusal(program, start, redeem("2025-01-11", "r", 11))).toEqual({ code: "insufficient-points", available: 10, requested: 11 });
    const late = play(program, [redeem("2025-01-05", "r", 10)], start);
    expect(lastEvent(late, "points-redeemed")).toMatchObject({
      at: moment("2025-01-05"),
      effectiveAt: moment("2025-01-20"),
      lots: [{ lot: 2, points: 10, expiresOn: null }],
    });
  });
});
