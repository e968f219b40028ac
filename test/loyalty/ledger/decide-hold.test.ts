import { describe, expect, it } from "vitest";
import {
  capture,
  earn,
  expire,
  hold,
  lastEvent,
  moment,
  onPending,
  play,
  points,
  redeem,
  refund,
  refusal,
  release,
  shop,
  takeBack,
} from "./support.js";
import { expirySchedule } from "clientele/loyalty";

const program = shop();
const start = play(program, [earn("2025-01-02", "A", 100)]);

describe("a hold", () => {
  const held = play(program, [hold("2025-01-03", "h", 60)], start);

  it("sets points aside at once, never more than there are", () => {
    expect(points(held, "2025-01-03")).toEqual({ available: 40, held: 60 });
    expect(refusal(program, held, hold("2025-01-03", "i", 50))).toEqual({ code: "insufficient-points", available: 40, requested: 50 });
    expect(refusal(program, held, redeem("2025-01-03", "r", 50)).code).toBe("insufficient-points");
    expect(refusal(program, held, hold("2025-01-03", "h", 1, "2025-01-09"))).toEqual({ code: "id-in-use", id: "h" });
  });

  it("captured in part gives the rest back", () => {
    const done = play(program, [capture("2025-01-04", "h", "r", 45)], held);
    expect(points(done, "2025-01-04")).toEqual({ available: 55 });
    expect(done.account.totals.redeemed).toBe(45);
    for (const command of [capture("2025-01-04", "h", "s"), release("2025-01-04", "h")]) {
      expect(refusal(program, done, command)).toEqual({ code: "hold-settled", holdId: "h" });
    }
    expect(refusal(program, done, hold("2025-01-04", "h", 1)).code).toBe("id-in-use");
  });

  it("captured without points is captured whole, beyond it not at all", () => {
    expect(refusal(program, held, capture("2025-01-04", "h", "r", 61))).toEqual({ code: "exceeds-hold", held: 60, requested: 61 });
    expect(refusal(program, held, capture("2025-01-04", "i", "r"))).toEqual({ code: "hold-not-found", holdId: "i" });
    const done = play(program, [capture("2025-01-04", "h", "r")], held);
    expect(points(done, "2025-01-04")).toEqual({ available: 40 });
    const other = play(program, [redeem("2025-01-04", "r", 1)], held);
    expect(refusal(program, other, capture("2025-01-04", "h", "r"))).toEqual({ code: "id-in-use", id: "r" });
  });

  it("released is as if it had not been", () => {
    const done = play(program, [release("2025-01-03", "h")], held);
    expect(done.account.lots).toEqual(start.account.lots);
    expect(points(done, "2025-01-03")).toEqual({ available: 100 });
  });

  it("obeys the limits of redemptions, and so does its capture", () => {
    const limits = shop({ redemption: { minimum: 20, increment: 10, maximum: 70 } });
    expect(refusal(limits, start, hold("2025-01-03", "i", 10)).code).toBe("below-minimum");
    expect(refusal(limits, start, hold("2025-01-03", "i", 25)).code).toBe("not-a-multiple");
    expect(refusal(limits, start, hold("2025-01-03", "i", 80)).code).toBe("above-maximum");
    expect(refusal(limits, held, capture("2025-01-04", "h", "r", 10)).code).toBe("below-minimum");
    expect(refusal(limits, held, capture("2025-01-04", "h", "r", 90))).toEqual({ code: "above-maximum", maximum: 70, requested: 90 });
  });

  it("cannot be reached by a return: what is missing is debt", () => {
    const returned = play(program, [takeBack("2025-01-04", "A")], held);
    expect(points(returned, "2025-01-04")).toEqual({ held: 60, debt: 60 });
    // Released points pay the debt before anybody can spend them.
    const released = play(program, [release("2025-01-05", "h")], returned);
    expect(points(released, "2025-01-05")).toEqual({});
    const captured = play(program, [capture("2025-01-05", "h", "r", 50)], returned);
    expect(points(captured, "2025-01-05")).toEqual({ debt: 50 });
    expect(points(play(program, [refund("2025-01-06", "r")], captured), "2025-01-06")).toEqual({});
  });
});

