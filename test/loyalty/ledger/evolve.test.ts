// Events that do not fit the account that they come to: each is found, and named with what is wrong with it.
import { accountAsOf, applyEvent, parseAccount, replayEvents, type LedgerEvent } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { merged } from "./merging.js";
import {
  capture,
  earn,
  expire,
  extend,
  hold,
  lastEvent,
  moment,
  onPending,
  play,
  redeem,
  refund,
  release,
  shop,
  status,
  takeBack,
  type Played,
  type Sketch,
} from "./support.js";

const program = shop();
/** The stream up to the last event of a type, with that event changed. */
function changed({ events }: Pick<Played, "events">, type: LedgerEvent["type"], change: object): LedgerEvent[] {
  const index = events.findLastIndex((event) => event.type === type);
  return [...events.slice(0, index), { ...events[index], ...change } as LedgerEvent];
}
const taken = (lot: number, points: number): object => ({ lot, points, expiresOn: null });

describe("a replay names what is wrong with an event", () => {
  const spent = [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), refund("2025-01-04", "r", 4)];
  const owing = [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack("2025-01-04", "A")];
  const both = [earn("2025-01-02", "A", 10), hold("2025-01-03", "h", 3), hold("2025-01-03", "i", 4)];
  const lapsing = [earn("2025-01-02", "A", 100, { expiresOn: "2025-01-31" }), redeem("2025-01-03", "r", 60)];
  const waiting = [earn("2025-01-02", "P", 20, { activatesOn: "2025-02-01" }), earn("2025-01-02", "Q", 30, { activatesOn: "2025-02-01" })];
  const rich = [earn("2025-01-02", "A", 50), waiting[0] as Sketch, hold("2025-01-03", "h", 10)];
  const all = { available: 40, pending: 20, held: 10 };
  it.each<[string, Sketch[], LedgerEvent["type"], object, string]>([
    ["opens again", spent, "points-redeemed", { type: "account-opened" }, "type: expected no second opening"],
    ["is of another account", spent, "points-redeemed", { accountId: "b" }, "accountId: expected an event of account a-1"],
    ["takes a lot that is not there", spent, "points-redeemed", { lots: [taken(7, 10)] }, "lots: expected lots that the account has"],
    [
      "takes a hold's points that it does not have",
      [...both, capture("2025-01-04", "h", "r")],
      "hold-captured",
      { points: 4, lots: [taken(1, 4)] },
      "lots: expected lots that the account has",
    ],
    [
      "gives back another redemption",
      spent,
      "redemption-reversed",
      { redemptionId: "s" },
      "redemptionId: expected a redemption that is known",
    ],
    ["reverses another earning", owing, "earning-reversed", { earningId: "B" }, "earningId: expected an earning that is known"],
    [
      "reverses more than was left",
      [earn("2025-01-02", "A", 100), takeBack("2025-01-03", "A", { points: 60 }), takeBack("2025-01-04", "A", { points: 40 })],
      "earning-reversed",
      { points: 41, forgiven: 1 },
      "points: expected at most what is left of the earning",
    ],
    [
      "counts more as lapsed than has lapsed",
      [...lapsing, takeBack("2025-02-10", "A")],
      "earning-reversed",
      { lapsed: 41, debt: 59 },
      "points: expected at most what is left of the earning",
    ],
    [
      "pays more than the debt",
      [...owing, earn("2025-01-05", "B", 25)],
      "debt-paid",
      { points: 11, lots: [taken(2, 11)] },
      "points: expected at most the debt of 10",
    ],
    [
      "activates a part of what waits",
      [...waiting, expire("2025-02-05")],
      "points-activated",
      {
        points: 25,
        lots: [
          { ...taken(1, 20), movableUntil: null },
          { ...taken(2, 5), movableUntil: null },
        ],
      },
      "lots: expected whole lots that are not spendable yet",
    ],
    ["holds under a name that is taken", both, "points-held", { holdId: "h" }, "holdId: expected a hold of a new name"],
    [
      "ends a hold that is not open",
      [...both, release("2025-01-04", "i")],
      "hold-released",
      { holdId: "x" },
      "holdId: expected a hold that is open",
    ],
    [
      "gives back a part of a hold",
      [...both, release("2025-01-04", "i")],
      "hold-released",
      {
        points: 3,
        released: [{ ...taken(1, 3), from: 1, movableUntil: null, graced: false, lapsed: 0 }],
      },
      "released: expected all points of the hold",
    ],
    [
      "gives points back to a lot that waits",
      [...spent.slice(0, 2), waiting[0] as Sketch, refund("2025-01-05", "r")],
      "redemption-reversed",
      { restored: [{ ...taken(2, 10), from: 1, movableUntil: null, graced: false, lapsed: 0 }] },
      "lot: expected a lot that does not wait",
    ],
    ...["available", "pending", "held"].map<[string, Sketch[], LedgerEvent["type"], object, string]>((part) => [
      `forfeits other points than are ${part}`,
      [...rich, status("close", "2025-01-05")],
      "account-closed",
      { forfeited: { ...all, [part]: 1 } },
      "forfeited: expected all that the account has",
    ]),
    [
      "forgives another debt",
      [...owing, status("close", "2025-01-05")],
      "account-closed",
      { debtForgiven: 9 },
      "forfeited: expected all that the account has",
    ],
  ])("that %s", (_, commands, type, change, fault) => {
    const played = play(program, commands);
    expect(replayEvents(played.events)).toEqual(played.account);
    const stream = changed(played, type, change);
    const { version, type: now, accountId } = stream.at(-1) as LedgerEvent;
    const broken =
      now === "account-opened" ? [...stream.slice(0, -1), { ...(played.events[0] as LedgerEvent), version } as LedgerEvent] : stream;
    expect(() => replayEvents(broken)).toThrowError(
      new RegExp(`^invalid event ${String(version)} \\(${now}\\) of account ${accountId}: ${fault}$`),
    );
  });

  it("that hands over other points or another debt than it had", () => {
    const { source } = merged(owing, [], program);
    for (const change of [{ points: 5 }, { debt: 9 }]) {
      expect(() => replayEvents(changed(source, "account-merged", change))).toThrowError(
        "event 5 (account-merged) of account old: points: expected all that the account has",
      );
    }
  });

  it("that comes after a merge", () => {
    const { source } = merged([earn("2025-01-02", "A", 10)], []);
    const after = { ...lastEvent(source, "points-earned"), version: source.account.version + 1, lot: 2 };
    expect(() => applyEvent(source.account, after)).toThrowError(/account old: type: expected no event after the account's end$/);
  });

  it("that brings a hold under a name that is taken", () => {
    const { target } = merged([earn("2025-01-02", "A", 10), hold("2025-01-03", "h", 3)], both);
    expect(lastEvent(target, "account-absorbed").holds).toEqual([]);
    const holds = [{ id: "i", at: moment("2025-01-03"), until: null, lots: lastEvent(target, "account-absorbed").lots.slice(-1) }];
    const stream = changed(target, "account-absorbed", { holds, lots: lastEvent(target, "account-absorbed").lots.slice(0, -1) });
    expect(() => replayEvents(stream)).toThrowError(/holdId: expected a hold of a new name$/);
  });

  it("that extends the points of an earning that is not known", () => {
    const rolling = shop({ expiry: { kind: "rolling", months: 12 } });
    const { events } = play(rolling, [earn("2025-01-02", "A", 10), extend("2025-01-03", "2027-01-01", "A")]);
    const stream = events.map((event) => (event.type === "expiry-extended" ? { ...event, earningId: "nobody" } : event));
    expect(() => replayEvents(stream)).toThrowError("(expiry-extended) of account a-1: earningId: expected an earning that is known");
  });

  it("that activates points whose lot is spendable already, in a stream that is looked back on", () => {
    const { events } = play(program, [
      earn("2025-01-02", "A", 10),
      earn("2025-01-02", "P", 20, { activatesOn: "2025-02-01" }),
      onPending("activate", "2025-01-03", "P"),
    ]);
    const [opening, first, second, activation] = events as [LedgerEvent, LedgerEvent, LedgerEvent, LedgerEvent];
    const activated = { ...activation, lots: [{ lot: 1, points: 20, expiresOn: null, movableUntil: null }] } as LedgerEvent;
    const stream = [opening, first, { ...second, lot: 1 } as LedgerEvent, activated];
    expect(() => accountAsOf(stream, { occurredUntil: moment("2025-12-31") })).toThrowError(
      "event 4 (points-activated) of account a-1: lots: expected whole lots that are not spendable yet",
    );
  });
});

