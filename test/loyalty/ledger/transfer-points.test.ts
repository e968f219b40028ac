import { expirySchedule, transferPoints, type LedgerRefusal, type PointProgram, type TransferCommandInput } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import {
  adjust,
  earn,
  hold,
  lastEvent,
  moment,
  opened,
  play,
  points,
  redeem,
  refund,
  refusal,
  shop,
  status,
  takeBack,
  type Played,
} from "./support.js";

interface Pair {
  readonly from: Played;
  readonly to: Played;
}

const transfer = (at: string, count: number, more: Partial<TransferCommandInput> = {}): TransferCommandInput =>
  deepFreeze({ type: "transfer", key: `t ${at} ${String(count)}`, at: moment(at), transferId: `t ${at}`, points: count, ...more });

function send(program: PointProgram, { from, to }: Pair, command: TransferCommandInput): Pair {
  const result = transferPoints(program, from.account, to.account, command);
  if (!result.ok) throw new Error(result.error.code);
  const { value } = result;
  return {
    from: { account: deepFreeze(value.from.account), events: [...from.events, ...value.from.events] },
    to: { account: deepFreeze(value.to.account), events: [...to.events, ...value.to.events] },
  };
}

function refused(program: PointProgram, { from, to }: Pair, command: TransferCommandInput): LedgerRefusal {
  const result = transferPoints(program, from.account, to.account, command);
  if (result.ok) throw new Error("the transfer was accepted");
  return result.error;
}

