// Programs with every policy and option, and wishes: what somebody wants to do next, in terms that stay lawful while a failure shrinks.
import { instant } from "clientele/time";
import fc from "fast-check";
import type { Expiry, ModelProgram } from "./model-types.js";

/** A program, and when the accounts are opened: some days before the clocks change or a month ends. */
export interface World {
  readonly program: ModelProgram;
  readonly openedAt: number;
}

const ZONES: readonly (readonly [timeZone: string, openings: readonly string[]])[] = [
  ["UTC", ["2024-12-20T10:00:00Z", "2024-02-25T00:00:00Z"]],
  ["Europe/Berlin", ["2025-03-20T10:00:00Z", "2025-10-20T21:30:00Z", "2024-02-20T23:00:00Z"]],
  ["America/Sao_Paulo", ["2017-10-05T12:00:00Z", "2018-02-10T02:30:00Z"]],
  ["Pacific/Apia", ["2011-12-20T20:00:00Z", "2011-12-26T09:59:00Z"]],
  ["Australia/Lord_Howe", ["2025-03-28T01:00:00Z", "2025-09-28T13:30:00Z"]],
  ["Asia/Kolkata", ["2024-02-20T18:30:00Z", "2025-12-20T08:00:00Z"]],
  ["America/New_York", ["2024-03-03T17:00:00Z", "2024-10-28T04:00:00Z"]],
];

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const days = small(40, 1).map((n) => ({ days: n }));
const months = small(3, 1).map((n) => ({ months: n }));
const span = fc.oneof(days, months, fc.constant({ years: 1 }));
const roundUpTo = fc.constantFrom(
  "month" as const,
  "quarter" as const,
  "half-year" as const,
  "year" as const,
  { month: 2, day: 29 },
  { month: 4, day: 30 },
  { month: 10, day: 15 },
);
const dateLists = [["12-31"], ["03-31", "10-31"], ["02-29", "06-30", "11-30"], ["01-31", "04-30", "07-31", "10-31"]];

const rolling = fc.record({ span, roundUpTo: fc.option(roundUpTo, { nil: undefined }) }).map(({ span, roundUpTo }): Expiry => ({
  kind: "rolling",
  ...span,
  ...(roundUpTo && { roundUpTo }),
}));
const fixedDates = fc
  .record({ dates: fc.constantFrom(...dateLists), minimumDays: fc.option(small(60), { nil: undefined }) })
  .map(({ dates, minimumDays }): Expiry => ({ kind: "fixed-dates", dates, ...(minimumDays !== undefined && { minimumDays }) }));
const inactivity = fc
  .record({
    span: fc.oneof(days, months),
    activities: fc.constantFrom(["earn", "redeem"] as const, ["earn"] as const, ["redeem"] as const),
  })
  .map(({ span, activities }): Expiry => ({ kind: "inactivity", ...span, activities: [...activities] }));
