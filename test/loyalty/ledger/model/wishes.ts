// What somebody wants to do next, in terms that stay lawful while a failure shrinks.
import fc from "fast-check";
import { worlds, type ProgramMood, type World } from "./arbitraries.js";

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });

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
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const newId = rarely(pick);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });
const lot = fc.record({ points: few, expires: maybe(small(50).map((n) => n - 10)), earned: small(60) });
const only = <T extends Act["type"]>(type: T): fc.Arbitrary<T> => fc.constant(type);

const acts: { readonly [T in Act["type"]]: fc.Arbitrary<Act> } = {
  earn: fc.record({
    type: only("earn"),
    points: one,
    basis: maybe(fc.constantFrom(1000, 999, 5999, 0)),
    activates: rarely(small(25).map((n) => n - 5)),
    expires: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 2, arbitrary: small(50).map((n) => n - 5) },
      { weight: 1, arbitrary: fc.constant("never" as const) },
    ),
    pick: newId,
  }),
  activate: fc.record({ type: only("activate"), pick }),
  "cancel-pending": fc.record({ type: only("cancel-pending"), pick }),
  redeem: fc.record({ type: only("redeem"), points: few, pick: newId }),
  hold: fc.record({ type: only("hold"), points: few, minutes: maybe(fc.constantFrom(30, 1440, 20_000)), pick: newId }),
  "capture-hold": fc.record({ type: only("capture-hold"), pick, points: maybe(few), into: newId }),
  "release-hold": fc.record({ type: only("release-hold"), pick }),
  "reverse-redemption": fc.record({ type: only("reverse-redemption"), pick, points: maybe(few) }),
  "reverse-earning": fc.record({
    type: only("reverse-earning"),
    pick,
    points: maybe(few),
    remaining: maybe(small(110)),
    currency: fc.constantFrom("EUR", "EUR", "EUR", "USD"),
  }),
  adjust: fc.record({
    type: only("adjust"),
    points: fc.oneof(
      few,
      few.map((n) => -n),
    ),
  }),
  expire: fc.record({ type: only("expire") }),
  "extend-expiry": fc.record({ type: only("extend-expiry"), pick: maybe(pick), days: small(60).map((n) => n - 10) }),
  "import-opening-balance": fc.record({ type: only("import-opening-balance"), lots: fc.array(lot, { minLength: 1, maxLength: 3 }) }),
  transfer: fc.record({ type: only("transfer"), points: few, pick: newId }),
  merge: fc.record({ type: only("merge") }),
  freeze: fc.record({ type: only("freeze") }),
  unfreeze: fc.record({ type: only("unfreeze") }),
  close: fc.record({ type: only("close") }),
  again: fc.record({
    type: only("again"),
    pick: fc.nat(30),
    change: fc.constantFrom("none" as const, "none" as const, "recorded" as const, "at" as const, "key-only" as const),
  }),
};

type Weights = { readonly [T in Act["type"]]?: number };

/** How often each is wanted: close, after which little is left to see, is rare. */
const USUAL: Weights = {
  earn: 20,
  activate: 6,
  "cancel-pending": 2,
  redeem: 12,
  hold: 8,
  "capture-hold": 10,
  "release-hold": 8,
  "reverse-redemption": 14,
  "reverse-earning": 12,
  adjust: 6,
  expire: 4,
  "extend-expiry": 4,
  "import-opening-balance": 4,
  transfer: 6,
  merge: 1,
  freeze: 1,
  unfreeze: 1,
  close: 2,
  again: 6,
};

/** Sequences of one kind, so that what belongs together meets: the policies that go with it, and how often what is wanted. */
const MOODS: readonly { readonly policies: ProgramMood; readonly weights: Weights }[] = [
  { policies: "usual", weights: USUAL },
  { policies: "usual", weights: { ...USUAL, merge: 8, transfer: 12, again: 16, close: 0 } },
  {
    policies: "inactivity clocks",
    weights: {
      earn: 12,
      redeem: 6,
      hold: 14,
      "capture-hold": 12,
      "release-hold": 8,
      "extend-expiry": 3,
      "reverse-redemption": 8,
      transfer: 4,
      merge: 1,
    },
  },
  {
    policies: "short periods, grace",
    weights: { earn: 12, redeem: 16, "reverse-redemption": 18, "extend-expiry": 3, transfer: 6, merge: 1, "import-opening-balance": 2 },
  },
  { policies: "debt", weights: { earn: 14, redeem: 12, "reverse-earning": 20, hold: 2, adjust: 4, "reverse-redemption": 6, merge: 1 } },
  {
    policies: "pending points",
    weights: { earn: 20, activate: 12, "cancel-pending": 4, "reverse-earning": 8, "extend-expiry": 5, redeem: 4, merge: 1 },
  },
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

const wishes = (weights: Weights): fc.Arbitrary<Wish> =>
  fc.record({
    who: fc.constantFrom(0 as const, 0 as const, 1 as const),
    stubborn: fc.integer({ min: 0, max: 7 }).map((n) => n === 7),
    when,
    act: fc.oneof(...Object.entries(acts).map(([type, arbitrary]) => ({ weight: weights[type as Act["type"]] ?? 0, arbitrary }))),
    instantsAsText: fc.boolean(),
    expects: fc.oneof(
      { weight: 9, arbitrary: fc.constant("nothing" as const) },
      { weight: 1, arbitrary: fc.constantFrom("current" as const, "stale" as const) },
    ),
    otherProgram: fc.integer({ min: 0, max: 60 }).map((n) => n === 60),
  });

/** Worlds and wishes of each mood. */
export const moods: readonly { readonly worlds: fc.Arbitrary<World>; readonly wishes: fc.Arbitrary<Wish> }[] = MOODS.map(
  ({ policies, weights }) => ({ worlds: worlds(policies), wishes: wishes(weights) }),
);
