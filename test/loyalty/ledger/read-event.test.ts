// Events whose parts do not fit together, though each is lawful by itself.
import {
  mergeAccounts,
  parseLedgerEvent,
  parseSnapshot,
  snapshotAccount,
  transferPoints,
  type AccountAbsorbed,
  type LedgerEvent,
  type PointsReceived,
} from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { issuesOf, stored } from "./life.js";
import { mergeCommand } from "./merging.js";
import { adjust, capture, earn, hold, imported, lastEvent, moment, opened, play, redeem, refund, shop, type Sketch } from "./support.js";

const program = shop();
const said = (event: unknown): string[] =>
  issuesOf(() => parseLedgerEvent(event)).map(({ path, code, message }) => `${path} ${code}: ${message}`);
const SUM = "points inconsistent: expected the sum of its lots and other parts";
const taken = (lot: number, points: number): object => ({ lot, points, expiresOn: null });
const given = (from: number, points: number, lapsed: number): object => ({
  ...taken(from, points),
  ...{ from, movableUntil: null, graced: false, lapsed },
});

describe("an event of one account", () => {
  const spent = [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), refund("2025-01-04", "r", 6)];
  const held = [earn("2025-01-02", "A", 10), hold("2025-01-03", "h", 8), capture("2025-01-04", "h", "r", 5)];
  const lots = [
    { points: 4, expiresOn: null, earnedAt: "2024-01-01T00:00:00Z" },
    { points: 5, expiresOn: null, earnedAt: "2024-01-01T00:00:00Z" },
  ];
  const import9 = [imported("2025-01-02", lots)];
  const both = (one: number, other: number): object => ({
    lots: [
      { ...taken(one, 4), earnedAt: moment("2024-01-01") },
      { ...taken(other, 5), earnedAt: moment("2024-01-01") },
    ],
  });
  it.each<[string, Sketch[], LedgerEvent["type"], object]>([
    ["captures other points than its lots have", held, "hold-captured", { points: 4 }],
    ["captures a hold and lets a part of a lot lapse", held, "hold-captured", { released: [given(1, 3, 1)] }],
    ["takes other points than its lots have", [...spent, adjust("2025-01-05", -2)], "points-adjusted", { lots: [taken(1, 3)] }],
    ["gives points and takes some", [adjust("2025-01-05", 2)], "points-adjusted", { lots: [taken(1, 2)] }],
    ["imports other points than its lots have", import9, "opening-balance-imported", { points: 8 }],
    ["imports two lots of one number", import9, "opening-balance-imported", both(1, 1)],
    ["gives back a lot and lets a part of it lapse", spent, "redemption-reversed", { forfeited: 1, restored: [given(1, 6, 1)] }],
    ["forfeits other points than lapse", spent, "redemption-reversed", { forfeited: 6 }],
  ])("that %s", (_, commands, type, change) => {
    const event = lastEvent(play(program, commands), type);
    expect(said(event)).toEqual([]);
    expect(said({ ...event, ...change })).toEqual([SUM]);
  });

  it("that lets whole lots lapse is in order", () => {
    const back = lastEvent(play(program, spent), "redemption-reversed");
    expect(said({ ...back, forfeited: 6, restored: [given(1, 6, 6)] })).toEqual([]);
    expect(said({ ...lastEvent(play(program, import9), "opening-balance-imported"), ...both(2, 1) })).toEqual([]);
  });

  it("that takes effect before it happened, or has content without a key", () => {
    const event = lastEvent(play(program, spent), "points-redeemed");
    expect(said({ ...event, effectiveAt: event.at - 1 })).toEqual([
      "effectiveAt inconsistent: expected an instant that is not before `at`",
    ]);
    expect(said({ ...event, key: null })).toEqual(["content inconsistent: expected no content without a key"]);
    expect(said({ ...event, key: null, content: null })).toEqual([]);
    expect(said({ ...event, type: "points-doubled" })).toEqual([
      'type unknown-type: expected a kind of event that is known, got "points-doubled"',
    ]);
  });
});

