// Every field of every command: what is accepted, what is refused, and where the error says it is.
import { isValidationError, type ValidationIssue } from "clientele";
import {
  applyCommand,
  ledgerCommandSchema,
  mergeAccounts,
  openAccount,
  parseCommand,
  transferPoints,
  type LedgerCommandInput,
} from "clientele/loyalty";
import { instant } from "clientele/time";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { opened, shop } from "./support.js";

const AT = instant("2025-01-31T10:00:00Z");
const BASE = { key: "k1", at: AT };
const ACTOR = { kind: "staff", id: "s-1" };

/** One lawful command of every type, with every field it can have. */
const LAWFUL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = deepFreeze({
  earn: {
    earningId: "e-1",
    points: 120,
    source: { kind: "order", id: "o-1" },
    basis: { minor: 1999, currency: "EUR" },
    activatesOn: "2025-02-14",
    expiresOn: "2026-01-31",
    explanation: { rules: [{ id: "base", points: 120 }], note: null },
  },
  activate: { earningId: "e-1" },
  "cancel-pending": { earningId: "e-1" },
  redeem: { redemptionId: "r-1", points: 50, reward: { kind: "voucher", id: "v-1" } },
  hold: { holdId: "h-1", points: 50, until: AT + 1000 },
  "capture-hold": { holdId: "h-1", redemptionId: "r-1", points: 20 },
  "release-hold": { holdId: "h-1" },
  "reverse-redemption": { redemptionId: "r-1", points: 20 },
  "reverse-earning": { earningId: "e-1", points: 20 },
  adjust: { points: -5, reason: "miscounted", actor: ACTOR },
  expire: {},
  "extend-expiry": { earningId: "e-1", to: "2027-01-31" },
  "import-opening-balance": {
    lots: [
      { points: 7, expiresOn: null, earnedAt: AT - 1000 },
      { points: 1, expiresOn: "2025-12-31", earnedAt: AT },
    ],
  },
  freeze: { reason: "suspicious" },
  unfreeze: { reason: "cleared" },
  close: { reason: "customer left" },
});
const TYPES = Object.keys(LAWFUL);

function command(type: string, change: object = {}): Record<string, unknown> {
  return { type, ...BASE, ...LAWFUL[type], ...change };
}

function issuesOf(call: () => unknown): readonly ValidationIssue[] {
  try {
    call();
  } catch (error) {
    if (isValidationError(error)) return error.issues;
    throw error;
  }
  throw new Error("it was accepted");
}

/** The one thing wrong with a command, the same from every door. */
function issueOf(input: unknown): ValidationIssue | undefined {
  const issues = issuesOf(() => parseCommand(input));
  const program = shop();
  expect(issuesOf(() => applyCommand(program, opened(program).account, input as LedgerCommandInput))).toEqual(issues);
  expect(ledgerCommandSchema.safeParse(input).error?.issues.map(({ message }) => message)).toEqual(issues.map(({ message }) => message));
  expect(issues).toHaveLength(1);
  return issues[0];
}

describe("a lawful command", () => {
  it.each(TYPES)("is read as itself: %s", (type) => {
    const whole = command(type, { recordedAt: AT + 5, actor: ACTOR, expectedVersion: 3 });
    expect(parseCommand(deepFreeze(whole))).toStrictEqual(whole);
    expect(parseCommand(JSON.parse(JSON.stringify(whole)))).toStrictEqual(whole);
  });

  it.each(TYPES)("does without what may be left out: %s", (type) => {
    const optional = ["source", "basis", "activatesOn", "expiresOn", "explanation", "reward", "until"];
    if (type !== "adjust" && type !== "redeem" && type !== "hold" && type !== "earn") optional.push("points");
    if (type === "extend-expiry") optional.push("earningId");
    const undefinedOnes = Object.fromEntries([...optional, "recordedAt", "expectedVersion"].map((name) => [name, undefined]));
    const least = parseCommand(command(type, undefinedOnes));
    expect(Object.values(least)).not.toContain(undefined);
    expect(Object.keys(least).filter((name) => optional.includes(name))).toEqual([]);
    expect(JSON.parse(JSON.stringify(least))).toStrictEqual(least);
  });

  it.each(TYPES)("needs what it needs: %s", (type) => {
    const optional = ["source", "basis", "activatesOn", "expiresOn", "explanation", "reward", "until"];
    if (!["adjust", "redeem", "hold", "earn"].includes(type)) optional.push("points");
    if (type === "extend-expiry") optional.push("earningId");
    const needed = Object.keys(command(type)).filter((name) => !optional.includes(name));
    for (const name of needed) expect(issueOf(command(type, { [name]: undefined }))).toMatchObject({ path: name, code: "missing" });
  });

  it("is a copy that shares nothing with what was given", () => {
    const input = command("earn");
    const read = parseCommand(input);
    if (read.type !== "earn") throw new Error(read.type);
    expect(read.basis).not.toBe(input["basis"]);
    expect(read.source).not.toBe(input["source"]);
    expect(read.explanation).not.toBe(input["explanation"]);
  });
});

