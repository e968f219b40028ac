import { z } from "zod";
import { LONGEST_ID } from "../../foundation/ids/ids.js";
import { isDate, type CalendarDate } from "../../foundation/time/calendar-date.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { ExpiryPolicy, PointProgram, PointProgramInput, RedemptionLimits } from "./program.js";

/** No period of a program is longer, in its own unit: far beyond a life, far within the calendar. */
const LONGEST = 100_000;
const MOST_NESTED = 8;

/**
 * The zod schema of a {@link PointProgram}, for frameworks that take a Standard Schema. It accepts what {@link parseProgram} accepts and fills in the defaults.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.pointProgramSchema.parse({ id: "points", timeZone: "Europe/Berlin" });
 * program.expiry; // => { kind: "never" }
 *
 * @category Program
 */
export const pointProgramSchema: z.ZodType<PointProgram, PointProgramInput> = /* @__PURE__ */ programSchema();

function programSchema(): z.ZodType<PointProgram, PointProgramInput> {
  const days = z.int().min(0).max(LONGEST);
  const program = z.strictObject({
    id: z.string().min(1).max(LONGEST_ID),
    timeZone: z.string().refine(isZone, 'expected an IANA time zone such as "Europe/Berlin"'),
    expiry: expirySchema().default({ kind: "never" }),
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
    redemption: limits().default({}),
    debtLimit: z.int().min(0).nullable().default(null),
    backdatingLimitDays: z.int().min(0).nullable().default(null),
    closedUntil: date().nullable().default(null),
    rememberDays: days.nullable().default(730),
  });
  return program.transform(tidy) as unknown as z.ZodType<PointProgram, PointProgramInput>;
}

function date(): z.ZodType<CalendarDate> {
  const text = z
    .string()
    .refine(
      (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDate(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))),
      "expected a date that exists, YYYY-MM-DD",
    );
  return text as unknown as z.ZodType<CalendarDate>;
}

function limits(): z.ZodType<RedemptionLimits> {
  const limit = z.int().min(1).optional();
  return z
    .strictObject({ minimum: limit, increment: limit, maximum: limit })
    .refine(
      ({ minimum = 1, maximum = Infinity, increment = 1 }) => Math.ceil(minimum / increment) * increment <= maximum,
      "expected limits that some number of points meets",
    );
}

function expirySchema(): z.ZodType<ExpiryPolicy> {
  return nested([z.strictObject({ kind: z.literal("never") }), rolling(), fixedDates(), inactivity()], MOST_NESTED).refine(
    (policy) => inactivities(policy) <= 1,
    "expected at most one inactivity policy, since an account has one clock",
  );
}

function nested(simple: readonly [z.ZodObject, ...z.ZodObject[]], depth: number): z.ZodType<ExpiryPolicy> {
  const kinds =
    depth === 0
      ? z.discriminatedUnion("kind", simple)
      : z.discriminatedUnion("kind", [
          ...simple,
          z.strictObject({ kind: z.literal("earliest-of"), policies: z.array(z.lazy(() => nested(simple, depth - 1))).min(1) }),
        ]);
  return kinds as unknown as z.ZodType<ExpiryPolicy>;
}

function rolling(): z.ZodObject {
  const roundUpTo = z.union([
    z.enum(["month", "quarter", "half-year", "year"]),
    z
      .strictObject({ month: z.int(), day: z.int() })
      .refine(({ month, day }) => isDayOfYear(month, day), "expected a day that a year can have"),
  ]);
  return z
    .strictObject({
      kind: z.literal("rolling"),
      days: period(LONGEST),
      months: period(LONGEST),
      years: period(LONGEST / 12),
      roundUpTo: roundUpTo.optional(),
    })
    .refine(hasOnePeriod, "expected exactly one of days, months and years");
}

function inactivity(): z.ZodObject {
  return z
    .strictObject({
      kind: z.literal("inactivity"),
      days: period(LONGEST),
      months: period(LONGEST),
      activities: z.array(z.enum(["earn", "redeem"])).min(1),
    })
    .refine(hasOnePeriod, "expected exactly one of days and months");
}

function fixedDates(): z.ZodObject {
  const dayOfYear = z
    .string()
    .refine(
      (text) => /^\d{2}-\d{2}$/.test(text) && isDayOfYear(Number(text.slice(0, 2)), Number(text.slice(3))),
      "expected a day of the year, MM-DD",
    );
  return z.strictObject({
    kind: z.literal("fixed-dates"),
    dates: z.array(dayOfYear).min(1).max(366),
    minimumDays: z.int().min(0).max(LONGEST).optional(),
  });
}

function period(longest: number): z.ZodType<number | undefined> {
  return z.int().min(1).max(longest).optional();
}

function inactivities(policy: ExpiryPolicy): number {
  if (policy.kind !== "earliest-of") return policy.kind === "inactivity" ? 1 : 0;
  return policy.policies.reduce((sum, part) => sum + inactivities(part), 0);
}

function hasOnePeriod(policy: { days?: unknown; months?: unknown; years?: unknown }): boolean {
  return [policy.days, policy.months, policy.years].filter((part) => part !== undefined).length === 1;
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

/** The same as JSON keeps it: without fields that are undefined, without -0. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value === "number") return value + 0;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, tidy(part)]])));
}
