import { balanceAt, pointStatement, transferPoints, type PointStatement } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { merged } from "./merging.js";
import {
  adjust,
  capture,
  earn,
  extend,
  hold,
  moment,
  opened,
  play,
  points,
  redeem,
  refund,
  release,
  shop,
  status,
  takeBack,
  type Played,
} from "./support.js";

const program = shop();
/** From the first instant of a local day in Berlin to that of another. */
const between = ({ events }: Pick<Played, "events">, from: string, to: string): PointStatement =>
  pointStatement(events, { from: `${from}T00:00:00+01:00`, to: `${to}T00:00:00+01:00` });
const lines = ({ lines: all }: PointStatement): unknown[] => all.map(({ type, points: count, net }) => [type, count, net]);
const LATE = { recordedAt: "2025-02-20T00:00:00Z" };

describe("a line", () => {
  it("names what it is about, when it happened, took effect and became known", () => {
    const played = play(program, [
      earn("2025-01-20", "A", 10),
      redeem("2025-01-10", "r", 4, LATE),
      hold("2025-01-21", "h", 2),
      release("2025-01-22", "h"),
    ]);
    const january = between(played, "2025-01-01", "2025-02-01");
    expect(january.lines.map(({ reference }) => reference)).toEqual([null, "A", "r", "h", "h"]);
    expect(january.lines[2]).toMatchObject({
      at: moment("2025-01-10"),
      effectiveAt: moment("2025-01-20"),
      recordedAt: moment(LATE.recordedAt),
      version: 3,
      type: "points-redeemed",
      reference: "r",
      points: -4,
      net: 6,
      debt: 0,
    });
  });

  it("names the earning, the redemption or the hold that it is about, and why", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-06-30" }),
      redeem("2025-01-03", "r", 4),
      refund("2025-01-04", "r"),
      hold("2025-01-05", "h", 2),
      capture("2025-01-06", "h", "s"),
      extend("2025-01-07", "2025-12-31", "A"),
      extend("2025-01-07", "2026-12-31"),
      takeBack("2025-01-08", "A", { points: 3 }),
      adjust("2025-01-09", 5),
    ]);
    const { lines: all } = between(played, "2025-01-02", "2025-02-01");
    expect(all.map(({ type, reference }) => [type, reference])).toEqual([
      ["points-earned", "A"],
      ["points-redeemed", "r"],
      ["redemption-reversed", "r"],
      ["points-held", "h"],
      ["hold-captured", "h"],
      ["expiry-extended", "A"],
      ["expiry-extended", null],
      ["earning-reversed", "A"],
      ["points-adjusted", null],
    ]);
    expect(all.map(({ reason }) => reason).slice(-2)).toEqual([null, "by hand"]);
  });

  it("names the other account of a merge", () => {
    const { source, target } = merged([earn("2025-01-02", "A", 10)], [earn("2025-01-02", "B", 5)]);
    expect(between(source, "2025-01-01", "2025-02-01").lines.at(-1)).toMatchObject({
      type: "account-merged",
      reference: "new",
      reason: "one person",
      points: -10,
    });
    expect(between(target, "2025-01-01", "2025-02-01").lines.at(-1)).toMatchObject({
      type: "account-absorbed",
      reference: "old",
      reason: null,
      points: 10,
    });
  });

  it("of a stream with a fault names its place", () => {
    const { events } = play(program, [earn("2025-01-02", "A", 10)]);
    const broken = [events[0], { ...events[1], points: 0 }] as typeof events;
    expect(() => between({ events: broken }, "2025-01-01", "2025-02-01")).toThrowError(/^invalid event 2 of the stream: points: /);
  });

  it("of what nobody booked has neither version nor a day of knowledge", () => {
    const played = play(program, [earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" })]);
    expect(between(played, "2025-01-10", "2025-02-10").lines).toMatchObject([
      {
        at: moment("2025-01-31T23:00:00Z"),
        effectiveAt: moment("2025-01-31T23:00:00Z"),
        recordedAt: null,
        version: null,
        type: "points-lapsed",
        reference: null,
        points: -10,
        net: 0,
        debt: 0,
      },
    ]);
  });

  it("shows debt as it comes and goes", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10),
      redeem("2025-01-03", "r", 10),
      takeBack("2025-01-04", "A"),
      earn("2025-01-05", "B", 25),
      status("close", "2025-01-06"),
    ]);
    const all = between(played, "2025-01-01", "2025-02-01");
    expect(all.lines.map(({ type, points: count, net, debt }) => [type, count, net, debt])).toEqual([
      ["account-opened", 0, 0, 0],
      ["points-earned", 10, 10, 0],
      ["points-redeemed", -10, 0, 0],
      ["earning-reversed", -10, -10, 10],
      ["points-earned", 25, 15, 10],
      ["debt-paid", 0, 15, 0],
      ["account-closed", -15, 0, 0],
    ]);
  });

  it("names the transfer and the other account", () => {
    const from = play(program, [earn("2025-01-02", "A", 10)], opened(program, "2025-01-01", "anna"));
    const to = opened(program, "2025-01-01", "ben");
    const transfer = { type: "transfer", key: "t", at: moment("2025-01-03"), transferId: "t-1", points: 4 } as const;
    const sent = transferPoints(program, from.account, to.account, transfer);
    if (!sent.ok) throw new Error(sent.error.code);
    for (const [before, { events }, points] of [
      [from, sent.value.from, -4],
      [to, sent.value.to, 4],
    ] as const) {
      const statement = between({ events: [...before.events, ...events] }, "2025-01-01", "2025-02-01");
      expect(statement.lines.at(-1)).toMatchObject({ reference: "t-1", points });
    }
  });
});

