// Every policy of a program, its default, and what is refused.
import { isValidationError } from "clientele";
import { applyCommand, parseProgram, pointProgramSchema, type PointProgram } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { opened, shop } from "./support.js";

const LEAST = { id: "points", timeZone: "Europe/Berlin" };

function parsed(change: object): PointProgram {
  return parseProgram(deepFreeze({ ...LEAST, ...change }));
}

/** Where the faults of a definition are. */
function faults(definition: unknown): string[] {
  try {
    parseProgram(definition);
  } catch (error) {
    if (isValidationError(error)) return error.issues.map(({ path }) => path);
    throw error;
  }
  return [];
}

it("has these defaults", () => {
  expect(parsed({})).toStrictEqual({
    id: "points",
    timeZone: "Europe/Berlin",
    expiry: { kind: "never" },
    expiryStarts: "activated",
    pending: { kind: "none" },
    consumption: "soonest-expiry-first",
    restoredExpiry: { kind: "keep-but-at-least", days: 30 },
    restoreOrder: "reverse-of-consumption",
    shortfall: "carry-debt",
    heldPoints: "do-not-expire",
    transferExpiry: "keep",
    redemption: {},
    debtLimit: null,
    backdatingLimitDays: null,
    closedUntil: null,
    rememberDays: 730,
  });
});

const LAWFUL: readonly (readonly [string, unknown])[] = [
  ...["activated", "earned"].map((value) => ["expiryStarts", value] as const),
  ...["soonest-expiry-first", "first-in-first-out", "last-in-first-out"].map((value) => ["consumption", value] as const),
  ...["reverse-of-consumption", "soonest-expiry-first"].map((value) => ["restoreOrder", value] as const),
  ...["carry-debt", "clamp-to-zero", "source-lot-only", "pending-only", "reject"].map((value) => ["shortfall", value] as const),
  ...["do-not-expire", "expire"].map((value) => ["heldPoints", value] as const),
  ...["keep", "reissue"].map((value) => ["transferExpiry", value] as const),
  ["expiry", { kind: "never" }],
  ["expiry", { kind: "rolling", days: 1 }],
  ["expiry", { kind: "rolling", months: 24, roundUpTo: "quarter" }],
  ["expiry", { kind: "rolling", years: 3, roundUpTo: { month: 2, day: 29 } }],
  ...["month", "quarter", "half-year", "year"].map((roundUpTo) => ["expiry", { kind: "rolling", days: 100_000, roundUpTo }] as const),
  ["expiry", { kind: "fixed-dates", dates: ["02-29", "12-31"] }],
  ["expiry", { kind: "fixed-dates", dates: ["12-31"], minimumDays: 0 }],
  ["expiry", { kind: "inactivity", days: 90, activities: ["earn"] }],
  ["expiry", { kind: "inactivity", months: 18, activities: ["earn", "redeem"] }],
  ["expiry", { kind: "earliest-of", policies: [{ kind: "never" }, { kind: "earliest-of", policies: [{ kind: "rolling", days: 5 }] }] }],
  ["expiry", { kind: "earliest-of", policies: [{ kind: "earliest-of", policies: [{ kind: "never" }, { kind: "rolling", days: 5 }] }] }],
  ["pending", { kind: "none" }],
  ["pending", { kind: "days", days: 0 }],
  ["pending", { kind: "until-activated" }],
  ["pending", { kind: "until-activated", cancelAfterDays: 14 }],
  ["restoredExpiry", { kind: "keep-but-at-least", days: 0 }],
  ["restoredExpiry", { kind: "keep" }],
  ["restoredExpiry", { kind: "reissue" }],
  ["restoredExpiry", { kind: "forbidden" }],
  ["redemption", { minimum: 100, increment: 50, maximum: 1000 }],
  ["redemption", { minimum: 101, increment: 50, maximum: 150 }],
  ["debtLimit", 0],
  ["debtLimit", null],
  ["backdatingLimitDays", 0],
  ["closedUntil", "2024-12-31"],
  ["rememberDays", 0],
  ["rememberDays", null],
  ["timeZone", "America/Sao_Paulo"],
  ["timeZone", "UTC"],
  ["id", "x".repeat(256)],
];

