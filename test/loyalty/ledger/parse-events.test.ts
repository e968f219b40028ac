// Events as a store gives them back.
import type { ValidationIssue } from "clientele";
import {
  applyEvent,
  chainEvents,
  parseLedgerEvent,
  parseLedgerEvents,
  replayEvents,
  verifyChain,
  type LedgerEvent,
} from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { CLOSED, EVENTS, eventOf, issuesOf, LIFE, on, stored, to } from "./life.js";
import { moment } from "./support.js";

const TYPES = [
  ...["account-absorbed", "account-closed", "account-frozen", "account-merged", "account-opened", "account-unfrozen", "debt-paid"],
  ...["earning-reversed", "expiry-booked", "expiry-extended", "hold-captured", "hold-released", "opening-balance-imported"],
  ...["pending-cancelled", "points-activated", "points-adjusted", "points-earned", "points-held", "points-lapsed", "points-received"],
  ...["points-redeemed", "points-sent", "redemption-reversed"],
];

const eventIssues = (event: unknown): readonly ValidationIssue[] => issuesOf(() => parseLedgerEvent(event));

describe("an event of a store", () => {
  it("is read as itself, of every type", () => {
    for (const event of EVENTS) expect(parseLedgerEvent(deepFreeze(stored(event)))).toStrictEqual(event);
    expect(Array.from(new Set(EVENTS.map(({ type }) => type))).sort()).toEqual(TYPES);
  });

  it("that is not as it should be is mended in a copy, and never written to", () => {
    const event = deepFreeze({ ...eventOf("points-redeemed"), tenant: "t", at: -0, effectiveAt: 0 });
    const read = parseLedgerEvent(event);
    expect(read).not.toBe(event);
    expect(read).not.toHaveProperty("tenant");
    expect(Object.is(read.at, 0)).toBe(true);
  });

  it("may have more fields, which are left out, but for those of a chain", () => {
    const more = { ...eventOf("points-redeemed"), id: 17, tenant: "t", __proto__: { points: 1 } };
    expect(parseLedgerEvent(more)).toStrictEqual(eventOf("points-redeemed"));
    expect(parseLedgerEvent(JSON.parse('{"__proto__": {}, ' + JSON.stringify(eventOf("points-redeemed")).slice(1)))).toStrictEqual(
      eventOf("points-redeemed"),
    );
    const digest = (text: string): string => `#${text.length}`;
    const chain = chainEvents(LIFE.events, digest);
    const { values } = parseLedgerEvents(stored(chain).map((event, row) => ({ ...event, row })));
    expect(values).toStrictEqual(chain);
    expect(verifyChain(values as typeof chain, digest)).toEqual({ ok: true, value: undefined });
    expect(replayEvents(values)).toStrictEqual(LIFE.account);
  });

  it.each(Array.from(new Set(EVENTS.map(({ type }) => type))))("needs every field: %s", (type) => {
    const event = eventOf(type);
    for (const name of Object.keys(event)) {
      expect(eventIssues({ ...event, [name]: undefined })).toMatchObject([{ path: name, code: "missing" }]);
    }
  });

  it.each<[string, LedgerEvent["type"], object, string, string]>([
    ["an unknown type", "points-earned", { type: "points-doubled" }, "type", "unknown-type"],
    ["a type of Object", "points-earned", { type: "constructor" }, "type", "unknown-type"],
    ["version 0", "points-earned", { version: 0 }, "version", "invalid-number"],
    ["a version beyond all", "points-earned", { version: 2 ** 53 - 1 }, "version", "invalid-number"],
    ["an instant in words", "points-earned", { at: on("01-02") }, "at", "invalid-instant"],
    ["half a millisecond", "points-earned", { recordedAt: 0.5 }, "recordedAt", "invalid-instant"],
    ["an effect before the deed", "points-earned", { effectiveAt: moment(on("01-01")) }, "effectiveAt", "inconsistent"],
    ["content without a key", "points-earned", { key: null }, "content", "inconsistent"],
    ["an unknown actor", "points-earned", { actor: { kind: "robot", id: "1" } }, "actor.kind", "unknown-value"],
    ["points of minus 1", "points-earned", { points: -1 }, "points", "invalid-number"],
    ["points in words", "points-earned", { points: "100" }, "points", "invalid-number"],
    ["a lot of 0", "points-earned", { lot: 0 }, "lot", "invalid-number"],
    ["a date that does not exist", "points-earned", { expiresOn: "2025-02-30" }, "expiresOn", "invalid-date"],
    [
      "waiting for a word",
      "points-earned",
      { pending: { ...eventOf("points-earned").pending, activatesOn: "soon" } },
      "pending.activatesOn",
      "invalid-date",
    ],
    [
      "waiting perhaps",
      "points-earned",
      { pending: { ...eventOf("points-earned").pending, datedByActivation: 1 } },
      "pending.datedByActivation",
      "unknown-value",
    ],
    ["an explanation that is no JSON", "points-earned", { explanation: NaN }, "explanation", "invalid-json"],
    ["an unknown zone", "account-opened", { timeZone: "Mars/Olympus" }, "timeZone", "unknown-zone"],
    ["an unknown order", "account-opened", { consumption: "lifo" }, "consumption", "unknown-value"],
    ["no list", "points-redeemed", { lots: {} }, "lots", "invalid-list"],
    ["a lot that is none", "points-redeemed", { lots: [5] }, "lots[0]", "not-an-object"],
    ["a lot without points", "points-redeemed", { lots: [{ lot: 1, expiresOn: null }] }, "lots[0].points", "missing"],
    ["other points than its lots have", "points-redeemed", { points: 31 }, "points", "inconsistent"],
    ["other points than were released", "hold-released", { points: 1 }, "points", "inconsistent"],
    ["other points than were given back", "redemption-reversed", { points: 13 }, "points", "inconsistent"],
    ["more forfeited than lapsed", "redemption-reversed", { forfeited: 1 }, "points", "inconsistent"],
    ["more reversed than taken", "earning-reversed", { forgiven: 1 }, "points", "inconsistent"],
    ["a credit that takes", "points-adjusted", { points: -80 }, "points", "inconsistent"],
    ["other points than lapsed", "points-lapsed", { points: 1 }, "points", "inconsistent"],
    ["other points than were absorbed", "account-absorbed", { points: 0 }, "points", "inconsistent"],
    ["an own lot number for the next", "account-absorbed", { nextLot: 1 }, "points", "inconsistent"],
    [
      "a negative forfeit",
      "account-closed",
      { forfeited: { available: -1, pending: 0, held: 0 } },
      "forfeited.available",
      "invalid-number",
    ],
  ])("with %s is refused", (_, type, change, path, code) => {
    expect(eventIssues({ ...eventOf(type), ...change })).toMatchObject([{ path, code }]);
  });

  it.each([undefined, null, 5, "event", []])("is not %o", (event) => {
    expect(eventIssues(event)).toMatchObject([{ path: "" }]);
  });
});

