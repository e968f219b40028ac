import { expirySchedule, mergeAccounts } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
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
  type Sketch,
} from "./support.js";
import { DAY, merged, mergeCommand, mergeRefusal } from "./merging.js";

const program = shop();

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

  it("keeps the target's last activity when it is later, or the source had none", () => {
    const clock = shop({ expiry: { kind: "inactivity", days: 30, activities: ["redeem"] } });
    const spender = [earn("2025-01-02", "A", 10), redeem("2025-01-04", "r", 1)];
    const later = [earn("2025-01-02", "B", 10), redeem("2025-01-06", "s", 1)];
    const idle = [earn("2025-01-02", "C", 10)];
    expect(merged(spender, later, clock).target.account.lastActivityOn).toBe("2025-01-06");
    expect(merged(idle, later, clock).target.account.lastActivityOn).toBe("2025-01-06");
    expect(merged(later, idle, clock).target.account.lastActivityOn).toBe("2025-01-06");
    expect(merged(idle, [adjust("2025-01-02", 1)], clock).target.account.lastActivityOn).toBeNull();
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
  expect(mergeRefusal(source, frozen)).toEqual({ code: "account-frozen", accountId: "new" });
  expect(mergeRefusal(frozen, source)).toEqual({ code: "account-frozen", accountId: "new" });
  const closed = play(program, [status("close", "2025-01-03")], target);
  expect(mergeRefusal(source, closed)).toEqual({ code: "account-closed", accountId: "new" });
  expect(mergeRefusal(source, opened(shop({ id: "other" }), "2025-01-01", "new"))).toMatchObject({
    code: "program-mismatch",
    accountId: "new",
  });
  expect(mergeRefusal(source, target, program, mergeCommand({ expectedVersion: 1 }))).toEqual({
    code: "version-conflict",
    expected: 1,
    actual: 2,
  });
  expect(mergeRefusal(source, target, shop({ closedUntil: DAY })).code).toBe("period-closed");
  expect(() => mergeAccounts(program, source.account, source.account, mergeCommand())).toThrowError(/two accounts/);
  const most = play(program, [adjust("2025-01-02", Number.MAX_SAFE_INTEGER)], target);
  expect(mergeRefusal(source, most)).toEqual({ code: "unsafe-number" });
});

it("a third account can take both in turn", () => {
  const first = merged([earn("2025-01-02", "A", 1)], [earn("2025-01-02", "B", 2)]);
  const third = play(program, [earn("2025-01-02", "C", 4)], opened(program, "2025-01-01", "third"));
  const result = mergeAccounts(program, first.target.account, third.account, mergeCommand({ key: "n", at: moment("2025-01-12") }));
  if (!result.ok) throw new Error(result.error.code);
  const { account } = result.value.target;
  expect(points({ account }, "2025-01-12")).toEqual({ available: 7 });
  const again = play(program, [withKey(earn("2025-01-02", "A", 1))], { account, events: [] });
  expect(again.events).toEqual([]);
});