describe("the end of a hold", () => {
  const until = "2025-01-05T10:00:00Z";
  const held = play(program, [hold("2025-01-03", "h", 60, until)], start);
  const end = moment(until);

  it("comes at its instant", () => {
    expect(points(held, end - 1)).toEqual({ available: 40, held: 60 });
    expect(points(held, end)).toEqual({ available: 100 });
    expect(points(play(program, [capture(end - 1, "h", "r")], held), end)).toEqual({ available: 40 });
    for (const command of [capture(end, "h", "r"), release(end, "h")]) {
      expect(refusal(program, held, command)).toEqual({ code: "hold-expired", holdId: "h" });
    }
  });

  it("is final even for a capture dated before", () => {
    const later = play(program, [earn("2025-01-06", "B", 1)], held);
    expect(lastEvent(later, "hold-released")).toMatchObject({ at: end, by: "time", points: 60 });
    expect(refusal(program, later, capture("2025-01-04", "h", "r"))).toEqual({ code: "hold-expired", holdId: "h" });
  });

  it("at or before its own beginning is the beginning", () => {
    const done = play(program, [hold("2025-01-06", "i", 5, "2025-01-06")], start);
    expect(points(done, "2025-01-06")).toEqual({ available: 100 });
    expect(refusal(program, done, capture("2025-01-06", "i", "r"))).toEqual({ code: "hold-expired", holdId: "i" });
  });

  it("pays debt with what comes free", () => {
    const returned = play(program, [takeBack("2025-01-04", "A")], held);
    expect(points(returned, end - 1)).toEqual({ held: 60, debt: 60 });
    expect(points(returned, end)).toEqual({});
  });
});

describe("held points after their day", () => {
  const lots = [
    earn("2025-01-02", "A", 60, { expiresOn: "2025-01-03" }),
    earn("2025-01-02", "B", 40, { expiresOn: "2025-01-31" }),
    hold("2025-01-03", "h", 80),
  ];
  const held = play(program, lots);

  it("do not lapse, and can be captured in their order", () => {
    expect(points(held, "2025-01-04")).toEqual({ available: 20, held: 80 });
    // Held points past their day are in no schedule.
    expect(expirySchedule(held.account, moment("2025-01-04"))).toEqual([{ on: "2025-01-31", points: 40 }]);
    const done = play(program, [capture("2025-01-04", "h", "r", 50)], held);
    expect(lastEvent(done, "hold-captured")).toMatchObject({
      lots: [{ lot: 1, points: 50 }],
      released: [
        { from: 1, points: 10, lapsed: 10 },
        { from: 2, points: 20, lapsed: 0 },
      ],
    });
    expect(points(done, "2025-01-04")).toEqual({ available: 40 });
  });

  it("lapse when they are released", () => {
    const done = play(program, [release("2025-01-04", "h")], held);
    expect(points(done, "2025-01-04")).toEqual({ available: 40 });
    expect(done.account.totals.lapsed).toBe(60);
    const returned = play(program, [takeBack("2025-01-05", "A")], done);
    expect(lastEvent(returned, "earning-reversed")).toMatchObject({ points: 60, lapsed: 60, debt: 0 });
  });

  it("are live: an extension or an activity gives them a later day", () => {
    const extended = play(
      program,
      [{ type: "extend-expiry", at: moment("2025-01-10"), to: "2025-02-28" }, release("2025-01-11", "h")],
      held,
    );
    expect(points(extended, "2025-01-11")).toEqual({ available: 100 });
    const clock = shop({ expiry: { kind: "inactivity", days: 5, activities: ["earn"] } });
    const idle = play(clock, [
      earn("2025-01-02", "A", 10),
      hold("2025-01-03", "h", 10),
      earn("2025-01-20", "B", 1),
      release("2025-01-21", "h"),
    ]);
    expect(points(idle, "2025-01-21")).toEqual({ available: 11 });
  });

  it("pay no debt when they lapse on release", () => {
    const returned = play(program, [takeBack("2025-01-03", "B")], held);
    expect(points(returned, "2025-01-04")).toEqual({ held: 80, debt: 20 });
    const done = play(program, [release("2025-01-04", "h")], returned);
    expect(points(done, "2025-01-04")).toEqual({});
    // 60 lapsed; 20 of B came free and paid.
    expect(done.account.totals).toMatchObject({ lapsed: 60, reversed: 40 });
  });

  it("lapse on time when the program says so", () => {
    const strict = shop({ heldPoints: "expire" });
    const open = play(strict, lots);
    expect(points(open, "2025-01-04")).toEqual({ available: 20, held: 20 });
    const done = play(strict, [capture("2025-01-04", "h", "r")], open);
    expect(done.account.totals).toMatchObject({ redeemed: 20, lapsed: 60 });
    expect(refusal(strict, open, capture("2025-01-04", "h", "r", 21))).toEqual({ code: "exceeds-hold", held: 20, requested: 21 });
    expect(points(open, "2025-02-01")).toEqual({});
    expect(refusal(strict, open, capture("2025-02-01", "h", "r"))).toEqual({ code: "hold-expired", holdId: "h" });
    const swept = play(strict, [expire("2025-02-01")], open);
    expect(lastEvent(swept, "points-lapsed")).toMatchObject({
      points: 40,
      lots: [{ lot: 2, points: 20 }],
      held: [{ holdId: "h", points: 20 }],
    });
  });
});

