// What is said of a field that is not as it should be, and how a stored event is mended.
import { isValidationError, type ValidationIssue } from "clientele";
import { parseAccount, parseCommand, parseLedgerEvent, type LedgerEvent } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { earn, lastEvent, opened, play, redeem, shop } from "./support.js";

const AT = "2025-01-31T10:00:00Z";
const command = (type: string, more: object): object => ({ type, key: "k", at: AT, ...more });
const redemption = (more: object): object => command("redeem", { redemptionId: "r", points: 5, ...more });
const adjustment = (points: number): object => command("adjust", { points, reason: "r", actor: { kind: "staff", id: "s" } });
const earning = (more: object): object => command("earn", { earningId: "e", points: 5, ...more });
const event = (): LedgerEvent => lastEvent(play(shop(), [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 4)]), "points-redeemed");

function issuesOf(call: () => unknown): readonly ValidationIssue[] {
  try {
    call();
  } catch (error) {
    if (isValidationError(error)) return error.issues;
    throw error;
  }
  return [];
}
const said = (call: () => unknown): string[] => issuesOf(call).map(({ path, message }) => `${path}: ${message}`);

describe("of a command it is said", () => {
  it.each<[string, object]>([
    ["points: expected a whole number from 1 to 9007199254740991, got 0", redemption({ points: 0 })],
    ["points: expected a whole number that is not 0, got 0", adjustment(0)],
    ["redemptionId: expected a string of 1 to 256 whole characters, got undefined", redemption({ redemptionId: undefined })],
    ["at: expected an instant in the years 0002 to 9998, with its offset, got undefined", redemption({ at: undefined })],
    ['at: expected an instant in the years 0002 to 9998, with its offset, got "now"', redemption({ at: "now" })],
    ['expiresOn: expected a date that exists, YYYY-MM-DD, got "never"', earning({ expiresOn: "never" })],
    ["basis: expected an amount { minor, currency } of at least 0, got 5", earning({ basis: 5 })],
    ["explanation: expected JSON of at most 32 levels and 10000 values, got NaN", earning({ explanation: NaN })],
    ["lots: expected a list of 1 to 1000 entries, got an array of 0", command("import-opening-balance", { lots: [] })],
    ["actor: expected an object, got 5", redemption({ actor: 5 })],
    ['actor.kind: expected one of system, staff, customer, import, got "robot"', redemption({ actor: { kind: "robot", id: "1" } })],
    ["bonus: expected one of type, key, at, recordedAt, actor, expectedVersion, redemptionId, points, reward", redemption({ bonus: 5 })],
  ])("%s", (message, input) => {
    expect(said(() => parseCommand(input))).toEqual([message]);
  });

  it("that it is none", () => {
    expect(said(() => parseCommand(5))).toEqual([": expected an object, got 5"]);
    expect(issuesOf(() => parseCommand({ ...redemption({}), type: ["redeem"] }))).toMatchObject([{ path: "type", code: "unknown-type" }]);
  });

  it("every field too many, but at most a thousand", () => {
    expect(said(() => parseCommand(redemption({ bonus: 5, malus: 6 })))).toHaveLength(2);
    const flood = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`x${String(i)}`, i]));
    expect(() => parseCommand(redemption(flood))).toThrowError(expect.objectContaining({ issueCount: 1000 }));
  });

  it("that points and remaining are one too many only when nothing else is wrong", () => {
    const both = { type: "reverse-earning", key: "k", at: AT, earningId: "e", points: 5, remaining: { minor: 5, currency: "EUR" } };
    expect(said(() => parseCommand(both))).toEqual(["remaining: expected either points or remaining, got both"]);
    expect(said(() => parseCommand({ ...both, earningId: "" }))).toHaveLength(1);
  });
});

it.each(["2025/01-31", "2025-01/31", "2025-01-0:", "2025-01-1/", "202:-01-01", "2025-0/-01"])("%s is no date", (expiresOn) => {
  expect(issuesOf(() => parseCommand(earning({ expiresOn })))).toMatchObject([{ path: "expiresOn", code: "invalid-date" }]);
});

describe("an explanation", () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
  it("has at most 32 levels of objects, too", () => {
    expect(parseCommand(earning({ explanation: nested(32) }))).toHaveProperty("explanation", nested(32));
    expect(issuesOf(() => parseCommand(earning({ explanation: nested(33) })))).toMatchObject([{ code: "invalid-json" }]);
  });

  it.each([{ "a\0": 1 }, { a: 1, "b\0": 2 }, [{ "\ud800": 1 }]])("has names that can be stored: %j", (explanation) => {
    expect(issuesOf(() => parseCommand(earning({ explanation })))).toMatchObject([{ path: "explanation", code: "invalid-json" }]);
  });
});

describe("a stored event", () => {
  it("is mended in every field that needs it, and not written to", () => {
    const early = deepFreeze({ ...event(), at: -0, effectiveAt: -0, recordedAt: -0 });
    const read = parseLedgerEvent(early);
    expect([read.at, read.effectiveAt, read.recordedAt].map((at) => Object.is(at, 0))).toEqual([true, true, true]);
    expect(Object.is(early.at, -0)).toBe(true);
  });

  it("has no field that is undefined", () => {
    const one = event();
    expect(parseLedgerEvent({ ...one, hash: undefined })).toStrictEqual(one);
    expect(parseLedgerEvent({ hash: undefined, ...one })).toStrictEqual(one);
  });

  it("of a chain needs every field as well", () => {
    for (const more of [{ hash: "a" }, { hash: "a", previousHash: null }]) {
      const { actor: _, ...rest } = { ...event(), ...more };
      expect(issuesOf(() => parseLedgerEvent(rest))).toMatchObject([{ path: "actor", code: "missing" }]);
    }
  });

  it("is an object", () => {
    expect(said(() => parseLedgerEvent({ ...event(), actor: 5 }))).toEqual(["actor: expected an object, got 5"]);
    const [opening] = opened(shop()).events;
    expect(said(() => parseLedgerEvent({ ...opening, timeZone: "Mars/Olympus" }))).toEqual([
      'timeZone: expected an IANA time zone such as "Europe/Berlin", got "Mars/Olympus"',
    ]);
    expect(said(() => parseLedgerEvent({ ...opening, timeZone: ["UTC"] }))).toHaveLength(1);
    expect(said(() => parseAccount(5))).toEqual([": expected an object, got 5"]);
  });
});

it("fields that an event only inherits are written into it", () => {
  const stored = event();
  const heir = Object.create(Object.assign(Object.create(null) as object, stored)) as object;
  expect({ ...parseLedgerEvent(heir) }).toEqual(stored);
});