describe("what can be said", () => {
  it.each(LAWFUL)("%s: %j", (field, value) => {
    const program = parsed({ [field]: value });
    expect(program).toHaveProperty(field, value);
    expect(JSON.parse(JSON.stringify(program))).toStrictEqual(program);
    expect(parseProgram(program)).toStrictEqual(program);
    expect(pointProgramSchema.parse({ ...LEAST, [field]: value })).toStrictEqual(program);
    const { account } = opened(program);
    const earn = { type: "earn", key: "k", at: "2025-06-01T00:00:00Z", earningId: "e", points: 100 } as const;
    expect(applyCommand(program, account, earn).ok).toBe(true);
  });

  it("the grace of restored points is 30 days when not said", () => {
    expect(parsed({ restoredExpiry: { kind: "keep-but-at-least" } }).restoredExpiry).toEqual({ kind: "keep-but-at-least", days: 30 });
  });

  it("what is undefined is not said", () => {
    const program = parsed({
      consumption: undefined,
      redemption: { minimum: undefined },
      expiry: { kind: "rolling", days: 5, months: undefined },
    });
    expect(program).toStrictEqual(parsed({ expiry: { kind: "rolling", days: 5 } }));
  });

  it("-0 is 0", () => {
    expect(Object.is(parsed({ debtLimit: -0 }).debtLimit, 0)).toBe(true);
  });
});

const inactivity = { kind: "inactivity", days: 5, activities: ["earn"] };
const deep = (depth: number): object => (depth === 0 ? { kind: "never" } : { kind: "earliest-of", policies: [deep(depth - 1)] });

