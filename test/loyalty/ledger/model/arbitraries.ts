// Programs with every policy and option, and openings shortly before the clocks change or a month ends.
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
const shortRolling = small(15, 1).map((n): Expiry => ({ kind: "rolling", days: n }));
const clockWithEnd = fc.tuple(inactivity, fc.oneof(rolling, fixedDates)).map((policies): Expiry => ({ kind: "earliest-of", policies }));
const earliestOf = fc
  .tuple(fc.oneof(inactivity, rolling, never), fc.array(fc.oneof(rolling, fixedDates, never), { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([first, others, last]): Expiry => ({ kind: "earliest-of", policies: last ? [...others, first] : [first, ...others] }));
const expiry = fc.oneof(
  { weight: 1, arbitrary: never },
  ...[rolling, fixedDates, inactivity, earliestOf].map((arbitrary) => ({ weight: 2, arbitrary })),
);

const waiting = fc.oneof(
  small(20).map((n) => ({ kind: "days" as const, days: n })),
  fc.constantFrom({ kind: "until-activated" as const }, { kind: "until-activated" as const, cancelAfterDays: 10 }),
);
const pending = fc.oneof({ weight: 3, arbitrary: fc.constant({ kind: "none" as const }) }, { weight: 4, arbitrary: waiting });
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

/** The policies of a program, each with every option. */
const policies = {
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
};

/** Policies that a mood insists on. */
const INSISTED = {
  usual: {},
  "inactivity clocks": { expiry: fc.oneof(inactivity, clockWithEnd) },
  "short periods, grace": {
    expiry: fc.oneof(shortRolling, inactivity),
    restoredExpiry: fc.oneof(
      small(20, 1).map((n) => ({ kind: "keep-but-at-least" as const, days: n })),
      fc.constant({ kind: "keep" as const }),
    ),
  },
  debt: { shortfall: fc.constant("carry-debt" as const), debtLimit: seldom(small(20)) },
  "pending points": { pending: waiting },
};
export type ProgramMood = keyof typeof INSISTED;

/** A program, an opening, and whether a closed period begins some days before or after it. */
export function worlds(mood: ProgramMood): fc.Arbitrary<World> {
  const options: fc.Arbitrary<object> = fc.record({ ...policies, ...INSISTED[mood] });
  return fc
    .record({ zone: fc.constantFrom(...ZONES), opening: fc.nat(5), closedAfterDays: usuallyAbsent(small(6).map((n) => n - 3)), options })
    .map(({ zone: [timeZone, openings], opening, closedAfterDays, options }) => {
      const openedAt = instant(openings[opening % openings.length] ?? "2025-01-01T00:00:00Z");
      const closedUntil = closedAfterDays === undefined ? {} : { closedUntil: dateOf(openedAt + closedAfterDays * DAY) };
      const chosen = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
      return { program: { id: "points", timeZone, ...closedUntil, ...chosen }, openedAt };
    });
}

export const DAY = 86_400_000;

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
