import { z } from "zod";
import { ValidationError } from "../../foundation/errors/validation-error.js";
import { LONGEST_ID } from "../../foundation/ids/ids.js";
import { isDate, type CalendarDate } from "../../foundation/time/calendar-date.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { ExpiryPolicy, PointProgram } from "./program.js";

/** No period of a program is longer, in its own unit: far beyond a life, far within the calendar. */
const LONGEST = 100_000;
const MOST_NESTED = 8;

const count = z.int().min(1).max(LONGEST);
const days = z.int().min(0).max(LONGEST);
const limit = z.int().min(1);
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date that exists, YYYY-MM-DD")
  .refine((text) => isDate(...dateParts(text)), "expected a date that exists, YYYY-MM-DD");
const dayOfYear = z
  .string()
  .regex(/^\d{2}-\d{2}$/, "expected a day of the year, MM-DD")
  .refine((text) => isDayOfYear(Number(text.slice(0, 2)), Number(text.slice(3))), "expected a day of the year, MM-DD");

const rolling = z
  .strictObject({
    kind: z.literal("rolling"),
    days: count.optional(),
    months: count.optional(),
    years: count.max(LONGEST / 12).optional(),
    roundUpTo: z
      .union([
        z.enum(["month", "quarter", "half-year", "year"]),
        z
          .strictObject({ month: z.int(), day: z.int() })
          .refine(({ month, day }) => isDayOfYear(month, day), "expected a day that a year can have"),
      ])
      .optional(),
  })
  .refine(hasOnePeriod, "expected exactly one of days, months and years");

const inactivity = z
  .strictObject({
    kind: z.literal("inactivity"),
    days: count.optional(),
    months: count.optional(),
    activities: z.array(z.enum(["earn", "redeem"])).min(1),
  })
  .refine(hasOnePeriod, "expected exactly one of days and months");

const fixedDates = z.strictObject({
  kind: z.literal("fixed-dates"),
  dates: z.array(dayOfYear).min(1).max(366),
  minimumDays: days.optional(),
});

const expiry: z.ZodType<ExpiryPolicy> = expiryNested(MOST_NESTED).refine(
  (policy) => inactivities(policy) <= 1,
  "expected at most one inactivity policy, since an account has one clock",
);

const program = z.strictObject({
  id: z.string().min(1).max(LONGEST_ID),
  timeZone: z.string().refine(isZone, 'expected an IANA time zone such as "Europe/Berlin"'),
  expiry: expiry.default({ kind: "never" }),
  expiryStarts: z.enum(["activated", "earned"]).default("activated"),
  pending: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("none") }),
      z.strictObject({ kind: z.literal("days"), days }),
      z.strictObject({ kind: z.literal("until-activated"), cancelAfterDays: days.optional() }),
    ])
    .default({ kind: "none" }),
  consumption: z.enum(["soonest-expiry-first", "first-in-first-out", "last-in-first-out"]).default("soonest-expiry-first"),
  restoredExpiry: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("keep-but-at-least"), days: days.default(30) }),
      z.strictObject({ kind: z.literal("keep") }),
      z.strictObject({ kind: z.literal("reissue") }),
      z.strictObject({ kind: z.literal("forbidden") }),
    ])
    .default({ kind: "keep-but-at-least", days: 30 }),
  restoreOrder: z.enum(["reverse-of-consumption", "soonest-expiry-first"]).default("reverse-of-consumption"),
  shortfall: z.enum(["carry-debt", "clamp-to-zero", "source-lot-only", "pending-only", "reject"]).default("carry-debt"),
  heldPoints: z.enum(["do-not-expire", "expire"]).default("do-not-expire"),
  transferExpiry: z.enum(["keep", "reissue"]).default("keep"),
  redemption: z
    .strictObject({ minimum: limit.optional(), increment: limit.optional(), maximum: limit.optional() })
    .refine(
      ({ minimum = 1, maximum = Infinity, increment = 1 }) => Math.ceil(minimum / increment) * increment <= maximum,
      "expected limits that some number of points meets",
    )
    .default({}),
  debtLimit: z.int().min(0).nullable().default(null),
  backdatingLimitDays: z.int().min(0).nullable().default(null),
  closedUntil: (date as unknown as z.ZodType<CalendarDate>).nullable().default(null),
  rememberDays: days.nullable().default(730),
});

/**
 * Reads the definition of a point program and fills in the defaults: points never lapse, are spendable at once, those that lapse soonest are taken first, points
 * that a reversed redemption gives back live at least 30 more days, and returned purchases whose points are spent leave a debt.
 *
 * @param definition - The definition, from code or from outside; see {@link PointProgram} for its fields. `id` and `timeZone` are required, fields that are not
 * known are an error.
 * @returns The program, every policy spelled out: plain JSON.
 * @throws A {@link ValidationError} that names every field at fault.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 24, roundUpTo: "year" } });
 * program.consumption; // => "soonest-expiry-first"
 * program.restoredExpiry; // => { kind: "keep-but-at-least", days: 30 }
 *
 * @category Program
 */
export function parseProgram(definition: unknown): PointProgram {
  const read = readSafely(definition);
  if (read?.success === true) return read.data;
  const issues = read?.error.issues ?? [];
  throw new ValidationError(
    "program",
    issues.length === 0
      ? [{ path: "", code: "unreadable", message: "expected a definition that can be read, got one that throws" }]
      : issues.map(({ path, code, message }) => ({ path: path.join("."), code, message })),
  );
}

function readSafely(definition: unknown): ReturnType<typeof program.safeParse> | undefined {
  try {
    return program.safeParse(definition);
  } catch {
    return undefined;
  }
}

function expiryNested(depth: number): z.ZodType<ExpiryPolicy> {
  const simple = [z.strictObject({ kind: z.literal("never") }), rolling, fixedDates, inactivity] as const;
  if (depth === 0) return z.discriminatedUnion("kind", simple);
  const earliestOf = z.strictObject({ kind: z.literal("earliest-of"), policies: z.array(z.lazy(() => expiryNested(depth - 1))).min(1) });
  return z.discriminatedUnion("kind", [...simple, earliestOf]);
}

function inactivities(policy: ExpiryPolicy): number {
  if (policy.kind !== "earliest-of") return policy.kind === "inactivity" ? 1 : 0;
  return policy.policies.reduce((sum, part) => sum + inactivities(part), 0);
}

function hasOnePeriod(policy: { days?: number | undefined; months?: number | undefined; years?: number | undefined }): boolean {
  return [policy.days, policy.months, policy.years].filter((period) => period !== undefined).length === 1;
}

function isDayOfYear(month: number, day: number): boolean {
  return isDate(2024, month, day);
}

function isZone(zone: string): boolean {
  try {
    zoneOffsets(zone);
    return true;
  } catch {
    return false;
  }
}

function dateParts(text: string): [number, number, number] {
  return [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
}