const opens = (program: PointProgram): Pair => ({
  from: play(
    program,
    [earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31" }), earn("2025-01-03", "B", 50, { expiresOn: "2025-02-28" })],
    opened(program, "2025-01-01", "anna"),
  ),
  to: opened(program, "2025-01-01", "ben"),
});

const program = shop();
const pair = opens(program);

describe("a transfer", () => {
  it("takes points as a redemption does, and they keep their dates", () => {
    const done = send(program, pair, transfer("2025-01-10", 120));
    expect(points(done.from, "2025-01-10")).toEqual({ available: 30 });
    expect(expirySchedule(done.to.account, moment("2025-01-10"))).toEqual([
      { on: "2025-01-31", points: 100 },
      { on: "2025-02-28", points: 20 },
    ]);
    expect(lastEvent(done.to, "points-received")).toMatchObject({
      from: "anna",
      points: 120,
      lots: [
        { lot: 1, order: 1, earningId: null, earnedAt: moment("2025-01-02"), points: 100 },
        { lot: 2, order: 2, earningId: null, earnedAt: moment("2025-01-03"), points: 20 },
      ],
    });
    expect(done.from.account.totals.sent).toBe(120);
    expect(done.to.account.totals.received).toBe(120);
  });

  it("may give fresh dates, but none to points without", () => {
    const fresh = shop({ transferExpiry: "reissue", expiry: { kind: "rolling", months: 1 } });
    const start = opens(fresh);
    const from = play(fresh, [earn("2025-01-04", "C", 7, { expiresOn: null })], start.from);
    const done = send(fresh, { ...start, from }, transfer("2025-01-10", 157));
    expect(expirySchedule(done.to.account, moment("2025-01-10"))).toEqual([{ on: "2025-02-10", points: 150 }]);
    expect(points(done.to, "2025-12-31")).toEqual({ available: 7 });
  });

  it("there and back does not lengthen a life, and grace travels along", () => {
    const there = send(program, pair, transfer("2025-01-10", 100));
    const back = send(program, { from: there.to, to: there.from }, transfer("2025-01-11", 100));
    expect(expirySchedule(back.to.account, moment("2025-01-11"))).toEqual(expirySchedule(pair.from.account, moment("2025-01-11")));
    // Grace on 20 January lengthens A to 19 February, B has none to spend.
    const graced = play(program, [redeem("2025-01-12", "r", 100), refund("2025-01-20", "r")], pair.from);
    const sent = send(program, { from: graced, to: pair.to }, transfer("2025-02-10", 100));
    const again = play(program, [redeem("2025-02-11", "s", 100), refund("2025-02-12", "s")], sent.to);
    expect(expirySchedule(again.account, moment("2025-02-12"))).toEqual([{ on: "2025-02-19", points: 100 }]);
  });

  it("leaves the sender answerable for returns", () => {
    const done = send(program, pair, transfer("2025-01-10", 120));
    const returned = play(program, [takeBack("2025-01-11", "A")], done.from);
    expect(points(returned, "2025-01-11")).toEqual({ debt: 70 });
    expect(refusal(program, done.to, takeBack("2025-01-11", "A"))).toEqual({ code: "earning-not-found", earningId: "A" });
  });

  it("takes neither pending nor held points, and knows no limits of redemptions", () => {
    const limits = shop({ redemption: { minimum: 50, increment: 50 } });
    const from = play(limits, [earn("2025-01-04", "P", 10, { activatesOn: "2025-02-01" }), hold("2025-01-04", "h", 100)], pair.from);
    expect(refused(limits, { ...pair, from }, transfer("2025-01-10", 51))).toEqual({
      code: "insufficient-points",
      available: 50,
      requested: 51,
    });
    expect(points(send(limits, { ...pair, from }, transfer("2025-01-10", 7)).to, "2025-01-10")).toEqual({ available: 7 });
  });

  it("pays the receiver's debt", () => {
    const owing = play(
      program,
      [earn("2025-01-02", "Z", 40), redeem("2025-01-03", "z", 40), takeBack("2025-01-04", "Z")],
      opened(program, "2025-01-01", "ben"),
    );
    const done = send(program, { from: pair.from, to: owing }, transfer("2025-01-10", 30));
    expect(points(done.to, "2025-01-10")).toEqual({ debt: 10 });
    expect(done.to.events.at(-1)).toMatchObject({ type: "debt-paid", points: 30 });
  });

  it("dates received points by the receiver's clock on reissue, by the sender's limit on keep", () => {
    const expiry = {
      kind: "earliest-of",
      policies: [
        { kind: "inactivity", days: 30, activities: ["earn"] },
        { kind: "rolling", days: 60 },
      ],
    };
    const clock = shop({ expiry });
    const from = play(clock, [earn("2025-01-02", "A", 10)], opened(clock, "2025-01-01", "anna"));
    const kept = send(clock, { from, to: opened(clock, "2025-01-01", "ben") }, transfer("2025-01-10", 10));
    const active = play(clock, [earn("2025-02-01", "B", 1)], kept.to);
    // A follows the receiver's activity to 3 March, its 60 days to 3 March as well; B has its own 60 days.
    expect(expirySchedule(active.account, moment("2025-02-01"))).toEqual([{ on: "2025-03-03", points: 11 }]);
    const later = play(clock, [earn("2025-02-20", "C", 1)], active);
    expect(expirySchedule(later.account, moment("2025-02-20"))).toEqual([
      { on: "2025-03-03", points: 10 },
      { on: "2025-03-22", points: 2 },
    ]);
  });

  it("into an account that is further in time lapses there when its day is over", () => {
    const to = play(program, [earn("2025-02-20", "Z", 1)], opened(program, "2025-01-01", "ben"));
    const done = send(program, { from: pair.from, to }, transfer("2025-01-10", 120));
    // A's day was over before the receiver's newest event.
    expect(points(done.to, "2025-02-20")).toEqual({ available: 21 });
    expect(done.to.account.totals).toMatchObject({ received: 120, lapsed: 100 });
    expect(lastEvent(done.to, "points-received")).toMatchObject({ at: moment("2025-01-10"), effectiveAt: moment("2025-02-20") });
  });
});

describe("what is refused", () => {
  it("in the order of checks", () => {
    const frozen = play(program, [status("freeze", "2025-01-09")], pair.from);
    const closed = play(program, [status("close", "2025-01-09")], pair.to);
    const other = shop({ id: "other" });
    const command = transfer("2025-01-10", 1000, { expectedVersion: 9 });
    expect(refused(other, { from: frozen, to: closed }, command)).toMatchObject({ code: "program-mismatch", accountId: "anna" });
    const stranger = opened(other, "2025-01-01", "eve");
    expect(refused(program, { from: frozen, to: stranger }, command)).toEqual({
      code: "program-mismatch",
      accountId: "eve",
      expected: "other",
      received: "points",
    });
    expect(refused(program, { from: frozen, to: closed }, command)).toEqual({ code: "version-conflict", expected: 9, actual: 4 });
    const fits = transfer("2025-01-10", 1000, { expectedVersion: 4 });
    expect(refused(program, { from: frozen, to: closed }, fits)).toEqual({ code: "account-frozen", accountId: "anna" });
    expect(refused(program, { from: pair.from, to: closed }, { ...fits, expectedVersion: 3 })).toEqual({
      code: "account-closed",
      accountId: "ben",
    });
    expect(refused(program, pair, transfer("2025-01-10", 151))).toEqual({ code: "insufficient-points", available: 150, requested: 151 });
    const strict = shop({ closedUntil: "2025-01-10", backdatingLimitDays: 3 });
    expect(refused(strict, pair, transfer("2025-01-10", 1)).code).toBe("period-closed");
    const ahead = play(program, [adjust("2025-01-20", 1)], pair.to);
    expect(refused(strict, { ...pair, to: ahead }, transfer("2025-01-16", 1))).toEqual({ code: "too-far-back", daysBack: 4, limitDays: 3 });
  });

  it("a frozen account may receive", () => {
    const to = play(program, [status("freeze", "2025-01-09")], pair.to);
    expect(points(send(program, { ...pair, to }, transfer("2025-01-10", 5)).to, "2025-01-10")).toEqual({ available: 5 });
  });

  it("one account as both throws", () => {
    const same = (): unknown => transferPoints(program, pair.from.account, pair.from.account, transfer("2025-01-10", 5));
    expect(same).toThrowError("invalid accounts: accountId: expected two accounts, got anna twice");
    expect(same).toThrowError(expect.objectContaining({ issues: [expect.objectContaining({ code: "same-account" })] }));
    expect(() => transferPoints(program, pair.from.account, pair.to.account, transfer("2025-01-10", 0))).toThrowError(/points/);
  });

  it("an id that is known, until it is forgotten", () => {
    const forgetful = shop({ rememberDays: 10 });
    const done = send(forgetful, opens(forgetful), transfer("2025-01-10", 5, { transferId: "t" }));
    expect(refused(forgetful, done, transfer("2025-01-20", 5, { transferId: "t" }))).toEqual({ code: "id-in-use", id: "t" });
    expect(points(send(forgetful, done, transfer("2025-01-21", 5, { transferId: "t" })).to, "2025-01-21")).toEqual({ available: 10 });
  });

  it("numbers that would not be exact", () => {
    const full = play(program, [earn("2025-01-02", "M", Number.MAX_SAFE_INTEGER)], pair.to);
    expect(refused(program, { ...pair, to: full }, transfer("2025-01-10", 1))).toEqual({ code: "unsafe-number" });
  });
});

it("a retry is recognised by the sender, and the receiver is part of what was said", () => {
  const command = transfer("2025-01-10", 20);
  const done = send(program, pair, command);
  const again = transferPoints(program, done.from.account, done.to.account, command);
  expect(again).toEqual({
    ok: true,
    value: {
      from: { events: [], account: done.from.account, duplicate: true },
      to: { events: [], account: done.to.account, duplicate: true },
    },
  });
  const eve = opened(program, "2025-01-01", "eve");
  expect(refused(program, { from: done.from, to: eve }, command)).toEqual({ code: "key-reused", key: command.key });
  // The receiver does not know the key.
  expect(play(program, [redeem("2025-01-11", "r", 1, { key: command.key })], done.to).account.totals.redeemed).toBe(1);
});

it("received points follow the last activity, even when the next one comes late", () => {
  const program = shop({ expiry: { kind: "inactivity", months: 1, activities: ["earn", "redeem"] } });
  const before: Pair = {
    from: play(program, [earn("2025-02-03", "A", 2)], opened(program, "2025-02-01", "anna")),
    to: play(program, [earn("2025-02-04", "B", 1)], opened(program, "2025-02-01", "ben")),
  };
  const { to } = send(program, before, transfer("2025-02-04", 2));
  const late = play(program, [redeem("2025-02-03", "r", 1)], to);
  // Anna's points were to lapse on 3 March; Ben's last activity was on 4 February, though this redemption is of the day before.
  expect(expirySchedule(late.account, moment("2025-02-04"))).toEqual([{ on: "2025-03-04", points: 2 }]);
});
