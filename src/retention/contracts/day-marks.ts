import { DAY_MS } from "../../foundation/time/civil.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";

/** A stretch of time cut at every start of a local day in it: slot `i` lies between marks `i` and `i + 1`. */
export interface DayMarks {
  /** The start of the stretch, the starts of the days in it, and its end. */
  readonly at: Float64Array;
  /** Per slot, the milliseconds of the whole local day that it is of: 23 or 25 hours where clocks change. */
  readonly dayLength: Float64Array;
}

/** Longer than any local day, also where clocks were set back by almost one. */
const REACH_MS = 3 * DAY_MS;

/**
 * Cuts the time from one instant to another at the starts of local days. A day that the zone skips is none; one that begins at one o'clock begins there; where clocks
 * go back over midnight, the new day begins the first time.
 */
export function dayMarks(from: number, to: number, timeZone: string): DayMarks {
  if (to <= from) return { at: Float64Array.of(from), dayLength: new Float64Array(0) };
  const at = [from];
  const dayLength: number[] = [];
  let before = -Infinity;
  for (const start of dayStarts(from - REACH_MS, to + REACH_MS, timeZone)) {
    if (start > from) dayLength.push(start - before);
    if (start >= to) break;
    if (start > from) at.push(start);
    before = start;
  }
  at.push(to);
  return { at: Float64Array.from(at), dayLength: Float64Array.from(dayLength) };
}

/** The first instants of the local days in a stretch of time, ascending: a day begins where its date, or a later one, is reached for the first time. */
function* dayStarts(from: number, to: number, timeZone: string): Generator<number> {
  let day = -Infinity;
  for (const { start, end, offset } of zoneOffsets(timeZone).stretches(from, to)) {
    const first = Math.floor((start + offset) / DAY_MS);
    if (first > day) {
      // Clocks that go forward over midnight begin a day within its date.
      if (day > -Infinity) yield start;
      day = first;
    }
    for (let next = (day + 1) * DAY_MS - offset; next < end; next += DAY_MS) {
      day += 1;
      yield next;
    }
  }
}

/** The place of the first mark that is not before an instant; as many as there are marks when all are before it. */
export function markFrom(at: Float64Array, instant: number): number {
  const first = at[0] as number;
  if (instant <= first) return 0;
  const count = at.length;
  if (instant > (at[count - 1] as number)) return count;
  // Days are about as long as each other, so the guess is off by a few at most.
  let place = Math.min(count - 1, Math.ceil((instant - first) / DAY_MS));
  while ((at[place] as number) < instant) place += 1;
  while ((at[place - 1] as number) >= instant) place -= 1;
  return place;
}
