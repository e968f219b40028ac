// Laws of the books: nothing is lost or made, whatever the program and the order of commands.
import { applyCommand, applyEvent, balanceAt, replayEvents, snapshotAccount, type LedgerEvent } from "clientele/loyalty";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { accepted, DAY, Play, stories, worlds } from "./random-plays.js";
import { shop } from "./support.js";

function forPlays(check: (play: Play) => void): void {
  fc.assert(
    fc.property(worlds, stories, (world, story) => {
      check(new Play(world).all(story));
    }),
  );
}

const sum = (lots: readonly { readonly points: number }[]): number => lots.reduce((total, { points }) => total + points, 0);
const copy = <T>(value: T): T => deepFreeze(JSON.parse(JSON.stringify(value)) as T);

/** What an event changes of `available + pending + held - debt`, by what it says itself. */
function changeBy(event: LedgerEvent): number {
  switch (event.type) {
    case "points-earned":
    case "points-adjusted":
    case "opening-balance-imported":
    case "points-received":
      return event.points;
    case "points-redeemed":
    case "pending-cancelled":
    case "points-lapsed":
    case "points-sent":
      return -event.points;
    case "hold-captured":
      return -event.points - event.released.reduce((total, { lapsed }) => total + lapsed, 0);
    case "hold-released":
      return -event.released.reduce((total, { lapsed }) => total + lapsed, 0);
    case "redemption-reversed":
      return event.points - event.forfeited;
    case "earning-reversed":
      return -(event.points - event.lapsed - event.forgiven);
    case "account-absorbed":
      return event.points - event.debt;
    case "account-merged":
      return event.debt - event.points;
    case "account-closed":
      return event.debtForgiven - event.forfeited.available - event.forfeited.pending - event.forfeited.held;
    case "account-opened":
    case "points-activated":
    case "debt-paid":
    case "points-held":
    case "expiry-extended":
    case "expiry-booked":
    case "account-frozen":
    case "account-unfrozen":
      return 0;
  }
}

/** Where the points of each place in the order of booking went, by the events alone. */
function pointsByOrder(events: readonly LedgerEvent[]): Map<number, number> {
  const orderOf = new Map<number, number>();
  const left = new Map<number, number>();
  const add = (lot: number, points: number): void => {
    const order = orderOf.get(lot) ?? NaN;
    left.set(order, (left.get(order) ?? 0) + points);
  };
  const enter = (lot: number, points: number): void => {
    orderOf.set(lot, lot);
    add(lot, points);
  };
  const restore = (lots: readonly { from: number; lot: number; points: number; lapsed: number }[], taken: boolean): void => {
    for (const { from, lot, points, lapsed } of lots) {
      orderOf.set(lot, orderOf.get(from) ?? NaN);
      add(from, (taken ? points : 0) - lapsed);
    }
  };
  for (const event of events) {
    if (event.type === "points-earned") enter(event.lot, event.points);
    else if (event.type === "points-adjusted" && event.credit !== null) enter(event.credit.lot, event.points);
    else if (event.type === "opening-balance-imported") for (const { lot, points } of event.lots) enter(lot, points);
    else if (event.type === "redemption-reversed") restore(event.restored, true);
    else if (event.type === "hold-captured" || event.type === "hold-released") restore(event.released, false);
    if (
      [
        "points-redeemed",
        "points-adjusted",
        "points-lapsed",
        "debt-paid",
        "earning-reversed",
        "pending-cancelled",
        "hold-captured",
      ].includes(event.type)
    ) {
      const {
        lots,
        pending = [],
        held = [],
      } = event as { lots: readonly LotPoints[]; pending?: readonly LotPoints[]; held?: readonly LotPoints[] };
      for (const { lot, points } of [...lots, ...pending, ...held]) add(lot, -points);
    }
  }
  return left;
}

interface LotPoints {
  readonly lot: number;
  readonly points: number;
}