describe("instants", () => {
  const otherRealm = runInNewContext(`new Date(${String(AT)})`) as Date;
  it.each([
    ["epoch milliseconds", AT],
    ["a Date", new Date(AT)],
    ["a Date of another realm", otherRealm],
    ["ISO 8601 in UTC", "2025-01-31T10:00:00Z"],
    ["ISO 8601 with offset", "2025-01-31T11:00:00+01:00"],
    ["ISO 8601 with a space", "2025-01-31 10:00:00.000Z"],
  ])("are read from %s", (_, at) => {
    const lots = [{ points: 1, expiresOn: null, earnedAt: at }];
    expect(parseCommand(command("hold", { at, recordedAt: at, until: at }))).toMatchObject({ at: AT, recordedAt: AT, until: AT });
    expect(parseCommand(command("import-opening-balance", { lots }))).toMatchObject({ lots: [{ earnedAt: AT }] });
  });

  it("have no -0", () => {
    expect(Object.is(parseCommand(command("expire", { at: -0 })).at, 0)).toBe(true);
  });

  it.each([
    ["the first", "0002-01-01T00:00:00Z"],
    ["the last", "9998-12-31T23:59:59.999Z"],
  ])("are taken from the years 0002 to 9998: %s", (_, at) => {
    expect(parseCommand(command("expire", { at })).at).toBe(instant(at));
  });

  it.each([
    ["before the first", "0001-12-31T23:59:59.999Z"],
    ["after the last", "9999-01-01T00:00:00Z"],
    ["a date", "2025-01-31"],
    ["a time without offset", "2025-01-31T10:00:00"],
    ["a day that does not exist", "2025-02-30T10:00:00Z"],
    ["words", "tomorrow"],
    ["an empty text", ""],
    ["half a millisecond", 0.5],
    ["NaN", NaN],
    ["Infinity", Infinity],
    ["beyond all dates", 8.64e15 + 1],
    ["digits in a text", String(AT)],
    ["a Date that is none", new Date(NaN)],
    ["something that calls itself a Date", { [Symbol.toStringTag]: "Date" }],
    ["null", null],
    ["true", true],
    ["an object", {}],
    ["a bigint", 5n],
  ])("are not %s", (_, at) => {
    expect(issueOf(command("expire", { at }))).toMatchObject({ path: "at", code: "invalid-instant" });
    expect(issueOf(command("expire", { recordedAt: at }))).toMatchObject({ path: "recordedAt", code: "invalid-instant" });
    expect(issueOf(command("hold", { until: at }))).toMatchObject({ path: "until", code: "invalid-instant" });
    const lots = [...(LAWFUL["import-opening-balance"]?.["lots"] as object[]), { points: 1, expiresOn: null, earnedAt: at }];
    expect(issueOf(command("import-opening-balance", { lots }))).toMatchObject({ path: "lots[2].earnedAt", code: "invalid-instant" });
  });
});