const never = fc.constant<Expiry>({ kind: "never" });
const earliestOf = fc
  .tuple(fc.oneof(inactivity, rolling, never), fc.array(fc.oneof(rolling, fixedDates, never), { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([first, others, last]): Expiry => ({ kind: "earliest-of", policies: last ? [...others, first] : [first, ...others] }));
const expiry = fc.oneof(
  { weight: 1, arbitrary: never },
  ...[rolling, fixedDates, inactivity, earliestOf].map((arbitrary) => ({ weight: 2, arbitrary })),
);

const pending = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: "none" as const }) },
  { weight: 2, arbitrary: small(20).map((n) => ({ kind: "days" as const, days: n })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom({ kind: "until-activated" as const }, { kind: "until-activated" as const, cancelAfterDays: 10 }),
  },
);
const restoredExpiry = fc.oneof(
  { weight: 3, arbitrary: small(60).map((n) => ({ kind: "keep-but-at-least" as const, days: n })) },
  { weight: 3, arbitrary: fc.constantFrom({ kind: "keep" as const }, { kind: "reissue" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "forbidden" as const }) },
);
const redemption = fc.record({ minimum: small(10, 1), increment: fc.constantFrom(2, 5), maximum: small(80, 20) }, { requiredKeys: [] });
/** Seldom given, as it refuses much. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 3 });
const given = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 4 });
const usuallyAbsent = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** A program, an opening, and whether a closed period begins some days before or after it. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    opening: fc.nat(5),
    closedAfterDays: usuallyAbsent(small(6).map((n) => n - 3)),
    options: fc.record({
      expiry: given(expiry),
      expiryStarts: given(fc.constantFrom("activated" as const, "earned" as const)),
      pending: given(pending),
      consumption: given(fc.constantFrom("soonest-expiry-first" as const, "first-in-first-out" as const, "last-in-first-out" as const)),
      restoredExpiry: given(restoredExpiry),
      restoreOrder: given(fc.constantFrom("reverse-of-consumption" as const, "soonest-expiry-first" as const)),
      shortfall: given(fc.constantFrom("carry-debt", "clamp-to-zero", "source-lot-only", "pending-only", "reject")),
      heldPoints: given(fc.constantFrom("do-not-expire" as const, "expire" as const)),
      transferExpiry: given(fc.constantFrom("keep" as const, "reissue" as const)),
      redemption: usuallyAbsent(redemption),
      debtLimit: usuallyAbsent(small(40)),
      backdatingLimitDays: usuallyAbsent(small(10)),
      rememberDays: seldom(fc.constantFrom(null, 5, 20, 45, 120, 730)),
    }),
  })
  .map(({ zone: [timeZone, openings], opening, closedAfterDays, options }) => {
    const openedAt = instant(openings[opening % openings.length] ?? "2025-01-01T00:00:00Z");
    const closedUntil = closedAfterDays === undefined ? {} : { closedUntil: dateOf(openedAt + closedAfterDays * DAY) };
    const chosen = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    return { program: { id: "points", timeZone, ...closedUntil, ...chosen }, openedAt };
  });

export const DAY = 86_400_000;

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** When something is done, seen from the last thing that was done. */
export type When =
  | { readonly kind: "after"; readonly minutes: number }
  | { readonly kind: "local-day"; readonly days: number; readonly edge: number }
  | { readonly kind: "month-end"; readonly edge: number }
  | { readonly kind: "next-due"; readonly edge: number }
  | { readonly kind: "before"; readonly days: number };

const edge = fc.constantFrom(0, -1, 1);
const when: fc.Arbitrary<When> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("after" as const), minutes: fc.constantFrom(0, 1, 90, 700) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("local-day" as const), days: fc.oneof(small(3), small(30)), edge }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("local-day" as const), days: fc.constantFrom(46, 121, 400, 731), edge }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("month-end" as const), edge }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("next-due" as const), edge }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("before" as const), days: fc.oneof(small(3), small(30)) }) },
);

/** What somebody wants; ids are positions in what is there (`pick`). */
export type Act =
  | {
      readonly type: "earn";
      points: number;
      basis: number | null;
      activates: number | null;
      expires: number | "never" | null;
      pick: number | null;
    }
  | { readonly type: "activate" | "cancel-pending"; pick: number }
  | { readonly type: "redeem"; points: number; pick: number | null }
  | { readonly type: "hold"; points: number; minutes: number | null; pick: number | null }
  | { readonly type: "capture-hold"; pick: number; points: number | null; into: number | null }
  | { readonly type: "release-hold"; pick: number }
  | { readonly type: "reverse-redemption"; pick: number; points: number | null }
  | { readonly type: "reverse-earning"; pick: number; points: number | null; remaining: number | null; currency: string }
  | { readonly type: "adjust"; points: number }
  | { readonly type: "expire" | "freeze" | "unfreeze" | "close" }
  | { readonly type: "extend-expiry"; pick: number | null; days: number }
  | { readonly type: "import-opening-balance"; lots: readonly { points: number; expires: number | null; earned: number }[] }
  | { readonly type: "transfer"; points: number; pick: number | null }
  | { readonly type: "merge" }
  | { readonly type: "again"; pick: number; change: "none" | "recorded" | "at" | "key-only" };