describe("points that another account sent", () => {
  function received(): PointsReceived {
    const from = play(program, [earn("2025-01-02", "A", 5), earn("2025-01-02", "B", 7)], opened(program, undefined, "anna"));
    const to = play(program, [earn("2025-01-02", "C", 1)], opened(program, undefined, "ben"));
    const command = { type: "transfer", key: "t", at: moment("2025-01-05"), transferId: "t", points: 12 } as const;
    const sent = transferPoints(program, from.account, to.account, command);
    if (!sent.ok) throw new Error(sent.error.code);
    return sent.value.to.events[0] as PointsReceived;
  }

  it("have a sum, and lots with numbers and places of their own that are nobody's earning", () => {
    const event = received();
    expect(said(event)).toEqual([]);
    const [first, second] = event.lots;
    expect([first?.lot, second?.lot]).toEqual([2, 3]);
    expect(said({ ...event, points: 13 })).toEqual([SUM]);
    for (const change of [{ lot: 2, order: 2 }, { order: 4 }, { earningId: "A" }]) {
      expect(said({ ...event, lots: [first, { ...second, ...change }] })).toEqual([SUM]);
    }
  });
});

describe("what a merge brings", () => {
  function absorbed(): AccountAbsorbed {
    const story = [
      earn("2025-01-02", "A", 20),
      earn("2025-01-02", "B", 30),
      earn("2025-01-02", "P", 8, { activatesOn: "2026-01-01" }),
      hold("2025-01-03", "h", 5),
      redeem("2025-01-04", "r", 9),
    ];
    const source = play(program, story, opened(program, undefined, "old"));
    const merged = mergeAccounts(program, source.account, opened(program, undefined, "new").account, mergeCommand());
    if (!merged.ok) throw new Error(merged.error.code);
    return stored(merged.value.target.events[0] as AccountAbsorbed);
  }

  it("is the sum of spendable, pending and held points", () => {
    const event = absorbed();
    expect(event.points).toBe(20 + 30 + 8 - 9);
    expect(said(event)).toEqual([]);
    expect(said({ ...event, points: event.points + 1 })).toEqual([SUM]);
  });

  it.each<[string, (event: AccountAbsorbed) => object]>([
    ["two lots of one number", ({ lots: [a, b] }) => ({ lots: [a, { ...b, lot: a?.lot }] })],
    ["a pending lot of a lot's number", ({ lots: [a], pending: [p] }) => ({ pending: [{ ...p, lot: a?.lot }] })],
    ["a lot with the next number", ({ lots: [a, b] }) => ({ lots: [a, { ...b, lot: 4 }] })],
    ["a lot with the next place", ({ lots: [a, b] }) => ({ lots: [a, { ...b, order: 4 }] })],
    ["a pending lot with the next number", ({ pending: [p] }) => ({ pending: [{ ...p, lot: 4 }] })],
    ["a held lot with the next number", ({ holds: [h] }) => ({ holds: [{ ...h, lots: h?.lots.map((lot) => ({ ...lot, lot: 4 })) }] })],
    [
      "a redeemed lot with the next number",
      ({ redemptions: [r] }) => ({ redemptions: [{ ...r, lots: r?.lots.map((lot) => ({ ...lot, lot: 4 })) }] }),
    ],
    ["an earning with the next place", ({ earnings: [a, b, p] }) => ({ earnings: [a, { ...b, order: 4 }, p] })],
    ["more reversed than earned", ({ earnings: [a, b, p] }) => ({ earnings: [a, { ...b, reversed: 31 }, p] })],
    ["more to give back than was redeemed", ({ redemptions: [r] }) => ({ redemptions: [{ ...r, points: 8 }] })],
  ])("is not in order with %s", (_, change) => {
    const event = absorbed();
    expect(event).toMatchObject({ nextLot: 4, earnings: [{ points: 20 }, { points: 30 }, { points: 8 }] });
    expect(said({ ...event, ...change(event) })).toEqual([SUM]);
  });
});

it("a snapshot without its account says that, and nothing else", () => {
  const snapshot = snapshotAccount(opened(program).account);
  expect(issuesOf(() => parseSnapshot({ ...snapshot, account: undefined }))).toMatchObject([{ path: "account", code: "missing" }]);
});
