// Dates of points, found by walking from day to day.
import { addToDate, startOfDay } from "clientele/time";
import type { Expiry, RoundUpTo, Span } from "./model-types.js";

/** When the account was last active, by kind of activity. */
export interface Activity {
  readonly lastEarn: string | null;
  readonly lastRedeem: string | null;
}

/** The last day of points whose period counts from `start`; null is for ever. */
export function lastDay(policy: Expiry, start: string, activity: Activity): string | null {
  switch (policy.kind) {
    case "never":
      return null;
    case "rolling":
      return policy.roundUpTo === undefined ? plus(start, policy) : roundedUp(plus(start, policy), policy.roundUpTo);
    case "fixed-dates":
      return walk(addDays(start, policy.minimumDays ?? 0), (date) => policy.dates.some((monthDay) => isMonthDay(date, monthDay)));
    case "inactivity":
      return plus(latest(start, lastActivity(policy.activities, activity)), policy);
    case "earliest-of":
      return policy.policies.map((part) => lastDay(part, start, activity)).reduce(earliest, null);
  }
}

/** The policy without its inactivity parts: the end that activity cannot move. */
export function withoutInactivity(policy: Expiry): Expiry {
  if (policy.kind === "inactivity") return { kind: "never" };
  return policy.kind === "earliest-of" ? { ...policy, policies: policy.policies.map(withoutInactivity) } : policy;
}

/** The inactivity parts of a policy. */
export function inactivityParts(policy: Expiry): Extract<Expiry, { kind: "inactivity" }>[] {
  if (policy.kind === "earliest-of") return policy.policies.flatMap(inactivityParts);
  return policy.kind === "inactivity" ? [policy] : [];
}

/** Where activity would move a point to: by the clocks of the policy, capped. */
export function movedDay(policy: Expiry, start: string, cap: string | null, activity: Activity): string | null {
  return inactivityParts(policy)
    .map((part) => lastDay(part, start, activity))
    .reduce(earliest, cap);
}

export function addDays(date: string, days: number): string {
  return addToDate(date, { days });
}

/** The earlier date; null is for ever. */
function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The later date; null is not there. */
export function latest(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}

/** The first instants of local dates and of the dates after them, by zone and date. */
const instants = new Map<string, number>();

/** The first instant of a local date. */
export function dayStart(date: string, timeZone: string): number {
  const key = timeZone + date;
  let start = instants.get(key);
  if (start === undefined) instants.set(key, (start = startOfDay(date, timeZone)));
  return start;
}

/** The first instant at which a date is over. */
export function dayEnd(date: string, timeZone: string): number {
  const key = `${timeZone}>${date}`;
  let end = instants.get(key);
  if (end === undefined) instants.set(key, (end = startOfDay(addDays(date, 1), timeZone)));
  return end;
}

function lastActivity(activities: readonly string[], { lastEarn, lastRedeem }: Activity): string | null {
  const earn = activities.includes("earn") ? lastEarn : null;
  const redeem = activities.includes("redeem") ? lastRedeem : null;
  return earn === null ? redeem : latest(earn, redeem);
}

function plus(date: string, { days = 0, months = 0, years = 0 }: Span): string {
  return addToDate(date, { days, months, years });
}

function roundedUp(date: string, to: RoundUpTo): string {
  if (typeof to === "object") return walk(date, (day) => isMonthDay(day, `${two(to.month)}-${two(to.day)}`));
  const months = { month: 1, quarter: 3, "half-year": 6, year: 12 }[to];
  return walk(date, (day) => {
    const next = addDays(day, 1);
    return next.endsWith("-01") && (Number(next.slice(5, 7)) - 1) % months === 0;
  });
}

/** The first date from `from` on that fits. */
function walk(from: string, fits: (date: string) => boolean): string {
  let date = from;
  while (!fits(date)) date = addDays(date, 1);
  return date;
}

/** 02-29 is the last day of February. */
function isMonthDay(date: string, monthDay: string): boolean {
  if (monthDay === "02-29") return date.slice(5, 7) === "02" && addDays(date, 1).slice(5, 7) === "03";
  return date.slice(5) === monthDay;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
