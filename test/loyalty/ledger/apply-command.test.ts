import { applyCommand, openAccount, type LedgerCommandInput, type PointAccount } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import {
  adjust,
  earn,
  expire,
  hold,
  moment,
  opened,
  play,
  points,
  redeem,
  refusal,
  shop,
  status,
  withKey,
  type Sketch,
} from "./support.js";

const program = shop();
const outcome = (account: PointAccount, command: LedgerCommandInput): string => {
  const result = applyCommand(program, account, command);
  if (!result.ok) return result.error.code;
  return result.value.duplicate ? "duplicate" : result.value.events.map(({ type }) => type).join();
};

describe("a command is checked in order", () => {
  const strict = shop({ closedUntil: "2025-01-03", backdatingLimitDays: 5 });
  const known = redeem("2025-01-21", "r", 10, { key: "k" });
  const frozen = play(program, [earn("2025-01-20", "A", 50), known, status("freeze", "2025-01-22")]);
  /** Wrong in every way. Each step rights the first wrong. */
  const all = redeem("2025-01-02", "r", 1000, { key: "k", expectedVersion: 9 });

  it("program, key, version, account, closed period, distance, ids, limits, amounts", () => {
    expect(refusal(shop({ id: "other" }), frozen, all)).toEqual({
      code: "program-mismatch",
      accountId: "a-1",
      expected: "points",
      received: "other",
    });
    expect(refusal(strict, frozen, all)).toEqual({ code: "key-reused", key: "k" });
    expect(refusal(strict, frozen, { ...all, key: "l" })).toEqual({ code: "version-conflict", expected: 9, actual: 4 });
    expect(refusal(strict, frozen, { ...all, key: "l", expectedVersion: 4 })).toEqual({ code: "account-frozen", accountId: "a-1" });
    const thawed = play(program, [status("unfreeze", "2025-01-23")], frozen);
    const free = { ...all, key: "l", expectedVersion: 5 };
    expect(refusal(strict, thawed, free)).toEqual({ code: "period-closed", closedUntil: "2025-01-03" });
    expect(refusal(strict, thawed, { ...free, at: "2025-01-17T10:00:00Z" })).toEqual({ code: "too-far-back", daysBack: 6, limitDays: 5 });
    const limited = shop({ redemption: { maximum: 500 } });
    expect(refusal(limited, thawed, free)).toEqual({ code: "id-in-use", id: "r" });
    expect(refusal(limited, thawed, { ...free, redemptionId: "s" })).toEqual({ code: "above-maximum", maximum: 500, requested: 1000 });
    expect(refusal(limited, thawed, { ...free, redemptionId: "s", points: 500 })).toEqual({
      code: "insufficient-points",
      available: 40,
      requested: 500,
    });
    expect(play(limited, [{ ...free, redemptionId: "s", points: 40 }], thawed).account.version).toBe(6);
  });

  it("an ill-formed command throws before anything is looked at", () => {
    const command = { ...all, points: 1.5 } as LedgerCommandInput;
    expect(() => applyCommand(shop({ id: "other" }), frozen.account, command)).toThrowError(/command: points/);
  });

  it("backdating up to the limit and the day after the closed period are accepted", () => {
    const days = play(program, [earn("2025-01-20", "A", 50)]);
    expect(play(strict, [earn("2025-01-15", "B", 1)], days).account.version).toBe(3);
    expect(refusal(strict, days, earn("2025-01-14", "B", 1)).code).toBe("too-far-back");
    const young = opened(program);
    // 3 January ends at 23:00 UTC in Berlin.
    expect(refusal(strict, young, earn("2025-01-03T22:59:59.999Z", "B", 1)).code).toBe("period-closed");
    expect(play(strict, [earn("2025-01-03T23:00:00Z", "B", 1)], young).account.version).toBe(2);
  });
});

