import type { ShortfallPolicy } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import {
  adjust,
  earn,
  lastEvent,
  onPending,
  play,
  points,
  redeem,
  refund,
  refusal,
  shop,
  takeBack,
  type Played,
  type Sketch,
} from "./support.js";

const euros = (minor: number): { minor: number; currency: string } => ({ minor, currency: "EUR" });
const left = (minor: number): { remaining: { minor: number; currency: string } } => ({ remaining: euros(minor) });

describe("points that are spent already", () => {
  // 100 for order 1, of which 80 were spent, 10 for order 2; 40 of order 1 are returned.
  const story = [earn("2025-01-02", "O1", 100), redeem("2025-01-03", "r", 80), earn("2025-01-04", "O2", 10)];
  const after = (shortfall: ShortfallPolicy, more: Sketch[] = []): Played =>
    play(shop({ shortfall }), [...story, takeBack("2025-01-05", "O1", { points: 40 }), ...more]);

  it.each([
    ["carry-debt", { debt: 10 }, { available: 15 }, 0],
    ["clamp-to-zero", {}, { available: 25 }, 10],
    ["source-lot-only", { available: 10 }, { available: 35 }, 20],
    ["pending-only", { available: 30 }, { available: 55 }, 40],
  ] as const)("%s", (shortfall, now, afterNext, forgiven) => {
    const returned = after(shortfall);
    expect(points(returned, "2025-01-05")).toEqual(now);
    expect(lastEvent(returned, "earning-reversed")).toMatchObject({ points: 40, forgiven });
    expect(points(after(shortfall, [earn("2025-01-06", "O3", 25)]), "2025-01-06")).toEqual(afterNext);
    // Forgiven or not, 60 are left of the order.
    const program = shop({ shortfall });
    expect(refusal(program, returned, takeBack("2025-01-06", "O1", { points: 61 }))).toEqual({
      code: "exceeds-earning",
      left: 60,
      requested: 61,
    });
  });

  it("reject says what could be taken", () => {
    const program = shop({ shortfall: "reject" });
    const start = play(program, story);
    expect(refusal(program, start, takeBack("2025-01-05", "O1", { points: 40 }))).toEqual({
      code: "insufficient-points",
      available: 30,
      requested: 40,
    });
    expect(points(play(program, [takeBack("2025-01-05", "O1", { points: 30 })], start), "2025-01-05")).toEqual({});
  });

  it("the debt limit is checked with the debt after it", () => {
    const program = shop({ debtLimit: 30 });
    const start = play(program, [...story, redeem("2025-01-04", "s", 30)]);
    const owing = play(program, [takeBack("2025-01-05", "O1", { points: 30 })], start);
    expect(points(owing, "2025-01-05")).toEqual({ debt: 30 });
    expect(refusal(program, owing, takeBack("2025-01-06", "O1", { points: 1 }))).toEqual({
      code: "debt-limit-exceeded",
      debt: 31,
      limit: 30,
    });
    expect(refusal(program, start, takeBack("2025-01-05", "O1", { points: 31 })).code).toBe("debt-limit-exceeded");
  });

  it("a limit that was lowered since refuses only returns that would add debt", () => {
    const owing = play(shop(), [
      earn("2025-01-02", "O1", 100),
      redeem("2025-01-03", "r", 100),
      takeBack("2025-01-04", "O1", { points: 30 }),
      earn("2025-01-05", "P", 8, { activatesOn: "2025-02-01" }),
    ]);
    const strict = shop({ debtLimit: 20 });
    expect(points(play(strict, [takeBack("2025-01-06", "P")], owing), "2025-01-06")).toEqual({ debt: 30 });
    expect(refusal(strict, owing, takeBack("2025-01-06", "O1", { points: 1 }))).toEqual({
      code: "debt-limit-exceeded",
      debt: 31,
      limit: 20,
    });
  });

  it("debt refuses manual debits and redemptions", () => {
    const owing = after("carry-debt");
    expect(refusal(shop(), owing, redeem("2025-01-06", "s", 1))).toEqual({ code: "insufficient-points", available: 0, requested: 1 });
    expect(refusal(shop(), owing, adjust("2025-01-06", -1))).toEqual({ code: "insufficient-points", available: 0, requested: 1 });
  });
});

it("takes pending points, then its own, then others in the order of consumption", () => {
  const program = shop();
  const start = play(program, [
    earn("2025-01-02", "A", 50, { expiresOn: "2025-12-31" }),
    earn("2025-01-02", "B", 50, { expiresOn: "2025-06-30" }),
    earn("2025-01-02", "C", 50),
    redeem("2025-01-03", "r", 70),
    // 50 of B and 20 of A are spent. Back come 10 of A.
    refund("2025-01-03", "r", 10),
    takeBack("2025-01-04", "A", { points: 45 }),
  ]);
  expect(lastEvent(start, "earning-reversed").lots).toEqual([
    { lot: 1, points: 40, expiresOn: "2025-12-31" },
    { lot: 3, points: 5, expiresOn: null },
  ]);
  const waiting = play(program, [
    earn("2025-01-02", "A", 50, { activatesOn: "2025-02-01" }),
    earn("2025-01-02", "B", 20),
    takeBack("2025-01-03", "A", { points: 30 }),
  ]);
  expect(points(waiting, "2025-01-03")).toEqual({ available: 20, pending: 20 });
  const early = play(program, [onPending("activate", "2025-01-04", "A"), takeBack("2025-01-05", "A")], waiting);
  expect(points(early, "2025-01-05")).toEqual({ available: 20 });
});