describe("what cannot be said", () => {
  it.each<[string, string, unknown]>([
    ["no id", "id", undefined],
    ["an empty id", "id", ""],
    ["an id too long", "id", "x".repeat(257)],
    ["no zone", "timeZone", undefined],
    ["a zone that is none", "timeZone", "Europe/Atlantis"],
    ["an offset for a zone in words", "timeZone", "two hours east"],
    ["an unknown expiry", "expiry.kind", { kind: "someday" }],
    ["an expiry in words", "expiry", "never"],
    ["a rolling expiry without a period", "expiry", { kind: "rolling" }],
    ["a rolling expiry with two", "expiry", { kind: "rolling", days: 5, months: 1 }],
    ["0 days", "expiry.days", { kind: "rolling", days: 0 }],
    ["half a month", "expiry.months", { kind: "rolling", months: 0.5 }],
    ["too many days", "expiry.days", { kind: "rolling", days: 100_001 }],
    ["too many years", "expiry.years", { kind: "rolling", years: 8334 }],
    ["an unknown rounding", "expiry.roundUpTo", { kind: "rolling", days: 5, roundUpTo: "week" }],
    ["30 February", "expiry.roundUpTo", { kind: "rolling", days: 5, roundUpTo: { month: 2, day: 30 } }],
    ["no dates", "expiry.dates", { kind: "fixed-dates", dates: [] }],
    ["a day that no year has", "expiry.dates[1]", { kind: "fixed-dates", dates: ["12-31", "02-30"] }],
    ["a date with its year", "expiry.dates[0]", { kind: "fixed-dates", dates: ["2024-12-31"] }],
    ["a day of the year and more", "expiry.dates[0]", { kind: "fixed-dates", dates: ["12-31 "] }],
    ["negative days", "expiry.minimumDays", { kind: "fixed-dates", dates: ["12-31"], minimumDays: -1 }],
    ["an inactivity in years beside days", "expiry", { kind: "inactivity", years: 1, days: 5, activities: ["earn"] }],
    ["no activities", "expiry.activities", { kind: "inactivity", days: 5, activities: [] }],
    ["an unknown activity", "expiry.activities[0]", { kind: "inactivity", days: 5, activities: ["login"] }],
    ["an earliest of nothing", "expiry.policies", { kind: "earliest-of", policies: [] }],
    [
      "an earliest of nothing inside",
      "expiry.policies[0].policies",
      { kind: "earliest-of", policies: [{ kind: "earliest-of", policies: [] }] },
    ],
    ["a fault inside", "expiry.policies[1].days", { kind: "earliest-of", policies: [{ kind: "never" }, { kind: "rolling", days: 0 }] }],
    ["two clocks", "expiry", { kind: "earliest-of", policies: [inactivity, { kind: "earliest-of", policies: [inactivity] }] }],
    ["an unknown start", "expiryStarts", "ordered"],
    ["unknown pending", "pending.kind", { kind: "weeks", weeks: 2 }],
    ["pending without days", "pending.days", { kind: "days" }],
    ["pending of minus 1 day", "pending.days", { kind: "days", days: -1 }],
    ["a field of another kind", "pending", { kind: "none", days: 5 }],
    ["an unknown order", "consumption", "lifo"],
    ["an unknown restoration", "restoredExpiry.kind", { kind: "drop" }],
    ["a grace of half a day", "restoredExpiry.days", { kind: "keep-but-at-least", days: 0.5 }],
    ["an unknown order of restoration", "restoreOrder", "random"],
    ["an unknown shortfall", "shortfall", "ignore"],
    ["unknown held points", "heldPoints", "maybe"],
    ["an unknown transfer", "transferExpiry", "double"],
    ["a minimum of 0", "redemption.minimum", { minimum: 0 }],
    ["limits that nothing meets", "redemption", { minimum: 101, increment: 50, maximum: 149 }],
    ["an unknown limit", "redemption", { most: 5 }],
    ["a negative debt limit", "debtLimit", -1],
    ["a limit in words", "backdatingLimitDays", "7"],
    ["a day that does not exist", "closedUntil", "2025-02-29"],
    ["a day and more", "closedUntil", "2024-12-31 "],
    ["a moment for a day", "closedUntil", "2024-12-31T00:00:00Z"],
    ["a memory of minus 1 day", "rememberDays", -1],
    ["a memory too long", "rememberDays", 100_001],
    ["a field too many", "", "unknownField"],
  ])("%s", (_, path, value) => {
    const field = path === "" ? "colour" : (/^\w+/.exec(path)?.[0] ?? "");
    expect(faults({ ...LEAST, [field]: value })).toEqual([path]);
    expect(pointProgramSchema.safeParse({ ...LEAST, [field]: value }).success).toBe(false);
  });

  it.each([undefined, null, 5, "program", []])("%o", (definition) => {
    expect(faults(definition)).toEqual([""]);
  });

  it("more than eight policies within each other", () => {
    expect(faults({ ...LEAST, expiry: deep(8) })).toEqual([]);
    expect(faults({ ...LEAST, expiry: deep(9) })).toHaveLength(1);
    expect(faults({ ...LEAST, expiry: deep(3000) })).toHaveLength(1);
  });

  it("several things at once, each named", () => {
    expect(faults({ id: "", timeZone: "Nowhere", debtLimit: -1 })).toEqual(["id", "timeZone", "debtLimit"]);
    expect(() => parseProgram({ id: "", timeZone: "UTC" })).toThrow(/^invalid program: id: /);
    expect(() => parseProgram({ id: 5, timeZone: "UTC" })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: "invalid-type" })] }),
    );
  });

  it("what throws when it is read", () => {
    const definition = {
      id: "points",
      get timeZone(): never {
        throw new Error("never");
      },
    };
    expect(() => parseProgram(definition)).toThrow("invalid program: expected a definition that can be read, got one that throws");
    expect(() => parseProgram(definition)).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ code: "unreadable" })] }));
  });
});

it("fills in the defaults of accounts, too", () => {
  expect(opened(shop()).account).toMatchObject({ consumption: "soonest-expiry-first", heldPoints: "do-not-expire", rememberDays: 730 });
});