describe("a known key", () => {
  const first = earn("2025-01-02", "A", 50, { key: "k", source: { kind: "order", id: "1" }, basis: { minor: 1000, currency: "EUR" } });
  const again = withKey(first);

  it("with the same content is a duplicate in every state of the account", () => {
    const open = play(program, [first, hold("2025-01-03", "h", 10)]);
    const frozen = play(program, [status("freeze", "2025-01-04")], open);
    const closed = play(program, [status("close", "2025-01-05")], frozen);
    for (const { account } of [open, frozen, closed]) {
      const result = applyCommand(program, account, again);
      expect(result).toEqual({ ok: true, value: { events: [], account, duplicate: true } });
      expect(outcome(account, { ...again, expectedVersion: 1 })).toBe("duplicate");
      expect(outcome(account, { ...again, recordedAt: "2025-03-01T00:00:00Z" })).toBe("duplicate");
    }
  });

  it("compares instants as instants and takes no notice of the order of fields", () => {
    const { account } = play(program, [first]);
    const { type, at: _, ...rest } = again as LedgerCommandInput & { type: "earn" };
    for (const at of ["2025-01-02T11:00:00+01:00", moment("2025-01-02"), new Date("2025-01-02T10:00:00Z")]) {
      expect(outcome(account, { ...rest, at, type })).toBe("duplicate");
    }
  });

  it("with any other content is refused", () => {
    const { account } = play(program, [first]);
    const other: Partial<LedgerCommandInput & { type: "earn" }>[] = [
      { points: 51 },
      { at: moment("2025-01-02") + 1 },
      { earningId: "B" },
      { source: { kind: "order", id: "2" } },
      { basis: { minor: 1001, currency: "EUR" } },
      { basis: { minor: 1000, currency: "USD" } },
      { expiresOn: null },
      { expiresOn: "2026-01-01" },
      { activatesOn: "2025-01-02" },
      { explanation: "why" },
      { actor: { kind: "staff", id: "s-1" } },
    ];
    for (const change of other) expect(outcome(account, { ...again, ...change } as LedgerCommandInput)).toBe("key-reused");
    expect(outcome(account, withKey({ ...status("freeze", "2025-01-02"), key: "k" }))).toBe("key-reused");
  });

  it("is forgotten after more than rememberDays local days, counted to the newest event", () => {
    const forgetful = shop({ rememberDays: 10 });
    const start = play(forgetful, [earn("2025-01-02", "A", 50, { key: "k" })]);
    expect(refusal(forgetful, start, earn("2025-01-12", "B", 1, { key: "k" })).code).toBe("key-reused");
    const later = play(forgetful, [earn("2025-01-13", "B", 1, { key: "k" })], start);
    expect(points(later, "2025-01-13")).toEqual({ available: 51 });
    // A backdated command is judged by the newest event.
    const known = play(forgetful, [earn("2025-01-02", "A", 50, { key: "k" }), adjust("2025-01-13", 1)]);
    expect(play(forgetful, [earn("2025-01-03", "C", 1, { key: "k" })], known).account.totals.earned).toBe(51);
  });

  it("of a refused command is free", () => {
    const start = play(program, [first]);
    const tooMuch = redeem("2025-01-03", "r", 60, { key: "r" });
    expect(refusal(program, start, tooMuch).code).toBe("insufficient-points");
    expect(play(program, [{ ...tooMuch, points: 50 }], start).account.version).toBe(3);
  });
});

describe("versions", () => {
  it("rise by the number of events, and the opening counts", () => {
    const start = play(shop({ expiry: { kind: "rolling", days: 5 } }), [earn("2025-01-02", "A", 50)]);
    expect(start.account.version).toBe(2);
    const lapsed = play(shop(), [earn("2025-02-02", "B", 1)], start);
    expect(lapsed.events.slice(2).map(({ type, version, at }) => [type, version, at])).toEqual([
      ["points-lapsed", 3, moment("2025-01-07T23:00:00Z")],
      ["points-earned", 4, moment("2025-02-02")],
    ]);
    expect(lapsed.account.version).toBe(4);
  });

  it("expire with nothing to book leaves no event and its key is free", () => {
    const start = play(program, [earn("2025-01-02", "A", 50)]);
    const nothing = { ...expire("2025-01-03"), key: "e" };
    expect(applyCommand(program, start.account, withKey(nothing))).toEqual({
      ok: true,
      value: { events: [], account: start.account, duplicate: false },
    });
    expect(play(program, [nothing, redeem("2025-01-03", "r", 1, { key: "e" })], start).account.version).toBe(3);
  });

  it("expire with something to book is remembered", () => {
    const start = play(program, [earn("2025-01-02", "A", 50, { expiresOn: "2025-01-03" })]);
    const booking = { ...expire("2025-01-05"), key: "e" };
    const booked = play(program, [booking], start);
    expect(booked.events.slice(2).map(({ type }) => type)).toEqual(["points-lapsed", "expiry-booked"]);
    expect(booked.events.at(-1)).toMatchObject({ points: 50 });
    expect(outcome(booked.account, withKey(booking))).toBe("duplicate");
    expect(refusal(program, booked, redeem("2025-01-05", "r", 1, { key: "e" })).code).toBe("key-reused");
  });
});

