// What time does: in which order at one instant, and what it pays.
import { balanceAt } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { adjust, capture, earn, expire, hold, moment, play, points, redeem, shop, takeBack, types, type Played } from "./support.js";

const program = shop();
const midnight = moment("2025-01-31T23:00:00Z");
/** What was booked with a command, at which instants. */
const booked = (before: Played, after: Played): unknown[] =>
  after.events.slice(before.events.length).map(({ type, at, effectiveAt }) => (at === effectiveAt ? [type, at] : [type, at, effectiveAt]));

describe("at one instant", () => {
  it("activations come before the ends of holds, those before lapses", () => {
    const start = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
      earn("2025-01-02", "B", 20, { activatesOn: "2025-02-01", expiresOn: "2025-02-10" }),
      hold("2025-01-03", "h", 5, "2025-01-31T23:00:00Z"),
    ]);
    const after = play(program, [redeem(midnight, "r", 20)], start);
    expect(booked(start, after)).toEqual([
      ["points-activated", midnight],
      ["hold-released", midnight],
      ["points-lapsed", midnight],
      ["points-redeemed", midnight],
    ]);
    expect(after.account.totals).toMatchObject({ lapsed: 10, redeemed: 20 });
  });

  it("time comes before the command", () => {
    const start = play(program, [earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" })]);
    const after = play(program, [earn(midnight, "B", 5, { expiresOn: "2025-03-31" })], start);
    expect(booked(start, after)).toEqual([
      ["points-lapsed", midnight],
      ["points-earned", midnight],
    ]);
  });

  it("points that become spendable pay debt", () => {
    const start = play(program, [
      earn("2025-01-02", "A", 10),
      redeem("2025-01-02", "r", 10),
      earn("2025-01-02", "B", 8, { activatesOn: "2025-02-01" }),
      earn("2025-01-02", "C", 8, { activatesOn: "2025-02-01", expiresOn: "2025-12-31" }),
      takeBack("2025-01-03", "A"),
    ]);
    expect(points(start, midnight - 1)).toEqual({ pending: 16, debt: 10 });
    expect(points(start, midnight)).toEqual({ available: 6 });
    const after = play(program, [expire("2025-02-05")], start);
    expect(booked(start, after)).toEqual([
      ["points-activated", midnight],
      ["debt-paid", midnight],
      ["expiry-booked", moment("2025-02-05")],
    ]);
    // By consumption: C has a date and pays first.
    expect(after.account.lots).toMatchObject([{ earningId: "B", points: 6 }]);
  });

  it("points that lapse in the moment in which they come free pay nothing", () => {
    const held = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
      earn("2025-01-02", "B", 4),
      hold("2025-01-02", "h", 12, "2025-01-31T23:00:00Z"),
      takeBack("2025-01-03", "A"),
    ]);
    // 2 of B were left and taken, 8 are owed.
    expect(points(held, "2025-01-03")).toEqual({ held: 12, debt: 8 });
    expect(points(held, midnight)).toEqual({ debt: 6 });
    const late = play(program, [adjust("2025-02-10", 3), earn("2025-01-05", "L", 9, { expiresOn: "2025-01-20" })], held);
    // The late earning has lapsed when it becomes known.
    expect(points(late, "2025-02-10")).toEqual({ debt: 3 });
    expect(late.account.totals).toMatchObject({ lapsed: 19 });
  });
});

describe("what is booked late", () => {
  it("is booked at its own instants, each day for itself", () => {
    const start = play(program, [
      earn("2025-01-02", "A", 1, { expiresOn: "2025-01-10" }),
      earn("2025-01-02", "B", 2, { expiresOn: "2025-01-20" }),
      earn("2025-01-02", "C", 4, { activatesOn: "2025-01-15" }),
    ]);
    const after = play(program, [expire("2025-03-01")], start);
    expect(booked(start, after)).toEqual([
      ["points-lapsed", moment("2025-01-10T23:00:00Z")],
      ["points-activated", moment("2025-01-14T23:00:00Z")],
      ["points-lapsed", moment("2025-01-20T23:00:00Z")],
      ["expiry-booked", moment("2025-03-01")],
    ]);
  });

  it("an earning of the past goes through its own activation and lapse", () => {
    const start = play(program, [earn("2025-02-20", "A", 1)]);
    const after = play(program, [earn("2025-01-02", "L", 5, { activatesOn: "2025-01-10", expiresOn: "2025-01-20" })], start);
    expect(booked(start, after)).toEqual([
      ["points-earned", moment("2025-01-02")],
      ["points-activated", moment("2025-01-09T23:00:00Z")],
      ["points-lapsed", moment("2025-01-20T23:00:00Z")],
    ]);
    expect(points(after, "2025-02-20")).toEqual({ available: 1 });
  });

  it("a late credit pays the debt of today", () => {
    const start = play(program, [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack("2025-01-20", "A")]);
    const after = play(program, [earn("2025-01-10", "L", 4)], start);
    expect(points(after, "2025-01-20")).toEqual({ debt: 6 });
    expect(types(after).slice(-2)).toEqual(["points-earned", "debt-paid"]);
  });
});

it("asking does not change anything, and booking changes no answer", () => {
  const start = play(program, [
    earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
    earn("2025-01-02", "B", 20, { activatesOn: "2025-02-01" }),
    hold("2025-01-03", "h", 10, "2025-02-10"),
  ]);
  const before = JSON.stringify(start.account);
  const swept = play(program, [expire("2025-01-20"), expire("2025-02-01"), expire("2025-02-20")], start);
  for (const day of ["2025-01-20", "2025-02-01", "2025-02-20", "2025-12-31"]) {
    const at = Math.max(moment(day), swept.account.newestAt);
    expect(balanceAt(swept.account, at)).toEqual(balanceAt(start.account, at));
  }
  expect(JSON.stringify(start.account)).toBe(before);
  // Held points do not lapse, and a capture after their day works before the hold ends.
  expect(points(play(program, [capture("2025-02-09", "h", "r")], start), "2025-02-09")).toEqual({ available: 20 });
});
