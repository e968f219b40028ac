import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkNonNegative } from "../foundation/errors/check.js";
import { civilOfDay, DAY_MS } from "../foundation/time/civil.js";
import type { Instant } from "../foundation/time/instant.js";
import type { ZoneOffsets } from "../foundation/time/zone-offsets.js";

/**
 * When a shop is busy, as relative weights of local months, weekdays and hours. A weight of 0 is closed.
 * @category Simulation
 */
export interface ShopRhythm {
  /** 12 weights, January first; a quiet summer and a busy December when left out. */
  readonly monthWeights: readonly number[];
  /** 7 weights, Monday first; a busy Saturday and a quiet Sunday when left out. */
  readonly weekdayWeights: readonly number[];
  /** 24 weights, from midnight; open from 8:00 to 22:00, busiest in the evening, when left out. */
  readonly hourWeights: readonly number[];
}

/**
 * The shop's own time: it runs fast when the shop is busy and stands still when it is closed. A customer who buys at a constant rate in this time buys with the
 * shop's rhythm in ours.
 */
export interface ShopClock {
  /** How long the clock runs, in average days: as many as there are days in the calendar. */
  readonly days: number;
  /** The moment at which the clock shows this many days, 0 <= `shown` < `days`; whole seconds. */
  instantAt(shown: number): Instant;
}

export const DEFAULT_RHYTHM: ShopRhythm = {
  monthWeights: [0.85, 0.85, 0.95, 1, 1.05, 0.95, 0.85, 0.85, 1, 1.05, 1.25, 1.45],
  weekdayWeights: [0.95, 0.9, 0.9, 1, 1.2, 1.4, 0.65],
  hourWeights: [0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.8, 1, 1.1, 1.2, 1, 0.9, 0.9, 1, 1.2, 1.3, 1.4, 1.2, 0.8, 0, 0],
};

const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;
const LONGEST_MS = 100 * 366 * DAY_MS;

/** Winds up a clock that runs from one instant to another. */
export function shopClock(from: number, until: number, zone: ZoneOffsets, rhythm: ShopRhythm): ShopClock {
  const { monthWeights, weekdayWeights, hourWeights } = checkedRhythm(rhythm);
  if (until - from > LONGEST_MS) throw new InvalidArgumentError("options.until", "a date at most 100 years after options.from", until);

  // Open hours: where they start, how long they last, and what the clock shows when they are over.
  const starts: number[] = [];
  const lengths: number[] = [];
  const shownAtEnd: number[] = [];
  let shown = 0;
  for (const { start, end, hour, day } of localHours(from, until, zone)) {
    const weight =
      (monthWeights[civilOfDay(day).month - 1] as number) * (weekdayWeights[weekday(day)] as number) * (hourWeights[hour] as number);
    if (weight === 0) continue;
    shown += weight * (end - start);
    starts.push(start);
    lengths.push(end - start);
    shownAtEnd.push(shown);
  }
  if (!(shown > 0 && shown < Infinity))
    throw new InvalidArgumentError("options.rhythm", "at least one open hour, and finite weights", rhythm);

  const days = (until - from) / DAY_MS;
  const instantAt = (shownDays: number): Instant => {
    const sought = (shownDays / days) * shown;
    const i = Math.min(firstAbove(shownAtEnd, sought), starts.length - 1);
    const before = shownAtEnd[i - 1] ?? 0;
    const length = lengths[i] as number;
    const elapsed = ((sought - before) / ((shownAtEnd[i] as number) - before)) * length;
    const wholeSeconds = Math.floor(elapsed / SECOND_MS) * SECOND_MS;
    return ((starts[i] as number) + Math.min(wholeSeconds, length - SECOND_MS)) as Instant;
  };
  return { days, instantAt };
}

/** One hour of a local day, or what a change of the clocks leaves of it. */
interface LocalHour {
  readonly start: number;
  readonly end: number;
  readonly hour: number;
  readonly day: number;
}

/** Cuts time at every full hour of the wall clock. */
function* localHours(from: number, until: number, zone: ZoneOffsets): Generator<LocalHour> {
  for (const { start: first, end: last, offset } of zone.stretches(from, until)) {
    for (let start = first; start < last;) {
      const hourNumber = Math.floor((start + offset) / HOUR_MS);
      const end = Math.min((hourNumber + 1) * HOUR_MS - offset, last);
      const day = Math.floor(hourNumber / 24);
      yield { start, end, hour: hourNumber - day * 24, day };
      start = end;
    }
  }
}

/** 0 is Monday; day 0 of the calendar is a Thursday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The index of the first value above the sought one; the length when there is none. */
function firstAbove(ascending: readonly number[], sought: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) > sought) high = middle;
    else low = middle + 1;
  }
  return low;
}

function checkedRhythm(rhythm: ShopRhythm): ShopRhythm {
  checkWeights("options.rhythm.monthWeights", rhythm.monthWeights, 12);
  checkWeights("options.rhythm.weekdayWeights", rhythm.weekdayWeights, 7);
  checkWeights("options.rhythm.hourWeights", rhythm.hourWeights, 24);
  return rhythm;
}

function checkWeights(argument: string, weights: unknown, count: number): void {
  if (!Array.isArray(weights) || weights.length !== count)
    throw new InvalidArgumentError(argument, `an array of ${count} weights`, weights);
  weights.forEach((weight, i) => {
    checkNonNegative(`${argument}[${i}]`, weight);
  });
}
