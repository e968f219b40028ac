import {
  expirySchedule,
  mergeAccounts,
  transferPoints,
  type LedgerRefusal,
  type MergeCommandInput,
  type PointProgram,
} from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import {
  adjust,
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
  status,
  takeBack,
  withKey,
  type Played,
  type Sketch,
} from "./support.js";

const program = shop();
const DAY = "2025-01-10";
const command = (more: Partial<MergeCommandInput> = {}): MergeCommandInput =>
  deepFreeze({ type: "merge", key: "m", at: moment(DAY), reason: "one person", ...more });

interface Pair {
  readonly source: Played;
  readonly target: Played;
}

function merged(source: readonly Sketch[], target: readonly Sketch[], rules: PointProgram = program): Pair {
  const before = {
    source: play(rules, source, opened(rules, "2025-01-01", "old")),
    target: play(rules, target, opened(rules, "2025-01-01", "new")),
  };
  const result = mergeAccounts(rules, before.source.account, before.target.account, command());
  if (!result.ok) throw new Error(result.error.code);
  const { value } = result;
  return {
    source: { account: deepFreeze(value.source.account), events: [...before.source.events, ...value.source.events] },
    target: { account: deepFreeze(value.target.account), events: [...before.target.events, ...value.target.events] },
  };
}

function refused(source: Played, target: Played, rules = program, said = command()): LedgerRefusal {
  const result = mergeAccounts(rules, source.account, target.account, said);
  if (result.ok) throw new Error("the merge was accepted");
  return result.error;
}

describe("a merge", () => {
  it("moves everything and ends the source", () => {
    const { source, target } = merged(
      [
        earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31" }),
        earn("2025-01-02", "P", 30, { activatesOn: "2025-02-01" }),
        hold("2025-01-03", "h", 20),
        redeem("2025-01-04", "r", 10),
      ],
      [earn("2025-01-02", "B", 200, { expiresOn: "2025-02-28" })],
    );
    expect(points(source, DAY)).toEqual({});
    expect(source.account).toMatchObject({ status: "merged", mergedInto: "new", debt: 0 });
    expect(points(target, DAY)).toEqual({ available: 270, pending: 30, held: 20 });
    expect(expirySchedule(target.account, moment(DAY))).toEqual([
      { on: "2025-01-31", points: 90 },
      { on: "2025-02-28", points: 200 },
    ]);
    const after = play(
      program,
      [
        capture("2025-01-11", "h", "c", 15),
        refund("2025-01-11", "r"),
        takeBack("2025-01-11", "A", { points: 1 }),
        onPending("activate", "2025-01-12", "P"),
      ],
      target,
    );
    expect(points(after, "2025-01-12")).toEqual({ available: 270 + 5 + 10 - 1 + 30 });
    for (const late of [earn("2025-01-11", "C", 1), status("freeze", "2025-01-11")]) {
      expect(refusal(program, source, late)).toEqual({ code: "account-merged", accountId: "old", into: "new" });
    }
  });

  it("books the source's lots after the target's", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 1), earn("2025-01-02", "B", 2)],
      [earn("2025-01-02", "C", 4), earn("2025-01-02", "D", 8)],
      shop({ consumption: "first-in-first-out" }),
    );
    expect(target.account.lots.map(({ earningId, lot, order }) => [earningId, lot, order])).toEqual([
      ["C", 1, 1],
      ["D", 2, 2],
      ["A", 3, 3],
      ["B", 4, 4],
    ]);
    const after = play(program, [earn("2025-01-11", "E", 1)], target);
    expect(lastEvent(after, "points-earned").lot).toBe(5);
  });

  it("pays the debt of both with the lots of both, by consumption", () => {
    const owing: Sketch[] = [earn("2025-01-02", "A", 40), redeem("2025-01-03", "r", 40), takeBack("2025-01-04", "A")];
    const rich = [earn("2025-01-02", "B", 25, { expiresOn: "2025-06-30" }), earn("2025-01-02", "C", 25, { expiresOn: "2025-03-31" })];
    for (const { target } of [merged(owing, rich), merged(rich, owing)]) {
      expect(points(target, DAY)).toEqual({ available: 10 });
      expect(expirySchedule(target.account, moment(DAY))).toEqual([{ on: "2025-06-30", points: 10 }]);
    }
    expect(points(merged(owing, owing).target, DAY)).toEqual({ debt: 80 });
  });

  it("takes the later last activity, and dates move at the next one", () => {
    const clock = shop({ expiry: { kind: "inactivity", days: 30, activities: ["earn"] } });
    const { target } = merged([earn("2025-01-08", "A", 10)], [earn("2025-01-02", "B", 5)], clock);
    expect(target.account.lastActivityOn).toBe("2025-01-08");
    expect(expirySchedule(target.account, moment(DAY))).toEqual([
      { on: "2025-02-01", points: 5 },
      { on: "2025-02-07", points: 10 },
    ]);
    const active = play(clock, [earn("2025-01-20", "C", 1)], target);
    expect(expirySchedule(active.account, moment("2025-01-20"))).toEqual([{ on: "2025-02-19", points: 16 }]);
  });

  it("brings along what waits for a restoration", () => {
    const { target } = merged(
      [
        earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
        redeem("2025-01-03", "r", 10),
        refund("2025-01-08", "r", 4),
        redeem("2025-01-08", "s", 4),
      ],
      [earn("2025-01-02", "B", 3)],
    );
    // The four had their grace on 8 January: 7 February. The other six have not.
    const back = play(program, [refund("2025-01-20", "s"), refund("2025-01-20", "r")], target);
    expect(expirySchedule(back.account, moment("2025-01-20"))).toEqual([
      { on: "2025-02-07", points: 4 },
      { on: "2025-02-19", points: 6 },
    ]);
  });

  it("adds what was booked: nothing is lost and nothing is made", () => {
    const { source, target } = merged(
      [
        earn("2025-01-02", "A", 40),
        redeem("2025-01-03", "r", 40),
        takeBack("2025-01-04", "A", { points: 30 }),
        earn("2025-01-05", "P", 5, { activatesOn: "2025-02-01" }),
      ],
      [earn("2025-01-02", "B", 7)],
    );
    expect(source.account.totals).toMatchObject({ sent: 5, forgiven: 30 });
    expect(target.account.totals).toMatchObject({ received: 5, debtReceived: 30, earned: 7 });
    expect(points(target, DAY)).toEqual({ pending: 5, debt: 23 });
  });
});

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
    const both = mergeAccounts(program, sent.value.from.account, target.account, command());
    if (!both.ok) throw new Error(both.error.code);
    const again = transferPoints(program, both.value.target.account, third.account, { ...transfer, key: "u", at: moment("2025-01-11") });
    expect(again).toEqual({ ok: false, error: { code: "id-in-use", id: "t-1" } });
  });

  it("the merge itself is recognised by the source", () => {
    const { source, target } = merged([earn("2025-01-02", "A", 50)], []);
    expect(mergeAccounts(program, source.account, target.account, command())).toMatchObject({
      ok: true,
      value: { source: { events: [], duplicate: true }, target: { events: [], duplicate: true } },
    });
    expect(refused(source, opened(program, "2025-01-01", "third"))).toEqual({ code: "key-reused", key: "m" });
    expect(refused(source, target, program, command({ key: "n" })).code).toBe("account-merged");
    const third = opened(program, "2025-01-01", "third");
    expect(refused(third, source, program, command({ key: "n" }))).toEqual({ code: "account-merged", accountId: "old", into: "new" });
  });
});

