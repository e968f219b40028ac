// Ids in a merge: one that both accounts know is the target's, all others move along.
import { mergeAccounts, replayEvents, transferPoints, type PointAccount, type PointProgram } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import {
  capture,
  earn,
  hold,
  lastEvent,
  moment,
  onPending,
  opened,
  play,
  points,
  redeem,
  refund,
  refusal,
  release,
  shop,
  takeBack,
  type Played,
} from "./support.js";
import { DAY, merged, mergedPair, mergeCommand, mergeRefusal } from "./merging.js";

const program = shop();

/** The account after a transfer of 5 points, called "t". */
function transferred(rules: PointProgram, from: Played, to: Played, at: string): PointAccount {
  const command = { type: "transfer", key: "t", at: moment(at), transferId: "t", points: 5 } as const;
  const sent = transferPoints(rules, from.account, to.account, command);
  if (!sent.ok) throw new Error(sent.error.code);
  return sent.value.from.account;
}

describe("an id that both know is the target's", () => {
  it("of an earning: the source's points stay, as nobody's", () => {
    const { target } = merged([earn("2025-01-02", "A", 50)], [earn("2025-01-03", "A", 30)]);
    const returned = play(program, [takeBack("2025-01-11", "A")], target);
    expect(points(returned, "2025-01-11")).toEqual({ available: 50 });
    expect(lastEvent(returned, "earning-reversed").points).toBe(30);
  });

  it("of a pending earning: one command reaches the points of both, so that none wait for ever", () => {
    const waiting = shop({ pending: { kind: "until-activated" } });
    const { target } = merged([earn("2025-01-02", "A", 50)], [earn("2025-01-03", "A", 30)], waiting);
    const active = play(waiting, [onPending("activate", "2025-01-11", "A")], target);
    expect(lastEvent(active, "points-activated").points).toBe(80);
  });

  it("of a redemption", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 50), redeem("2025-01-03", "r", 20)],
      [earn("2025-01-02", "B", 30), redeem("2025-01-03", "r", 5)],
    );
    const back = play(program, [refund("2025-01-11", "r")], target);
    expect(points(back, "2025-01-11")).toEqual({ available: 60 });
    expect(refusal(program, back, refund("2025-01-11", "r", 1)).code).toBe("already-reversed");
  });

  it("of a hold: what the source held comes free", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 50), hold("2025-01-03", "h", 20)],
      [earn("2025-01-02", "B", 30), hold("2025-01-03", "h", 5)],
    );
    expect(points(target, DAY)).toEqual({ available: 75, held: 5 });
    const done = play(program, [release("2025-01-11", "h"), redeem("2025-01-11", "r", 80)], target);
    expect(points(done, "2025-01-11")).toEqual({});
  });

  it("of a hold that has ended at the target", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 50), hold("2025-01-03", "h", 20)],
      [earn("2025-01-02", "B", 30), hold("2025-01-03", "h", 5), release("2025-01-03", "h")],
    );
    expect(points(target, DAY)).toEqual({ available: 80 });
    expect(refusal(program, target, capture("2025-01-11", "h", "r")).code).toBe("hold-settled");
  });

  it("of a hold in several lots: each comes free with a number of its own", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 5), earn("2025-01-02", "B", 7), earn("2025-01-02", "C", 9), hold("2025-01-03", "h", 14)],
      [earn("2025-01-02", "D", 30), hold("2025-01-03", "h", 1)],
    );
    // D is 1; of A, B and C, which would be 2 to 4, 7 of C are left; the held ones are 5 to 7.
    expect(target.account.lots.map(({ lot, points: count }) => [lot, count])).toEqual([
      [1, 29],
      [5, 5],
      [6, 7],
      [4, 7],
      [7, 2],
    ]);
    const after = play(program, [earn("2025-01-11", "E", 1)], target);
    expect(lastEvent(after, "points-earned").lot).toBe(8);
    expect(replayEvents(after.events)).toEqual(after.account);
  });

  it("of two holds that have ended, one by itself", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 50), hold("2025-01-03", "h", 20), release("2025-01-04", "h")],
      [earn("2025-01-02", "B", 30), hold("2025-01-03", "h", 5, "2025-01-05")],
    );
    expect(refusal(program, target, capture("2025-01-11", "h", "r"))).toEqual({ code: "hold-expired", holdId: "h" });
  });

  it("of a transfer: it is remembered from the target's day on", () => {
    const forgetful = shop({ rememberDays: 10 });
    const third = opened(forgetful, undefined, "third");
    const sender = (accountId: string, at: string): Played => {
      const start = play(forgetful, [earn("2025-01-02", "A", 50)], opened(forgetful, undefined, accountId));
      return { ...start, account: transferred(forgetful, start, third, at) };
    };
    const { target } = mergedPair({ source: sender("old", "2025-01-03"), target: sender("new", "2025-01-09") }, forgetful);
    const again = { type: "transfer", key: "u", at: moment("2025-01-15"), transferId: "t", points: 5 } as const;
    expect(transferPoints(forgetful, target.account, third.account, again)).toEqual({ ok: false, error: { code: "id-in-use", id: "t" } });
  });

  it("of an earning that waited at the source: its deadline is not the target's", () => {
    const waiting = shop({ pending: { kind: "until-activated", cancelAfterDays: 10 } });
    const { target } = merged(
      [earn("2025-01-02", "A", 50)],
      [earn("2025-01-03", "A", 30), onPending("activate", "2025-01-04", "A")],
      waiting,
    );
    expect(points(target, DAY)).toEqual({ available: 30, pending: 50 });
    // The source's points are cancelled after 12 January; the target's can still be taken back.
    const after = play(waiting, [takeBack("2025-01-20", "A", { points: 10 })], target);
    expect(points(after, "2025-01-20")).toEqual({ available: 20 });
    expect(after.account.totals).toMatchObject({ cancelled: 50, reversed: 10 });
  });

  it("of a key", () => {
    const mine = redeem("2025-01-03", "r", 5, { key: "k" });
    const other = redeem("2025-01-03", "s", 7, { key: "k" });
    const { source, target } = merged([earn("2025-01-02", "A", 50), other], [earn("2025-01-02", "B", 30), mine]);
    expect(play(program, [mine], target).events).toEqual(target.events);
    expect(refusal(program, target, other)).toEqual({ code: "key-reused", key: "k" });
    expect(play(program, [other], source).events).toEqual(source.events);
  });
});

