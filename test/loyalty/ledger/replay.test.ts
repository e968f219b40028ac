import {
  accountAsOf,
  applyEvent,
  replayEvents,
  snapshotAccount,
  transferPoints,
  type AccountAbsorbed,
  type LedgerEvent,
  type OpeningBalanceImported,
  type PointAccount,
  type PointsAdjusted,
  type PointsReceived,
} from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { merged } from "./merging.js";
import {
  adjust,
  capture,
  earn,
  extend,
  hold,
  imported,
  opened,
  play,
  redeem,
  refund,
  release,
  shop,
  status,
  takeBack,
  type Sketch,
} from "./support.js";

const program = shop({ expiry: { kind: "inactivity", days: 40, activities: ["earn", "redeem"] } });
const played = play(program, [
  earn("2025-01-02", "A", 50),
  earn("2025-01-03", "P", 30, { activatesOn: "2025-02-01" }),
  hold("2025-01-04", "h", 20, "2025-01-20"),
  hold("2025-01-04", "i", 10),
  redeem("2025-01-05", "r", 15),
  refund("2025-01-06", "r", 4),
  capture("2025-01-07", "i", "c", 6),
  imported("2025-01-08", [{ points: 9, expiresOn: "2025-01-31", earnedAt: "2024-06-01T00:00:00Z" }]),
  extend("2025-01-09", "2025-06-30"),
  takeBack("2025-01-10", "A"),
  adjust("2025-01-11", 3),
  hold("2025-02-03", "j", 2),
  release("2025-02-04", "j"),
  status("freeze", "2025-02-05"),
  status("unfreeze", "2025-02-05"),
  status("close", "2025-12-31"),
]);
const { events, account } = played;
const copy = <T>(value: T): T => deepFreeze(JSON.parse(JSON.stringify(value)) as T);

/** The error of a stream that cannot be. */
function corruption(stream: readonly LedgerEvent[], from?: PointAccount): string {
  try {
    replayEvents(stream, from === undefined ? {} : { from });
  } catch (error) {
    expect(error).toMatchObject({ code: "validation" });
    return (error as Error).message;
  }
  return "no error";
}

describe("a replay", () => {
  it("gives the account that the commands gave", () => {
    expect(replayEvents(events)).toEqual(account);
    expect(replayEvents(copy(events))).toEqual(account);
    expect(replayEvents(new Set(events).values())).toEqual(account);
  });

  it("goes event by event", () => {
    let state: PointAccount | null = null;
    for (const event of events) state = deepFreeze(applyEvent(state, event));
    expect(state).toEqual(account);
  });

  it("goes on from a snapshot at every place", () => {
    for (let cut = 1; cut <= events.length; cut += 1) {
      const before = replayEvents(events.slice(0, cut));
      expect(before.version).toBe(cut);
      expect(replayEvents(events.slice(cut), { from: copy(snapshotAccount(before)) })).toEqual(account);
      expect(replayEvents(events.slice(cut), { from: copy(before) })).toEqual(account);
    }
  });
});