describe("ids and texts", () => {
  const places = [
    ["key", "expire"],
    ["earningId", "earn"],
    ["earningId", "activate"],
    ["earningId", "reverse-earning"],
    ["earningId", "extend-expiry"],
    ["redemptionId", "redeem"],
    ["redemptionId", "capture-hold"],
    ["redemptionId", "reverse-redemption"],
    ["holdId", "hold"],
    ["holdId", "capture-hold"],
    ["holdId", "release-hold"],
  ] as const;
  it.each(places)("%s of %s is 1 to 256 characters", (name, type) => {
    for (const id of ["x", "x".repeat(256), "__proto__", "constructor", " ", "é", "\ud83d\ude00"]) {
      expect(parseCommand(command(type, { [name]: id }))).toHaveProperty(name, id);
    }
    for (const id of ["", "x".repeat(257), "a\0", "\ud800", 5, null, {}, ["x"], new String("x"), Symbol("x"), 5n]) {
      expect(issueOf(command(type, { [name]: id }))).toMatchObject({ path: name, code: "invalid-id" });
    }
  });

  it.each(["adjust", "freeze", "unfreeze", "close"])("the reason of %s is 1 to 2000 characters", (type) => {
    expect(parseCommand(command(type, { reason: "x".repeat(2000) }))).toBeDefined();
    for (const reason of ["", "x".repeat(2001), "\0", "a\udc00", 5, null]) {
      expect(issueOf(command(type, { reason }))).toMatchObject({ path: "reason", code: "invalid-text" });
    }
  });

  it("an actor is of a known kind and has an id", () => {
    for (const kind of ["system", "staff", "customer", "import"]) {
      expect(parseCommand(command("expire", { actor: { kind, id: "x" } })).actor).toEqual({ kind, id: "x" });
    }
    expect(issueOf(command("expire", { actor: { kind: "robot", id: "x" } }))).toMatchObject({ path: "actor.kind", code: "unknown-value" });
    expect(issueOf(command("expire", { actor: { kind: "staff", id: "" } }))).toMatchObject({ path: "actor.id", code: "invalid-id" });
    expect(issueOf(command("expire", { actor: { ...ACTOR, name: "Eva" } }))).toMatchObject({ path: "actor.name", code: "unknown-field" });
    expect(issueOf(command("expire", { actor: "staff" }))).toMatchObject({ path: "actor", code: "not-an-object" });
  });

  it.each([
    ["source", "earn"],
    ["reward", "redeem"],
  ])("a %s has a kind and an id", (name, type) => {
    expect(issueOf(command(type, { [name]: { kind: "order" } }))).toMatchObject({ path: `${name}.id`, code: "missing" });
    expect(issueOf(command(type, { [name]: { kind: "", id: "1" } }))).toMatchObject({ path: `${name}.kind`, code: "invalid-id" });
    expect(issueOf(command(type, { [name]: { kind: "order", id: "1", total: 5 } }))).toMatchObject({ path: `${name}.total` });
    expect(issueOf(command(type, { [name]: null }))).toMatchObject({ path: name, code: "not-an-object" });
    expect(issueOf(command(type, { [name]: [] }))).toMatchObject({ path: name, code: "not-an-object" });
  });
});

