// Contracts for tests, and their plain meaning: asking of each customer at each instant whether a contract runs.
import type { Contract, ContractColumns } from "clientele/retention";
import { addToDate, calendarDate, startOfDay } from "clientele/time";
import fc from "fast-check";

const HOUR = 3_600_000;

/** Zones with a date shortly after which their clocks or dates change. */
const PLACES = [
  ["UTC", "2024-01-20"],
  ["Europe/Berlin", "2024-10-20"],
  ["America/Sao_Paulo", "2018-10-27"],
  ["America/St_Johns", "2006-10-21"],
  ["Pacific/Apia", "2011-12-22"],
  ["Pacific/Kwajalein", "1969-09-23"],
] as const;

export interface Scene {
  readonly timeZone: string;
  /** A local date, at the start of what happens. */
  readonly date: string;
  readonly rows: Contract[];
}

const when = fc.oneof(
  fc.integer({ min: -4, max: 20 }).map((days) => ({ days, hours: 0 })),
  fc.record({ days: fc.integer({ min: -4, max: 20 }), hours: fc.constantFrom(0, 0.5, 9, 23.5) }),
);
export type When = { readonly days: number; readonly hours: number };

/** An instant some local days and hours after the date of a scene. */
export function instantAt({ timeZone, date }: Pick<Scene, "timeZone" | "date">, { days, hours }: When): number {
  return startOfDay(addToDate(date, { days }), timeZone) + hours * HOUR;
}

const row = fc.record({
  customerId: fc.constantFrom("anna", "anna", "ben", "__proto__", "cem", "10"),
  start: when,
  length: fc.constantFrom(null, 0, 0.5, 3, 24, 24, 48, 72, 240),
});

/** A zone and the contracts of a few customers about the time when its clocks change: overlapping, adjacent, empty, running. */
export const scenes: fc.Arbitrary<Scene> = fc
  .record({ place: fc.constantFrom(...PLACES), sketches: fc.array(row, { maxLength: 16, size: "max" }) })
  .map(({ place: [timeZone, date], sketches }) => ({
    timeZone,
    date,
    rows: sketches.map(({ customerId, start, length }) => {
      const from = instantAt({ timeZone, date }, start);
      return { customerId, start: from, end: length === null ? null : from + length * HOUR };
    }),
  }));

/** Two instants of a scene, the second after the first. */
export const spans = fc.tuple(when, when).filter(([a, b]) => a.days + a.hours / 24 < b.days + b.hours / 24 - 2);

export function contractColumnsOf(rows: readonly Contract[]): ContractColumns {
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
  return {
    customerIds,
    customer: Int32Array.from(rows, ({ customerId }) => customerIds.indexOf(customerId)),
    start: Float64Array.from(rows, ({ start }) => start),
    end: Float64Array.from(rows, ({ end }) => end ?? Infinity),
  };
}

/** What the definitions say, instant by instant. */
export function plainFigures(rows: readonly Contract[], from: number, to: number, timeZone: string) {
  const customers = [...new Set(rows.map(({ customerId }) => customerId))].map((id) => rows.filter(({ customerId }) => customerId === id));
  const isActive = (own: readonly Contract[], at: number): boolean => own.some(({ start, end }) => start <= at && at < (end ?? Infinity));
  const count = (holds: (own: readonly Contract[]) => boolean): number => customers.filter(holds).length;
  const isIn = (at: number): boolean => at > from && at <= to;
  const startsOf = (own: readonly Contract[]): number[] =>
    [...new Set(own.map(({ start }) => start))].filter((at) => isActive(own, at) && !isActive(own, at - 1)).sort((a, b) => a - b);
  const endsOf = (own: readonly Contract[]): number[] =>
    [...new Set(own.map(({ end }) => end ?? Infinity))].filter((at) => isIn(at) && !isActive(own, at) && isActive(own, at - 1));
  const isNew = (own: readonly Contract[]): boolean => startsOf(own).slice(0, 1).some(isIn);

  const days = localDays(from, to, timeZone);
  const marks = [...days.map(({ start }) => start), to];
  const activeAt = marks.map((at) => count((own) => isActive(own, at)));
  const lost = days.map((_, i) => count((own) => isActive(own, marks[i] ?? NaN) && !isActive(own, marks[i + 1] ?? NaN)));
  return {
    opening: count((own) => isActive(own, from)),
    closing: count((own) => isActive(own, to)),
    firstStarts: count(isNew),
    new: count((own) => isNew(own) && isActive(own, to)),
    reactivated: count((own) => !isNew(own) && !isActive(own, from) && isActive(own, to)),
    lapsed: count((own) => isActive(own, from) && !isActive(own, to)),
    churnEvents: customers.reduce((sum, own) => sum + endsOf(own).length, 0),
    reactivationEvents: customers.reduce((sum, own) => sum + startsOf(own).slice(1).filter(isIn).length, 0),
    churnedCustomers: count((own) => endsOf(own).length > 0),
    churnedNotNew: count((own) => endsOf(own).length > 0 && !isNew(own)),
    meanDailyBase: activeAt.slice(0, -1).reduce((sum, active) => sum + active, 0) / days.length,
    dailySum: activeAt.slice(0, -1).every((active) => active === 0)
      ? null
      : lost.reduce((sum, gone, i) => sum + (gone === 0 ? 0 : gone / (activeAt[i] ?? NaN)), 0),
    customerDays: customers.reduce((sum, own) => sum + daysActive(own, days), 0),
    days: days.reduce((sum, { start, end, length }) => sum + (end - start) / length, 0),
  };

  function daysActive(own: readonly Contract[], all: typeof days): number {
    let sum = 0;
    for (const { start, end, length } of all) {
      const inside = own.flatMap((contract) => [contract.start, contract.end ?? Infinity]).filter((at) => at > start && at < end);
      const cuts = [...new Set([start, ...inside, end])].sort((a, b) => a - b);
      cuts.slice(1).forEach((next, i) => (sum += isActive(own, cuts[i] ?? NaN) ? (next - (cuts[i] ?? NaN)) / length : 0));
    }
    return sum;
  }
}

/** The local days between two instants, cut at both, with the length of the whole day. */
function localDays(from: number, to: number, timeZone: string): { start: number; end: number; length: number }[] {
  const first = addToDate(calendarDate(from, timeZone), { days: -2 });
  const starts: number[] = [];
  for (let days = 0; (starts.at(-1) ?? 0) < to || starts.length < 5; days += 1)
    starts.push(startOfDay(addToDate(first, { days }), timeZone));
  const distinct = [...new Set(starts)];
  return distinct.slice(1).flatMap((next, i) => {
    const begin = distinct[i] ?? NaN;
    const [start, end] = [Math.max(from, begin), Math.min(to, next)];
    return start < end ? [{ start, end, length: next - begin }] : [];
  });
}