it("a capture is an activity as a redemption is", () => {
  const clock = shop({ expiry: { kind: "inactivity", months: 1, activities: ["redeem"] } });
  const done = play(clock, [earn("2025-01-02", "A", 10), hold("2025-01-03", "h", 4), capture("2025-01-20", "h", "r", 3)]);
  expect(expirySchedule(done.account, moment("2025-01-20"))).toEqual([{ on: "2025-02-20", points: 7 }]);
  expect(done.account.lastActivityOn).toBe("2025-01-20");
});

it("ended holds are forgotten, open ones are not", () => {
  const forgetful = shop({ rememberDays: 10 });
  const begun = play(forgetful, [
    earn("2025-01-02", "A", 10),
    hold("2025-01-02", "h", 4),
    hold("2025-01-02", "i", 4),
    release("2025-01-02", "i"),
  ]);
  expect(refusal(forgetful, begun, hold("2025-03-02", "h", 1)).code).toBe("id-in-use");
  expect(refusal(forgetful, begun, release("2025-01-12", "i")).code).toBe("hold-settled");
  expect(refusal(forgetful, begun, release("2025-01-13", "i")).code).toBe("hold-not-found");
  const done = play(forgetful, [hold("2025-03-02", "i", 1), capture("2025-03-02", "h", "r")], begun);
  expect(points(done, "2025-03-02")).toEqual({ available: 5, held: 1 });
});

it("points that wait cannot be held", () => {
  const waiting = shop({ pending: { kind: "until-activated" } });
  const begun = play(waiting, [earn("2025-01-02", "A", 10)]);
  expect(refusal(waiting, begun, hold("2025-01-02", "h", 1))).toEqual({ code: "insufficient-points", available: 0, requested: 1 });
  expect(points(play(waiting, [onPending("activate", "2025-01-02", "A"), hold("2025-01-02", "h", 1)], begun), "2025-01-02")).toEqual({
    available: 9,
    held: 1,
  });
});

it("a hold that comes late with an end in the past ends at once", () => {
  const later = play(program, [earn("2025-01-20", "B", 1)], start);
  const done = play(program, [hold("2025-01-05", "h", 10, "2025-01-10")], later);
  expect(points(done, "2025-01-20")).toEqual({ available: 101 });
  expect(refusal(program, done, capture("2025-01-06", "h", "r"))).toEqual({ code: "hold-expired", holdId: "h" });
});