describe("keys and transfers move along", () => {
  it("a command that the source had accepted is a duplicate at the target", () => {
    const said = redeem("2025-01-03", "r", 5, { key: "k" });
    const { target } = merged([earn("2025-01-02", "A", 50), said], [earn("2025-01-02", "B", 30)]);
    expect(play(program, [said], target).events).toEqual(target.events);
    expect(refusal(program, target, { ...said, points: 6 }).code).toBe("key-reused");
  });

  it("and so is a transfer's id", () => {
    const before = play(program, [earn("2025-01-02", "A", 50)], opened(program, "2025-01-01", "old"));
    const third = opened(program, "2025-01-01", "third");
    const transfer = { type: "transfer", key: "t", at: moment("2025-01-05"), transferId: "t-1", points: 5 } as const;
    const sent = transferPoints(program, before.account, third.account, transfer);
    if (!sent.ok) throw new Error(sent.error.code);
    const target = play(program, [earn("2025-01-02", "B", 30)], opened(program, "2025-01-01", "new"));
    const both = mergeAccounts(program, sent.value.from.account, target.account, mergeCommand());
    if (!both.ok) throw new Error(both.error.code);
    const again = transferPoints(program, both.value.target.account, third.account, { ...transfer, key: "u", at: moment("2025-01-11") });
    expect(again).toEqual({ ok: false, error: { code: "id-in-use", id: "t-1" } });
  });

  it("the merge itself is recognised by the source", () => {
    const { source, target } = merged([earn("2025-01-02", "A", 50)], []);
    expect(mergeAccounts(program, source.account, target.account, mergeCommand())).toMatchObject({
      ok: true,
      value: { source: { events: [], duplicate: true }, target: { events: [], duplicate: true } },
    });
    expect(mergeRefusal(source, opened(program, "2025-01-01", "third"))).toEqual({ code: "key-reused", key: "m" });
    expect(mergeRefusal(source, target, program, mergeCommand({ key: "n" })).code).toBe("account-merged");
    const third = opened(program, "2025-01-01", "third");
    expect(mergeRefusal(third, source, program, mergeCommand({ key: "n" }))).toEqual({
      code: "account-merged",
      accountId: "old",
      into: "new",
    });
  });
});