describe("an account can be stored", () => {
  it("whatever has been done with it", () => {
    const story: Sketch[] = [
      earn("2025-01-02", "A", 50),
      hold("2025-01-03", "h", 10),
      capture("2025-01-04", "h", "r", 6),
      hold("2025-01-05", "i", 10),
      release("2025-01-06", "i"),
      hold("2025-01-07", "j", 10, "2025-01-08"),
      status("freeze", "2025-01-09"),
      status("unfreeze", "2025-01-10"),
      status("close", "2025-01-11"),
    ];
    const seen = story.map((_, i) => {
      const { account } = play(program, story.slice(0, i + 1));
      expect(parseAccount(JSON.parse(JSON.stringify(account)))).toStrictEqual(account);
      return account.status;
    });
    expect(seen.slice(5)).toEqual(["open", "frozen", "open", "closed"]);
  });

  it("with two holds, of which the second ends first", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10),
      hold("2025-01-03", "h", 3),
      hold("2025-01-03", "i", 4),
      release("2025-01-04", "i"),
    ]);
    expect(played.account.holds).toMatchObject([{ id: "h", lots: [{ points: 3 }] }]);
    expect(played.account.lots).toMatchObject([{ lot: 1, points: 7 }]);
  });

  it("closed, with all that it lost in its totals", () => {
    const closed = play(program, [
      earn("2025-01-02", "A", 50),
      earn("2025-01-02", "P", 7, { activatesOn: "2025-02-01" }),
      hold("2025-01-03", "h", 10),
      status("close", "2025-01-05"),
    ]);
    expect(closed.account.totals).toMatchObject({ earned: 57, closed: 57, forgiven: 0 });
  });
});