describe("states of an account", () => {
  const start = play(program, [earn("2025-01-02", "A", 50), hold("2025-01-02", "h", 10), redeem("2025-01-02", "r", 10)]);
  const frozen = play(program, [status("freeze", "2025-01-03")], start);

  it("frozen refuses spending and freezing, nothing else", () => {
    const refused: Sketch[] = [
      redeem("2025-01-04", "s", 1),
      hold("2025-01-04", "i", 1),
      { type: "capture-hold", at: moment("2025-01-04"), holdId: "h", redemptionId: "s" },
      status("freeze", "2025-01-04"),
    ];
    for (const command of refused) expect(refusal(program, frozen, command)).toEqual({ code: "account-frozen", accountId: "a-1" });
    const accepted = play(
      program,
      [
        earn("2025-01-04", "B", 5),
        adjust("2025-01-04", -5),
        { type: "release-hold", at: moment("2025-01-04"), holdId: "h" },
        { type: "reverse-redemption", at: moment("2025-01-04"), redemptionId: "r" },
        { type: "reverse-earning", at: moment("2025-01-04"), earningId: "B" },
        { type: "extend-expiry", at: moment("2025-01-04"), to: "2026-01-01" },
        status("unfreeze", "2025-01-04"),
        redeem("2025-01-04", "s", 45),
      ],
      frozen,
    );
    expect(points(accepted, "2025-01-04")).toEqual({});
  });

  it("closing forfeits everything and ends the account", () => {
    const waiting = play(program, [earn("2025-01-04", "P", 7, { activatesOn: "2025-02-01" })], frozen);
    const closed = play(program, [status("close", "2025-01-05")], waiting);
    expect(closed.events.at(-1)).toMatchObject({ forfeited: { available: 30, pending: 7, held: 10 }, debtForgiven: 0 });
    expect(points(closed, "2025-03-01")).toEqual({});
    for (const command of [
      earn("2025-01-06", "C", 1),
      expire("2025-01-06"),
      status("unfreeze", "2025-01-06"),
      status("close", "2025-01-06"),
    ]) {
      expect(refusal(program, closed, command)).toEqual({ code: "account-closed", accountId: "a-1" });
    }
  });

  it("closing writes debt off", () => {
    const owing = play(program, [
      earn("2025-01-02", "A", 50),
      redeem("2025-01-02", "r", 50),
      { type: "reverse-earning", at: moment("2025-01-03"), earningId: "A" },
    ]);
    expect(points(owing, "2025-01-03")).toEqual({ debt: 50 });
    const closed = play(program, [status("close", "2025-01-05")], owing);
    expect(closed.events.at(-1)).toMatchObject({ debtForgiven: 50 });
    expect(points(closed, "2025-01-05")).toEqual({});
  });
});

it("an opening at which nothing is known", () => {
  const { account, events } = openAccount(program, { accountId: "a", customerId: "anna", at: "2025-01-01T00:00:00Z" });
  expect(events).toHaveLength(1);
  expect(account).toMatchObject({ customerId: "anna", version: 1, programId: "points", status: "open", debt: 0, lots: [] });
  expect(() => openAccount(program, { accountId: "", at: 0 })).toThrowError(/accountId/);
});