describe("numbers", () => {
  it.each(["earn", "redeem", "hold", "capture-hold", "reverse-redemption", "reverse-earning"])(
    "the points of %s are whole and at least 1",
    (type) => {
      for (const points of [1, Number.MAX_SAFE_INTEGER]) expect(parseCommand(command(type, { points }))).toHaveProperty("points", points);
      for (const points of [0, -0, -1, 0.5, 2 ** 53, 1e300, NaN, Infinity, "5", null, 5n, [5]]) {
        expect(issueOf(command(type, { points }))).toMatchObject({ path: "points", code: "invalid-number" });
      }
    },
  );

  it("the points of adjust have a sign", () => {
    for (const points of [1, -1, Number.MIN_SAFE_INTEGER])
      expect(parseCommand(command("adjust", { points }))).toHaveProperty("points", points);
    for (const points of [0, -0, 0.5, -(2 ** 53), NaN, "5"]) {
      expect(issueOf(command("adjust", { points }))).toMatchObject({ path: "points", code: "invalid-number" });
    }
  });

  it("the expected version is a count", () => {
    for (const expectedVersion of [0, 7]) expect(parseCommand(command("expire", { expectedVersion }))).toMatchObject({ expectedVersion });
    for (const expectedVersion of [-1, 0.5, "7", null]) {
      expect(issueOf(command("expire", { expectedVersion }))).toMatchObject({ path: "expectedVersion", code: "invalid-number" });
    }
  });

  it.each([
    ["basis", "earn", {}],
    ["remaining", "reverse-earning", { points: undefined }],
  ])("%s is an amount of at least 0", (name, type, without) => {
    for (const amount of [
      { minor: 0, currency: "JPY" },
      { minor: 1999, currency: "EUR" },
    ]) {
      expect(parseCommand(command(type, { ...without, [name]: amount }))).toHaveProperty(name, amount);
    }
    const amounts = [
      { minor: -1, currency: "EUR" },
      { minor: 0.5, currency: "EUR" },
      { minor: 5, currency: "euro" },
      { minor: 5n, currency: "EUR" },
    ];
    for (const amount of [...amounts, { minor: "5", currency: "EUR" }, { minor: 5 }, {}, "19.99", 5, null, []]) {
      expect(issueOf(command(type, { ...without, [name]: amount }))).toMatchObject({ path: name, code: "invalid-amount" });
    }
    const zero = parseCommand(command(type, { ...without, [name]: { minor: -0, currency: "EUR" } })) as unknown as Record<
      string,
      { minor: number }
    >;
    expect(Object.is(zero[name]?.minor, 0)).toBe(true);
  });

  it("a return says either points or what remains", () => {
    expect(issueOf(command("reverse-earning", { remaining: { minor: 5, currency: "EUR" } }))).toEqual({
      path: "remaining",
      code: "one-too-many",
      message: "expected either points or remaining, got both",
    });
  });
});