describe("a corrupt stream is found, and the event is named", () => {
  it("nothing, or no opening", () => {
    expect(corruption([])).toBe("invalid event stream: expected at least the opening event");
    expect(() => replayEvents([])).toThrowError(expect.objectContaining({ issues: [expect.objectContaining({ code: "corrupt-stream" })] }));
    expect(corruption(events.slice(1))).toMatch(
      /event 2 \(points-earned\) of account a-1: type: expected the opening of the account first$/,
    );
    const [opening] = events;
    if (opening === undefined) throw new Error("there is no opening");
    expect(corruption([opening, { ...opening, version: 2 }])).toMatch(/event 2 \(account-opened\) of account a-1: type/);
  });

  it("an event is missing, comes twice or out of order, at every place", () => {
    for (let i = 1; i < events.length - 1; i += 1) {
      const missing = [...events.slice(0, i), ...events.slice(i + 1)];
      expect(corruption(missing)).toContain(`event ${String(i + 2)} (`);
      expect(corruption(missing)).toMatch(new RegExp(`: version: expected version ${String(i + 1)}$`));
      const twice = [...events.slice(0, i + 1), ...events.slice(i)];
      expect(corruption(twice)).toContain(`event ${String(i + 1)} (`);
      const swapped = events.with(i, events[i + 1] as LedgerEvent).with(i + 1, events[i] as LedgerEvent);
      expect(corruption(swapped)).toContain(`event ${String(i + 2)} (`);
    }
  });

  it("an event of another account", () => {
    expect(corruption(events.with(3, { ...(events[3] as LedgerEvent), accountId: "a-2" }))).toMatch(/event 4 .* of account a-2: accountId/);
  });

  it("an unknown kind of event", () => {
    const strange = { ...(events[3] as LedgerEvent), type: "points-doubled" } as unknown as LedgerEvent;
    expect(corruption(events.with(3, strange))).toMatch(/event 4 .*type/);
    expect(corruption(events.with(3, { ...strange, type: "toString" } as unknown as LedgerEvent))).toMatch(/event 4 .*type/);
  });

  it("totals that are not exact", () => {
    const huge = { ...(events[1] as LedgerEvent), points: Number.MAX_SAFE_INTEGER + 1 } as LedgerEvent;
    expect(corruption([events[0] as LedgerEvent, huge])).toMatch(/event 2 .*points/);
  });

  it("a total that is not exact, though each event is", () => {
    const { events: stream } = play(shop(), [adjust("2025-01-02", Number.MAX_SAFE_INTEGER), adjust("2025-01-03", -1)]);
    const last = stream.at(-1) as LedgerEvent & { readonly type: "points-adjusted" };
    const credit = { ...last, points: 1, lots: [], credit: { lot: 2, expiresOn: null, movableUntil: null } };
    expect(corruption([...stream.slice(0, -1), credit])).toMatch(
      /event 3 \(points-adjusted\) .*: points: expected totals within the safe integers$/,
    );
  });

  it.each<[string, Sketch, (event: never) => object]>([
    ["an earning", earn("2025-01-05", "C", 5), () => ({ lot: 2 })],
    ["an adjustment", adjust("2025-01-05", 5), ({ credit }: PointsAdjusted) => ({ credit: { ...credit, lot: 2 } })],
    [
      "an import",
      imported("2025-01-05", [{ points: 9, expiresOn: null, earnedAt: "2024-06-01T00:00:00Z" }]),
      ({ lots }: OpeningBalanceImported) => ({ lots: lots.map((lot) => ({ ...lot, lot: 2 })) }),
    ],
  ])("%s with the number of a lot that has been", (_, command, change) => {
    const { events: stream, account: before } = play(shop(), [
      earn("2025-01-02", "A", 5),
      earn("2025-01-02", "B", 5),
      redeem("2025-01-03", "r", 10),
      command,
    ]);
    expect(replayEvents(stream)).toEqual(before);
    const last = stream.at(-1) as LedgerEvent;
    expect(corruption([...stream.slice(0, -1), { ...last, ...change(last as never) }])).toMatch(/ lot: expected a lot of a new number$/);
  });

  it("points from another account with the number of a lot that has been, or its place", () => {
    const start = play(shop(), [earn("2025-01-02", "A", 5), earn("2025-01-02", "B", 5)], opened(shop(), undefined, "new"));
    const giver = play(shop(), [earn("2025-01-02", "C", 7)], opened(shop(), undefined, "old"));
    const transfer = { type: "transfer", key: "t", at: "2025-01-05T10:00:00Z", transferId: "t", points: 7 } as const;
    const sent = transferPoints(shop(), giver.account, start.account, transfer);
    if (!sent.ok) throw new Error(sent.error.code);
    const [received] = sent.value.to.events as [PointsReceived];
    expect(received.lots).toMatchObject([{ lot: 3, order: 3 }]);
    expect(replayEvents([...start.events, received])).toEqual(sent.value.to.account);
    for (const wrong of [{ lot: 2, order: 2 }, { order: 2 }]) {
      const lots = received.lots.map((lot) => ({ ...lot, ...wrong }));
      expect(corruption([...start.events, { ...received, lots }])).toMatch(/ lot: expected a lot of a new number$/);
    }
  });

  it("points that a merge brought with the number of a lot that has been", () => {
    const { target } = merged(
      [earn("2025-01-02", "A", 5), earn("2025-01-02", "P", 5, { activatesOn: "2025-02-01" }), hold("2025-01-02", "h", 2)],
      [earn("2025-01-02", "B", 5)],
    );
    const absorbed = target.events.at(-1) as AccountAbsorbed;
    const again = <Lot extends object>(lots: readonly Lot[]): Lot[] => lots.map((lot) => ({ ...lot, lot: 1 }));
    for (const change of [
      { lots: again(absorbed.lots) },
      { pending: again(absorbed.pending) },
      { holds: absorbed.holds.map((open) => ({ ...open, lots: again(open.lots) })) },
    ]) {
      expect(corruption([...target.events.slice(0, -1), { ...absorbed, ...change }])).toMatch(/ lot: expected a lot of a new number$/);
    }
  });

  /** The stream up to an event of a type, with that event changed. */
  const changed = (type: LedgerEvent["type"], change: object): LedgerEvent[] => {
    const index = events.findIndex((event) => event.type === type);
    if (index < 0) throw new Error(`there is no ${type}`);
    return [...events.slice(0, index), { ...(events[index] as LedgerEvent), ...change }];
  };
  it("an event whose parts do not make its whole", () => {
    const stream = changed("points-redeemed", { points: 2, lots: [{ lot: 1, points: 1, expiresOn: null }] });
    expect(corruption(stream)).toMatch(/event 6 .*points/);
  });

  /** A lot that is not there, for events of `points` in all. */
  const none = (count: number): object => ({ lot: 99, points: count, expiresOn: null });
  const nothing = { lots: [], pending: [], held: [] };
  it.each<[LedgerEvent["type"], object, RegExp]>([
    ["points-redeemed", { points: 1, lots: [none(1)] }, /lots/],
    ["points-redeemed", { points: 51, lots: [{ lot: 1, points: 51, expiresOn: null }] }, /lots/],
    ["points-redeemed", { lots: [{ lot: 1, points: 0, expiresOn: null }] }, /lots/],
    ["points-held", { points: 1, lots: [none(1)] }, /lots/],
    ["points-activated", { points: 1, lots: [{ ...none(1), movableUntil: null }] }, /lots/],
    ["points-lapsed", { ...nothing, points: 1, lots: [none(1)] }, /lots/],
    ["points-lapsed", { ...nothing, points: 1, pending: [none(1)] }, /lots/],
    ["points-lapsed", { ...nothing, points: 1, held: [{ ...none(1), holdId: "none" }] }, /holdId/],
    ["hold-captured", { holdId: "none" }, /holdId/],
    ["hold-captured", { points: 1, lots: [none(1)] }, /lots/],
    ["hold-released", { holdId: "none" }, /holdId/],
    ["redemption-reversed", { redemptionId: "none" }, /redemptionId/],
    [
      "redemption-reversed",
      { points: 1, forfeited: 0, restored: [{ ...none(1), from: 98, movableUntil: null, graced: false, lapsed: 0 }] },
      /lots/,
    ],
    ["earning-reversed", { earningId: "none" }, /earningId/],
    ["earning-reversed", { points: 1, lapsed: 0, pending: [], lots: [none(1)], debt: 0, forgiven: 0 }, /lots/],
    ["earning-reversed", { points: 1, lapsed: 0, pending: [{ lot: 99, points: 1 }], lots: [], debt: 0, forgiven: 0 }, /lots/],
    ["debt-paid", { points: 1000, lots: [{ lot: 1, points: 1000, expiresOn: null }] }, /points|lots/],
  ])("%s that does what cannot be: %o", (type, change, path) => {
    const stream = changed(type, change);
    const message = corruption(stream);
    expect(message).toContain(`event ${String(stream.length)} `);
    expect(message).toMatch(path);
    expect(() => accountAsOf(stream, { occurredUntil: account.newestAt })).toThrowError(`event ${String(stream.length)} `);
  });
});

it("an event applied to a later account is refused", () => {
  const start = opened(program);
  const one = play(program, [earn("2025-01-02", "A", 50)], start);
  const event = one.events.at(-1) as LedgerEvent;
  expect(applyEvent(start.account, event)).toEqual(one.account);
  expect(() => applyEvent(one.account, event)).toThrowError(/event 2 .*expected version 3/);
});