describe("many events", () => {
  it("are read past every bad row, which is named by its number", () => {
    const [first, second] = LIFE.events;
    const thrower = {
      schemaVersion: 1,
      get type(): never {
        throw new Error("never");
      },
    };
    const rows = [first, null, { ...second, points: 0, lot: "x" }, second, thrower, { ...first, schemaVersion: 9 }];
    const { values, rejected } = parseLedgerEvents(new Set(rows));
    expect(values).toStrictEqual([first, second]);
    expect(rejected).toMatchObject([
      { row: 2, path: "", code: "not-an-object", furtherIssues: [] },
      { row: 3, path: "points", code: "invalid-number", furtherIssues: [{ path: "lot", code: "invalid-number" }] },
      { row: 5, path: "", code: "unreadable" },
      { row: 6, path: "schemaVersion", code: "unknown-version" },
    ]);
    expect(JSON.parse(JSON.stringify(rejected))).toEqual(rejected);
  });

  it("can be none", () => {
    expect(parseLedgerEvents([])).toEqual({ values: [], rejected: [] });
  });
});

describe("a replay of what no library wrote", () => {
  const changed = (type: LedgerEvent["type"], change: object): (() => unknown) => {
    const events = to.events.map((event) => (event.type === type ? { ...event, ...change } : event));
    return () => replayEvents(events);
  };

  it("names the event", () => {
    expect(changed("points-redeemed", { points: 0.5 })).toThrow(/^invalid event 7 of the stream: points: expected a whole number/);
    expect(changed("account-opened", { rememberDays: -1 })).toThrow(/^invalid event 1 of the stream: rememberDays: /);
    expect(() => replayEvents([null as unknown as LedgerEvent])).toThrow(/^invalid event 1 of the stream: expected an object/);
    expect(() => applyEvent(LIFE.account, null as unknown as LedgerEvent)).toThrow(
      `invalid event ${LIFE.account.version + 1} of the stream`,
    );
  });

  it.each<[string, LedgerEvent["type"], object]>([
    ["takes a lot that is not there", "points-redeemed", { lots: [{ lot: 99, points: 30, expiresOn: null }] }],
    ["takes more of a lot than it has", "points-redeemed", { points: 300, lots: [{ lot: 1, points: 300, expiresOn: null }] }],
    ["books a lot twice", "points-adjusted", { credit: { lot: 1, expiresOn: null, movableUntil: null } }],
    ["imports into a lot that is there", "opening-balance-imported", { lots: [{ lot: 1, points: 11, expiresOn: null, earnedAt: 0 }] }],
    ["activates a part", "points-activated", { points: 1, lots: [{ lot: 1, points: 1, expiresOn: null, movableUntil: null }] }],
    ["makes an open hold anew", "points-held", { holdId: "h-1" }],
    ["releases a part of a hold", "hold-released", { points: 1, released: [{ ...eventOf("hold-released").released[0], points: 1 }] }],
    ["reverses an earning that is not known", "earning-reversed", { earningId: "e-9" }],
    ["reverses more than was earned", "earning-reversed", { points: 1000, forgiven: 1000, lapsed: 0, pending: [], lots: [], debt: 0 }],
    ["reverses a redemption that is not known", "redemption-reversed", { redemptionId: "r-9" }],
    ["is of another account", "points-redeemed", { accountId: "b-1" }],
    ["comes twice", "points-redeemed", { version: 6 }],
    ["opens again", "points-redeemed", { ...eventOf("account-opened"), version: 7 }],
  ])("refuses one that %s", (_, type, change) => {
    expect(changed(type, {})).not.toThrow();
    expect(issuesOf(changed(type, change))).toMatchObject([{ code: "corrupt-stream" }]);
  });

  it("lets nothing come after the end, and an end leave nothing behind", () => {
    const end = CLOSED.events.at(-1) as LedgerEvent & { readonly type: "account-closed" };
    const after = { ...eventOf("account-unfrozen"), accountId: "b-1", version: CLOSED.account.version + 1 };
    expect(() => applyEvent(CLOSED.account, after)).toThrow("expected no event after the account's end");
    const forfeited = { ...end.forfeited, available: end.forfeited.available - 1 };
    const events = [...CLOSED.events.slice(0, -1), { ...end, forfeited }];
    expect(() => replayEvents(events)).toThrow("forfeited: expected all that the account has");
  });

  it("does not write to the account that it starts from", () => {
    const before = replayEvents(to.events.slice(0, 6));
    const copy = stored(before);
    expect(() =>
      applyEvent(deepFreeze(before), { ...(to.events[6] as LedgerEvent), lots: [{ lot: 99 }] } as unknown as LedgerEvent),
    ).toThrow();
    applyEvent(before, to.events[6] as LedgerEvent);
    expect(before).toStrictEqual(copy);
  });
});