describe("dates", () => {
  it.each([
    ["activatesOn", "earn"],
    ["expiresOn", "earn"],
    ["to", "extend-expiry"],
  ])("%s of %s exists", (name, type) => {
    for (const date of ["2025-01-31", "2024-02-29", "0001-01-01", "9999-12-31"]) {
      expect(parseCommand(command(type, { [name]: date }))).toHaveProperty(name, date);
    }
    const dates = ["2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "0000-01-01", "2025-1-31", "2025-01-31T00:00:00Z", "25-01-31"];
    for (const date of [...dates, "2025/01/31", " 2025-01-31", "2025-01-3١", "", "today", 20250131, new Date(AT), {}]) {
      expect(issueOf(command(type, { [name]: date }))).toMatchObject({ path: name, code: "invalid-date" });
    }
  });

  it("of points can be null where that means for ever", () => {
    expect(parseCommand(command("earn", { expiresOn: null }))).toHaveProperty("expiresOn", null);
    expect(issueOf(command("earn", { activatesOn: null }))).toMatchObject({ path: "activatesOn" });
    expect(issueOf(command("extend-expiry", { to: null }))).toMatchObject({ path: "to" });
  });
});

describe("lists", () => {
  const lot = { points: 1, expiresOn: null, earnedAt: AT };
  it("an import has 1 to 1000 lots", () => {
    for (const length of [1, 1000]) {
      expect(parseCommand(command("import-opening-balance", { lots: Array(length).fill(lot) }))).toHaveProperty("lots.length", length);
    }
    for (const lots of [[], Array(1001).fill(lot), {}, null, "lots", { length: 1, 0: lot }]) {
      expect(issueOf(command("import-opening-balance", { lots }))).toMatchObject({ path: "lots", code: "invalid-list" });
    }
  });

  it("a lot is at fault by its place", () => {
    const at = (fault: unknown): object => command("import-opening-balance", { lots: [lot, fault] });
    expect(issueOf(at({ ...lot, points: 0 }))).toMatchObject({ path: "lots[1].points", code: "invalid-number" });
    expect(issueOf(at({ ...lot, expiresOn: undefined }))).toMatchObject({ path: "lots[1].expiresOn", code: "missing" });
    expect(issueOf(at({ ...lot, expiresOn: "2025-02-30" }))).toMatchObject({ path: "lots[1].expiresOn", code: "invalid-date" });
    expect(issueOf(at({ ...lot, earningId: "e" }))).toMatchObject({ path: "lots[1].earningId", code: "unknown-field" });
    expect(issueOf(at(undefined))).toMatchObject({ path: "lots[1]", code: "missing" });
    expect(issueOf(at(null))).toMatchObject({ path: "lots[1]", code: "not-an-object" });
  });

  it("a hole in a list is a fault, not an end", () => {
    expect(issueOf(command("import-opening-balance", { lots: Array(1) }))).toMatchObject({ path: "lots[0]", code: "missing" });
  });
});

describe("an explanation", () => {
  it("says the same whatever the order of its keys", () => {
    const program = shop({});
    const { account } = openAccount(program, { accountId: "a", at: AT });
    const told = applyCommand(program, account, parseCommand(command("earn", { explanation: { a: 1, b: { c: 2, d: 3 } } })));
    if (!told.ok) throw new Error(told.error.code);
    const again = parseCommand(command("earn", { explanation: { b: { d: 3, c: 2 }, a: 1 } }));
    expect(applyCommand(program, told.value.account, again)).toMatchObject({ ok: true, value: { duplicate: true } });
    const other = parseCommand(command("earn", { explanation: { b: { d: 3, c: 1 }, a: 2 } }));
    expect(applyCommand(program, told.value.account, other)).toMatchObject({ ok: false, error: { code: "key-reused" } });
  });

  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  it.each<[string, unknown]>([
    ["a text", "10 points per euro"],
    ["null", null],
    ["objects", { a: [{ b: [true, null, 1.5] }] }],
    ["32 levels", nested(32)],
    ["9999 entries", Array(9999).fill(0)],
    ["an object of no prototype", Object.assign(Object.create(null) as object, { a: 1 })],
    ["an object of another realm", runInNewContext("({ a: [1] })")],
    ["a field called __proto__", JSON.parse('{"__proto__": {"points": 5}}')],
  ])("can be %s", (_, explanation) => {
    const read = parseCommand(command("earn", { explanation }));
    expect(JSON.stringify(read)).toContain(`"explanation":${JSON.stringify(explanation)}`);
    expect(({} as { points?: number }).points).toBeUndefined();
  });

  it("leaves out what is undefined, and has no -0", () => {
    expect(parseCommand(command("earn", { explanation: { a: undefined, b: -0 } }))).toHaveProperty("explanation", { b: 0 });
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each<[string, unknown]>([
    ["33 levels", nested(33)],
    ["10000 entries", Array(10_000).fill(0)],
    ["a circle", circle],
    ["a function", (): number => 1],
    ["a symbol", Symbol("s")],
    ["a bigint", 5n],
    ["NaN", { a: NaN }],
    ["Infinity", [Infinity]],
    ["a Date", new Date(0)],
    ["a Map", new Map()],
    ["a hole", Array(1)],
  ])("cannot be %s", (_, explanation) => {
    expect(issueOf(command("earn", { explanation }))).toMatchObject({ path: "explanation", code: "invalid-json" });
  });
});

describe("what is no command", () => {
  it.each([undefined, null, 5, "earn", [], [command("expire")], true, Symbol("s")])("%o", (input) => {
    expect(issueOf(input)).toMatchObject({ path: "", code: input === undefined ? "missing" : "not-an-object" });
  });

  it.each(["transfer", "merge", "Earn", "__proto__", "constructor", "toString", "", 5, null])("has type %o", (type) => {
    const issue = issueOf({ ...BASE, type });
    expect(issue).toMatchObject({ path: "type", code: "unknown-type" });
    expect(issue?.message).toMatch(/^expected one of earn, activate, .*, got /);
  });

  it.each(TYPES)("a field too many: %s", (type) => {
    expect(issueOf(command(type, { pionts: 5 }))).toMatchObject({ path: "pionts", code: "unknown-field" });
    expect(issueOf(JSON.parse(`{"__proto__": 5, ${JSON.stringify(command(type)).slice(1)}`))).toMatchObject({
      path: "__proto__",
      code: "unknown-field",
    });
  });

  it("says everything that is wrong, the first of it in the message", () => {
    const call = (): unknown => parseCommand({ type: "redeem", at: "soon", points: 1.5, redemptionId: "r", bonus: 1 });
    expect(issuesOf(call).map(({ path }) => path)).toEqual(["key", "at", "points", "bonus"]);
    expect(call).toThrow("invalid command: key: expected a string of 1 to 256 whole characters, got undefined (and 3 more)");
  });

  it.each<[string, () => unknown]>([
    [
      "an accessor that throws",
      () => ({
        ...BASE,
        type: "expire",
        get recordedAt(): never {
          throw new Error("never");
        },
      }),
    ],
    [
      "a revoked proxy",
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
    [
      "a proxy that throws",
      () =>
        new Proxy(command("expire"), {
          ownKeys: () => {
            throw new Error("never");
          },
        }),
    ],
  ])("%s", (_, make) => {
    expect(issueOf(make())).toMatchObject({ path: "", code: "unreadable" });
  });

  it("an accessor that answers differently each time is read once", () => {
    let asked = 0;
    const input = { ...command("redeem") };
    Object.defineProperty(input, "points", { enumerable: true, get: () => (asked++ === 0 ? 5 : -5) });
    expect(parseCommand(input)).toHaveProperty("points", 5);
  });

  it("a class instance with the fields of a command is one", () => {
    class Redemption {
      readonly type = "redeem";
      readonly key = "k";
      readonly at = AT;
      readonly redemptionId = "r";
      readonly points = 5;
    }
    expect(parseCommand(new Redemption())).toStrictEqual({ type: "redeem", key: "k", at: AT, redemptionId: "r", points: 5 });
  });
});

describe("transfers, merges, openings", () => {
  const program = shop();
  const [a, b] = [opened(program).account, opened(program, undefined, "b-1").account];
  const transfer = { type: "transfer", ...BASE, transferId: "t-1", points: 5 };
  const merge = { type: "merge", ...BASE };
  const transferred = (change: object): readonly ValidationIssue[] =>
    issuesOf(() => transferPoints(program, a, b, { ...transfer, ...change } as never));
  const merged = (change: object): readonly ValidationIssue[] =>
    issuesOf(() => mergeAccounts(program, a, b, { ...merge, ...change } as never));

  it("are read by the same rules", () => {
    expect(transferred({ points: 0 })).toMatchObject([{ path: "points", code: "invalid-number" }]);
    expect(transferred({ transferId: "" })).toMatchObject([{ path: "transferId", code: "invalid-id" }]);
    expect(transferred({ type: "redeem" })).toMatchObject([{ path: "type", code: "unknown-value" }]);
    expect(transferred({ reason: "gift" })).toMatchObject([{ path: "reason", code: "unknown-field" }]);
    expect(transferred({ at: undefined })).toMatchObject([{ path: "at", code: "missing" }]);
    expect(merged({ reason: "" })).toMatchObject([{ path: "reason", code: "invalid-text" }]);
    expect(merged({ key: 5 })).toMatchObject([{ path: "key", code: "invalid-id" }]);
    expect(merged({ points: 5 })).toMatchObject([{ path: "points", code: "unknown-field" }]);
    expect(transferPoints(program, a, b, { ...transfer, type: "transfer", at: new Date(AT) }).ok).toBe(false);
    expect(mergeAccounts(program, a, b, { ...merge, type: "merge", at: new Date(AT), reason: "one person" }).ok).toBe(true);
  });

  it("an account is opened with an id and an instant", () => {
    expect(openAccount(program, { accountId: "a", customerId: "c", at: new Date(AT) }).account).toMatchObject({
      customerId: "c",
      openedAt: AT,
    });
    const faults: [object, object][] = [
      [
        { accountId: "", at: AT },
        { path: "accountId", code: "invalid-id" },
      ],
      [
        { accountId: "a", at: "2025-01-31" },
        { path: "at", code: "invalid-instant" },
      ],
      [
        { accountId: "a", at: AT, customerId: 5 },
        { path: "customerId", code: "invalid-id" },
      ],
      [
        { accountId: "a", at: AT, program: "p" },
        { path: "program", code: "unknown-field" },
      ],
    ];
    for (const [options, issue] of faults) expect(issuesOf(() => openAccount(program, options as never))).toMatchObject([issue]);
  });
});