describe("the books of an account", () => {
  it("what was added less what was taken is what is there", () => {
    forPlays((play) => {
      let net = 0;
      for (const { after, applied } of accepted(play)) {
        net += applied.events.reduce((total, event) => total + changeBy(event), 0);
        const { account } = after;
        const t = account.totals;
        expect(balanceAt(account, account.newestAt).net).toBe(net);
        const added = t.earned + t.imported + t.credited + t.restored + t.received + t.forgiven;
        expect(added - t.redeemed - t.reversed - t.debited - t.sent - t.lapsed - t.cancelled - t.closed - t.debtReceived).toBe(net);
      }
    });
  });

  it("of every credit is left what was not taken and what was given back", () => {
    forPlays((play) => {
      const { account, events } = play.now;
      const there = new Map<number, number>();
      for (const { order, points } of [...account.lots, ...account.pending, ...account.holds.flatMap(({ lots }) => lots)]) {
        there.set(order, (there.get(order) ?? 0) + points);
      }
      for (const [order, points] of pointsByOrder(events)) expect([order, there.get(order) ?? 0]).toEqual([order, points]);
    });
  });

  it("no number is ever below zero or broken, and nobody has points and debt", () => {
    forPlays((play) => {
      for (const { after } of accepted(play)) {
        for (const at of [after.account.newestAt, after.account.newestAt + 3 * DAY, after.account.newestAt + 60 * DAY]) {
          const { available, pending, held, debt, net } = balanceAt(after.account, at);
          for (const count of [available, pending, held, debt]) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
          expect(net).toBe(available + pending + held - debt);
          expect(debt > 0 && available > 0).toBe(false);
        }
        const { lots, pending, holds } = after.account;
        for (const { points } of [...lots, ...pending, ...holds.flatMap((hold) => hold.lots)]) expect(points).toBeGreaterThan(0);
        expect(new Set(lots.map(({ lot }) => lot)).size).toBe(lots.length);
      }
    });
  });

  it("a redemption gives back no more than it took, of each lot and in all", () => {
    forPlays((play) => {
      const took = new Map<string, number>();
      for (const event of play.now.events) {
        if (event.type === "points-redeemed" || event.type === "hold-captured") {
          for (const { lot, points } of event.lots) took.set(`${event.redemptionId} ${String(lot)}`, points);
          expect(sum(event.lots)).toBe(event.points);
        }
        if (event.type !== "redemption-reversed") continue;
        for (const { from, points } of event.restored) {
          const key = `${event.redemptionId} ${String(from)}`;
          took.set(key, (took.get(key) ?? 0) - points);
          expect(took.get(key)).toBeGreaterThanOrEqual(0);
        }
      }
    });
  });

  it("an earning is reversed no more than once, and no step gives points", () => {
    forPlays((play) => {
      const left = new Map<string, number>();
      for (const event of play.now.events) {
        if (event.type === "points-earned") left.set(event.earningId, event.points);
        if (event.type !== "earning-reversed") continue;
        expect(event.points).toBeGreaterThanOrEqual(0);
        expect(event.points).toBe(event.lapsed + sum(event.pending) + sum(event.lots) + event.debt + event.forgiven);
        left.set(event.earningId, (left.get(event.earningId) ?? 0) - event.points);
        expect(left.get(event.earningId)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it("the plays do all of it: lapse, restore, forfeit, owe, pay, wait, hold and come late", () => {
    const seen = new Map<string, number>();
    const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
    for (const [world, story] of fc.sample(fc.tuple(worlds, stories), 500)) {
      const play = new Play(world).all(story);
      for (const { outcome } of play.steps) count("refused" in outcome ? outcome.refused.code : "accepted");
      for (const event of play.now.events) {
        count(event.type);
        if (event.type === "redemption-reversed" && event.forfeited > 0) count("forfeited");
        if (event.type === "earning-reversed" && event.lapsed > 0) count("lapsed before a return");
        if (event.type === "earning-reversed" && event.debt > 0) count("debt");
        if (event.type === "earning-reversed" && event.forgiven > 0) count("forgiven");
        if (event.effectiveAt > event.at || event.recordedAt > event.at) count("late");
        if (event.type === "points-lapsed" && event.held.length > 0) count("lapsed while held");
      }
    }
    const least = {
      ...{
        accepted: 2000,
        "points-lapsed": 200,
        "redemption-reversed": 80,
        "debt-paid": 3,
        "points-activated": 60,
        "pending-cancelled": 30,
      },
      ...{ "hold-captured": 30, "hold-released": 40, forfeited: 3, "lapsed before a return": 10, debt: 3, forgiven: 10, late: 100 },
      ...{ "lapsed while held": 5, "insufficient-points": 100, "hold-expired": 3, "already-reversed": 10, "expiry-extended": 50 },
    };
    const missing = Object.entries(least).filter(([what, times]) => (seen.get(what) ?? 0) < times);
    expect(missing.map(([what, times]) => `${what}: ${String(seen.get(what) ?? 0)} of ${String(times)}`)).toEqual([]);
  });
});

describe("events and state", () => {
  it("a replay is the state, event by event and from a snapshot anywhere", () => {
    fc.assert(
      fc.property(worlds, stories, fc.nat(), (world, story, place) => {
        const { account, events } = new Play(world).all(story).now;
        expect(replayEvents(events)).toEqual(account);
        const cut = 1 + (place % events.length);
        const before = events.slice(0, cut).reduce<typeof account | null>(applyEvent, null);
        if (before === null) throw new Error("there is no account");
        expect(replayEvents(events.slice(cut), { from: copy(snapshotAccount(before)) })).toEqual(account);
      }),
    );
  });

  it("account and events are JSON, and an account that was stored goes on like one that was not", () => {
    forPlays((play) => {
      const { account, events } = play.now;
      expect(JSON.parse(JSON.stringify(account))).toStrictEqual(account);
      expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
      for (const { command, before, outcome } of play.steps.slice(-5)) {
        const result = applyCommand(play.program, copy(before.account), command);
        expect(result).toEqual("refused" in outcome ? { ok: false, error: outcome.refused } : { ok: true, value: outcome.applied });
      }
    });
  });

  it("versions count events, in the order of the stream", () => {
    forPlays((play) => {
      for (const { before, after, applied } of accepted(play)) {
        expect(after.account.version).toBe(before.account.version + applied.events.length);
      }
      play.now.events.forEach(({ version, accountId, schemaVersion }, i) => {
        expect([version, accountId, schemaVersion]).toEqual([i + 1, "a-1", 1]);
      });
    });
  });

  it("what time did needs no program: another one books the same", () => {
    fc.assert(
      fc.property(worlds, worlds, stories, fc.integer({ min: 0, max: 90 }), (world, other, story, days) => {
        const play = new Play(world).all(story);
        const program = shop({ ...other.definition });
        const command = { type: "expire", key: "sweep", at: play.clock + days * DAY } as const;
        expect(applyCommand(program, play.now.account, command)).toEqual(applyCommand(play.program, play.now.account, command));
      }),
    );
  });
});

describe("commands", () => {
  it("a repeated one changes nothing, and its key takes nothing else", () => {
    forPlays((play) => {
      for (const { command, after, applied } of accepted(play)) {
        const { account } = after;
        // What is too old is forgotten, a sweep that found nothing is not remembered.
        if (applied.events.length === 0 || account.newestAt - (command.at as number) > 24 * DAY) continue;
        const again = { ...command, recordedAt: account.newestAt, expectedVersion: 0 };
        expect(applyCommand(play.program, account, again)).toEqual({ ok: true, value: { events: [], account, duplicate: true } });
        const other = { ...command, at: (command.at as number) + 1 };
        expect(applyCommand(play.program, account, other)).toEqual({ ok: false, error: { code: "key-reused", key: command.key } });
      }
    });
  });

  it("a refused one is an error and nothing else", () => {
    forPlays((play) => {
      for (const { command, before, outcome } of play.steps) {
        if (!("refused" in outcome)) continue;
        expect(applyCommand(play.program, before.account, command)).toStrictEqual({ ok: false, error: outcome.refused });
        expect(outcome.refused.code).toMatch(/^[a-z-]+$/);
      }
    });
  });

  it("of two that expect one version only one wins", () => {
    let contested = 0;
    forPlays((play) => {
      for (const { command, before, after, applied } of accepted(play)) {
        if (applied.events.length === 0) continue;
        const expectedVersion = before.account.version;
        const first = applyCommand(play.program, before.account, { ...command, expectedVersion });
        expect(first).toEqual({ ok: true, value: applied });
        const second = applyCommand(play.program, after.account, { ...command, key: "second", expectedVersion });
        expect(second).toEqual({
          ok: false,
          error: { code: "version-conflict", expected: expectedVersion, actual: after.account.version },
        });
        contested += 1;
      }
    });
    expect(contested).toBeGreaterThan(10);
  });
});