describe("by what is left of the purchase", () => {
  const order = earn("2025-01-02", "A", 47, { basis: euros(4747) });
  const taken = (...remaining: number[]): number[] => {
    const program = shop();
    let played = play(program, [order]);
    return remaining.map((minor) => {
      played = play(program, [takeBack("2025-01-03", "A", left(minor))], played);
      return lastEvent(played, "earning-reversed").points;
    });
  };

  it("partial returns make the whole together", () => {
    expect(taken(2748, 749, 0)).toEqual([20, 20, 7]);
    expect(taken(3998, 1999, 0)).toEqual([8, 20, 19]);
    // What is kept rises again: nothing is taken, nothing given back.
    expect(taken(2000, 3000, 1000)).toEqual([28, 0, 10]);
  });

  it("mixes with returns by points", () => {
    const program = shop();
    const mixed = play(program, [order, takeBack("2025-01-03", "A", { points: 5 }), takeBack("2025-01-04", "A", left(2748))]);
    expect(lastEvent(mixed, "earning-reversed").points).toBe(15);
    expect(points(play(program, [takeBack("2025-01-05", "A")], mixed), "2025-01-05")).toEqual({});
  });

  it("refuses another currency, no amount, and more than the order", () => {
    const program = shop();
    const start = play(program, [order, earn("2025-01-02", "B", 5)]);
    const dollars = { remaining: { minor: 1, currency: "USD" } };
    expect(refusal(program, start, takeBack("2025-01-03", "A", dollars))).toEqual({
      code: "currency-mismatch",
      expected: "EUR",
      received: "USD",
    });
    expect(refusal(program, start, takeBack("2025-01-03", "B", left(1)))).toEqual({
      code: "currency-mismatch",
      expected: null,
      received: "EUR",
    });
    expect(refusal(program, start, takeBack("2025-01-03", "A", left(4748)))).toEqual({
      code: "exceeds-earning",
      basisMinor: 4747,
      remainingMinor: 4748,
    });
    expect(refusal(program, start, takeBack("2025-01-03", "Z"))).toEqual({ code: "earning-not-found", earningId: "Z" });
  });

  it("is exact far beyond 2^53", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const program = shop();
    const start = play(program, [earn("2025-01-02", "A", most, { basis: euros(most - 1) })]);
    // floor(m (m - 2) / (m - 1)) = m - 2, since m (m - 2) = (m - 1)^2 - 1.
    const one = play(program, [takeBack("2025-01-03", "A", left(most - 2))], start);
    expect(lastEvent(one, "earning-reversed").points).toBe(2);
    const third = play(program, [takeBack("2025-01-03", "A", left(Math.floor(most / 3)))], start);
    const kept = Number((BigInt(most) * BigInt(Math.floor(most / 3))) / BigInt(most - 1));
    expect(lastEvent(third, "earning-reversed").points).toBe(most - kept);
  });

  it("a purchase of nothing keeps nothing", () => {
    const start = play(shop(), [earn("2025-01-02", "A", 5, { basis: euros(0) }), takeBack("2025-01-03", "A", left(0))]);
    expect(points(start, "2025-01-03")).toEqual({});
  });
});

describe("points of the earning that have lapsed", () => {
  const program = shop();
  const lapsed = play(program, [
    earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31", basis: euros(10_000) }),
    redeem("2025-01-03", "r", 60),
    earn("2025-02-10", "B", 50),
  ]);

  it("count as taken", () => {
    const returned = play(program, [takeBack("2025-02-11", "A")], lapsed);
    expect(lastEvent(returned, "earning-reversed")).toMatchObject({
      points: 100,
      lapsed: 40,
      lots: [{ lot: 2, points: 50 }],
      debt: 10,
      forgiven: 0,
    });
    expect(points(returned, "2025-02-11")).toEqual({ debt: 10 });
    expect(returned.account.totals).toMatchObject({ lapsed: 40, reversed: 60 });
  });

  it("count first, and once", () => {
    const first = play(program, [takeBack("2025-02-11", "A", left(7000))], lapsed);
    expect(lastEvent(first, "earning-reversed")).toMatchObject({ points: 30, lapsed: 30, lots: [], debt: 0 });
    expect(points(first, "2025-02-11")).toEqual({ available: 50 });
    const second = play(program, [takeBack("2025-02-11", "A", left(5000))], first);
    expect(lastEvent(second, "earning-reversed")).toMatchObject({ points: 20, lapsed: 10, lots: [{ lot: 2, points: 10 }] });
  });

  it("a return that meets nothing else is accepted, takes nothing and is booked once", () => {
    const gone = play(program, [earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31" })]);
    const returned = play(program, [takeBack("2025-02-11", "A")], gone);
    expect(lastEvent(returned, "earning-reversed")).toMatchObject({
      points: 100,
      lapsed: 100,
      pending: [],
      lots: [],
      debt: 0,
      forgiven: 0,
    });
    expect(points(returned, "2025-02-11")).toEqual({});
    expect(refusal(program, returned, takeBack("2025-02-12", "A"))).toEqual({ code: "already-reversed", id: "A" });
  });

  it("may be points that were restored and lapsed at once", () => {
    const keep = shop({ restoredExpiry: { kind: "keep" } });
    const returned = play(keep, [refund("2025-02-11", "r"), takeBack("2025-02-12", "A")], lapsed);
    expect(lastEvent(returned, "earning-reversed")).toMatchObject({ points: 100, lapsed: 100, lots: [], debt: 0 });
    expect(points(returned, "2025-02-12")).toEqual({ available: 50 });
  });

  it("under reject, too", () => {
    const strict = shop({ shortfall: "reject" });
    expect(refusal(strict, lapsed, takeBack("2025-02-11", "A"))).toEqual({ code: "insufficient-points", available: 90, requested: 100 });
  });
});