const one = small(60, 1);
const few = fc.oneof(small(12, 1), one);
const pick = fc.nat(9);
const newId = usuallyAbsent(pick).map((n) => n ?? null);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });
const lot = fc.record({ points: few, expires: maybe(small(50).map((n) => n - 10)), earned: small(60) });
const only = <T extends Act["type"]>(type: T): fc.Arbitrary<T> => fc.constant(type);

const acts: readonly (readonly [weight: number, fc.Arbitrary<Act>])[] = [
  [
    10,
    fc.record({
      type: only("earn"),
      points: one,
      basis: maybe(fc.constantFrom(1000, 999, 5999, 0)),
      activates: usuallyAbsent(small(25).map((n) => n - 5)).map((n) => n ?? null),
      expires: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: small(50).map((n) => n - 5) },
        { weight: 1, arbitrary: fc.constant("never" as const) },
      ),
      pick: newId,
    }),
  ],
  [3, fc.record({ type: only("activate"), pick })],
  [1, fc.record({ type: only("cancel-pending"), pick })],
  [6, fc.record({ type: only("redeem"), points: few, pick: newId })],
  [4, fc.record({ type: only("hold"), points: few, minutes: maybe(fc.constantFrom(30, 1440, 20_000)), pick: newId })],
  [5, fc.record({ type: only("capture-hold"), pick, points: maybe(few), into: newId })],
  [2, fc.record({ type: only("release-hold"), pick })],
  [7, fc.record({ type: only("reverse-redemption"), pick, points: maybe(few) })],
  [
    6,
    fc.record({
      type: only("reverse-earning"),
      pick,
      points: maybe(few),
      remaining: maybe(small(110)),
      currency: fc.constantFrom("EUR", "EUR", "EUR", "USD"),
    }),
  ],
  [
    3,
    fc.record({
      type: only("adjust"),
      points: fc.oneof(
        few,
        few.map((n) => -n),
      ),
    }),
  ],
  [2, fc.record({ type: only("expire") })],
  [2, fc.record({ type: only("extend-expiry"), pick: maybe(pick), days: small(60).map((n) => n - 10) })],
  [2, fc.record({ type: only("import-opening-balance"), lots: fc.array(lot, { minLength: 1, maxLength: 3 }) })],
  [3, fc.record({ type: only("transfer"), points: few, pick: newId })],
  [1, fc.record({ type: fc.constantFrom("freeze" as const, "unfreeze" as const, "unfreeze" as const) })],
  [
    3,
    fc.record({
      type: only("again"),
      pick: fc.nat(30),
      change: fc.constantFrom("none" as const, "recorded" as const, "at" as const, "key-only" as const),
    }),
  ],
  [1, fc.record({ type: fc.constantFrom("merge" as const, "merge" as const, "close" as const) })],
];

/** One wish of one of two people. */
export interface Wish {
  readonly who: 0 | 1;
  /** Try it even when nothing is there for it, or the account has come to its end. */
  readonly stubborn: boolean;
  readonly when: When;
  readonly act: Act;
  readonly instantsAsText: boolean;
  readonly expects: "nothing" | "current" | "stale";
  readonly otherProgram: boolean;
}

/** Merge and close, after which little is left to see, are rare. */
export const wishes: fc.Arbitrary<Wish> = fc.record({
  who: fc.constantFrom(0 as const, 0 as const, 1 as const),
  stubborn: fc.integer({ min: 0, max: 7 }).map((n) => n === 7),
  when,
  act: fc.oneof(...acts.map(([weight, arbitrary]) => ({ weight, arbitrary }))),
  instantsAsText: fc.boolean(),
  expects: fc.oneof(
    { weight: 9, arbitrary: fc.constant("nothing" as const) },
    { weight: 1, arbitrary: fc.constantFrom("current" as const, "stale" as const) },
  ),
  otherProgram: fc.integer({ min: 0, max: 60 }).map((n) => n === 60),
});