describe("what came late", () => {
  it("an earning belongs to its day, another command to the day on which it took effect", () => {
    const played = play(program, [
      adjust("2025-01-10", 20),
      earn("2025-02-10", "B", 5),
      earn("2025-01-20", "L", 7, LATE),
      redeem("2025-01-20", "r", 3, LATE),
    ]);
    expect(lines(between(played, "2025-01-01", "2025-02-01")).slice(1)).toEqual([
      ["points-adjusted", 20, 20],
      ["points-earned", 7, 27],
    ]);
    expect(lines(between(played, "2025-02-01", "2025-03-01"))).toEqual([
      ["points-earned", 5, 32],
      ["points-redeemed", -3, 29],
    ]);
  });

  it("an earning of the past lapses in its own period", () => {
    const played = play(program, [adjust("2025-02-10", 1), earn("2025-01-02", "L", 7, { expiresOn: "2025-01-10", ...LATE })]);
    expect(lines(between(played, "2025-01-01", "2025-02-01")).slice(1)).toEqual([
      ["points-earned", 7, 7],
      ["points-lapsed", -7, 0],
    ]);
    expect(between(played, "2025-02-01", "2025-03-01").opening.net).toBe(0);
  });

  it("an earning from before the opening is in no balance until the account is opened", () => {
    const played = play(program, [earn("2025-01-05", "A", 50), earn("2025-01-15", "B", 5)], opened(program, "2025-01-10"));
    const days = ["2025-01-01", "2025-01-07", "2025-01-12", "2025-02-01"];
    const statements = days.slice(1).map((to, i) => between(played, days[i] ?? "", to));
    statements.forEach(({ opening, lines: all, closing }, i) => {
      expect(opening.net + all.reduce((sum, { points: count }) => sum + count, 0)).toBe(closing.net);
      expect(opening.net).toBe(statements[i - 1]?.closing.net ?? 0);
    });
    expect(statements.map(({ closing }) => closing.net)).toEqual([0, 50, 55]);
  });

  it("an earning from before the opening that lapsed before it", () => {
    const played = play(program, [earn("2025-01-05", "A", 50, { expiresOn: "2025-01-07" })], opened(program, "2025-01-10T00:00:00Z"));
    for (const from of ["2025-01-09T00:00:00Z", "2025-01-10T00:00:00Z"]) {
      const { opening, lines: all, closing } = pointStatement(played.events, { from, to: "2025-02-01T00:00:00Z" });
      expect([opening.net, all.map(({ points: change }) => change), closing.net]).toEqual([0, [0, 50, -50], 0]);
    }
  });

  it("an extension that was booked before does not reach it", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
      extend("2025-01-10", "2025-03-31"),
      earn("2025-01-05", "L", 5, { expiresOn: "2025-02-28", ...LATE }),
    ]);
    // Over a period between the earning's day and that of the extension, as over any other.
    const january = between(played, "2025-01-07", "2025-02-01");
    expect(january.closing).toEqual(balanceAt(played.account, "2025-02-01T00:00:00+01:00"));
    expect(january.closing.nextExpiry).toEqual({ on: "2025-02-28", points: 5 });
    expect(between(played, "2025-01-07", "2025-03-15").closing.net).toBe(10);
  });

  it.each([
    ["a hold whose end has passed", {}, [hold("2025-01-05", "h", 10, "2025-01-10")]],
    ["an adjustment whose points have lapsed", { expiry: { kind: "rolling", days: 3 } }, [adjust("2025-01-05", 10)]],
  ])("%s takes effect before it ends", (_, definition, late) => {
    const rules = shop(definition);
    const played = play(rules, [
      earn("2025-01-02", "A", 50, { expiresOn: null }),
      earn("2025-01-20", "B", 50, { expiresOn: null }),
      ...late,
    ]);
    const days = ["2025-01-01", "2025-01-07", "2025-01-15", "2025-02-01"];
    expect(days.slice(1).map((to, i) => between(played, days[i] ?? "", to).closing.net)).toEqual([50, 50, 100]);
  });
});

it("consecutive periods meet, and the last closes with the balance", () => {
  const played = play(program, [
    earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
    earn("2025-01-12", "B", 20, { activatesOn: "2025-02-01", expiresOn: "2025-03-10" }),
    hold("2025-01-15", "h", 5, "2025-02-03T12:00:00Z"),
    redeem("2025-02-05", "r", 12),
    takeBack("2025-02-07", "B"),
    adjust("2025-02-08", 30),
  ]);
  const days = ["2025-01-01", "2025-01-12", "2025-02-01", "2025-02-04", "2025-02-08", "2025-03-20"];
  const statements = days.slice(1).map((to, i) => between(played, days[i] ?? "", to));
  statements.forEach(({ opening, lines: all, closing }, i) => {
    expect(opening.net + all.reduce((sum, { points: count }) => sum + count, 0)).toBe(closing.net);
    if (i > 0) expect(opening).toEqual(statements[i - 1]?.closing);
  });
  expect(statements.at(-1)?.closing).toEqual(balanceAt(played.account, "2025-03-20T00:00:00+01:00"));
  expect(points(played, "2025-03-20")).toEqual({ available: 18 });
});