describe("held points past their day", () => {
  it("stay held in the target", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 50, { expiresOn: "2025-01-05" }), hold("2025-01-03", "h", 20)],
      [adjust("2025-01-02", 1)],
    );
    expect(points(target, DAY)).toEqual({ available: 1, held: 20 });
    expect(points(play(program, [capture("2025-01-11", "h", "r")], target), "2025-01-11")).toEqual({ available: 1 });
    expect(points(play(program, [release("2025-01-11", "h")], target), "2025-01-11")).toEqual({ available: 1 });
  });

  it("lapse when the target has a hold of that name", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 50, { expiresOn: "2025-01-05" }), hold("2025-01-03", "h", 20)],
      [adjust("2025-01-02", 3), hold("2025-01-03", "h", 2)],
    );
    expect(points(target, DAY)).toEqual({ available: 1, held: 2 });
    expect(target.account.totals).toMatchObject({ received: 20, lapsed: 20 });
  });

  it("a hold whose time is over when the target is further has ended", () => {
    const { target } = merged([earn("2025-01-02", "A", 50), hold("2025-01-03", "h", 20, "2025-01-15")], [earn("2025-02-01", "B", 30)]);
    expect(points(target, "2025-02-01")).toEqual({ available: 80 });
    expect(refusal(program, target, capture("2025-01-12", "h", "r"))).toEqual({ code: "hold-expired", holdId: "h" });
  });
});

it("refuses frozen, closed and foreign accounts", () => {
  const source = play(program, [earn("2025-01-02", "A", 50)], opened(program, "2025-01-01", "old"));
  const target = opened(program, "2025-01-01", "new");
  const frozen = play(program, [status("freeze", "2025-01-03")], target);
  expect(refused(source, frozen)).toEqual({ code: "account-frozen", accountId: "new" });
  expect(refused(frozen, source)).toEqual({ code: "account-frozen", accountId: "new" });
  const closed = play(program, [status("close", "2025-01-03")], target);
  expect(refused(source, closed)).toEqual({ code: "account-closed", accountId: "new" });
  expect(refused(source, opened(shop({ id: "other" }), "2025-01-01", "new"))).toMatchObject({ code: "program-mismatch", accountId: "new" });
  expect(refused(source, target, program, command({ expectedVersion: 1 }))).toEqual({ code: "version-conflict", expected: 1, actual: 2 });
  expect(refused(source, target, shop({ closedUntil: DAY })).code).toBe("period-closed");
  expect(() => mergeAccounts(program, source.account, source.account, command())).toThrowError(/two accounts/);
  const most = play(program, [adjust("2025-01-02", Number.MAX_SAFE_INTEGER)], target);
  expect(refused(source, most)).toEqual({ code: "unsafe-number" });
});

it("a third account can take both in turn", () => {
  const first = merged([earn("2025-01-02", "A", 1)], [earn("2025-01-02", "B", 2)]);
  const third = play(program, [earn("2025-01-02", "C", 4)], opened(program, "2025-01-01", "third"));
  const result = mergeAccounts(program, first.target.account, third.account, command({ key: "n", at: moment("2025-01-12") }));
  if (!result.ok) throw new Error(result.error.code);
  const { account } = result.value.target;
  expect(points({ account }, "2025-01-12")).toEqual({ available: 7 });
  const again = play(program, [withKey(earn("2025-01-02", "A", 1))], { account, events: [] });
  expect(again.events).toEqual([]);
});
