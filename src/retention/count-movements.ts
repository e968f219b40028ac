import type { ActivityDays } from "./activity-days.js";

/** What is counted in each period. */
export const MOVEMENTS = [
  "new",
  "reactivated",
  "lapsed",
  "firstTimeBuyers",
  "repeatBuyers",
  "newButInactiveAtClose",
  "reactivatedButInactiveAtClose",
] as const;

/** What moved in each of the periods between boundaries, and how many customers were active at the first. */
export type MovementLists<List> = { opening: number } & Record<(typeof MOVEMENTS)[number], List>;

type MovementCounts = MovementLists<Int32Array>;

/**
 * Counts the movements of all customers. Boundary `b` lies before the local day `boundaries[b]`; period `p` lies between boundaries `p` and `p + 1`.
 *
 * A purchase keeps a customer active at every boundary after its day that is no more than `inactivityDays` days later: at boundaries `after(day)` to
 * `after(day + inactivityDays) - 1`, where `after(day)` is the first boundary after a day. Later purchases reach later boundaries, so the last purchase before a
 * boundary tells whether the customer is active there.
 */
export function countMovements({ starts, days }: ActivityDays, boundaries: readonly number[], inactivityDays: number): MovementCounts {
  const periods = Math.max(0, boundaries.length - 1);
  const counts = noMovements(periods, (length) => new Int32Array(length));
  if (periods === 0) return counts;
  const after = firstBoundaryAfter(boundaries);

  for (let c = 0; c + 1 < starts.length; c += 1) {
    const end = starts[c + 1] as number;
    let isKnown = false;
    // The last boundary at which the customer is active so far.
    let until = -1;
    let i = starts[c] as number;
    while (i < end) {
      const close = after(days[i] as number);
      if (close > periods) break;
      while (i + 1 < end && after(days[i + 1] as number) === close) i += 1;
      const reach = after((days[i] as number) + inactivityDays) - 1;
      const period = close - 1;
      if (period === -1) {
        if (reach >= 0) counts.opening += 1;
        until = reach;
      } else {
        countBuyer(counts, period, isKnown, until, reach);
        if (reach >= close || until >= period) until = reach;
        else until = -1;
      }
      isKnown = true;
      i += 1;
    }
    if (until >= 0 && until < periods) (counts.lapsed[until] as number) += 1;
  }
  return counts;
}

/** Counts a customer who bought in a period: who was active up to boundary `until` before, and is up to `reach` now. */
function countBuyer(counts: MovementCounts, period: number, isKnown: boolean, until: number, reach: number): void {
  const buyers = isKnown ? counts.repeatBuyers : counts.firstTimeBuyers;
  (buyers[period] as number) += 1;
  if (until >= period) return;
  if (until >= 0) (counts.lapsed[until] as number) += 1;
  const isActiveAtClose = reach > period;
  const arrivals = isKnown
    ? isActiveAtClose
      ? counts.reactivated
      : counts.reactivatedButInactiveAtClose
    : isActiveAtClose
      ? counts.new
      : counts.newButInactiveAtClose;
  (arrivals[period] as number) += 1;
}

/** The number of the first boundary after a day; as many as there are boundaries when there is none. */
function firstBoundaryAfter(boundaries: readonly number[]): (day: number) => number {
  const [first, last] = [boundaries[0] as number, boundaries.at(-1) as number];
  const table = new Int32Array(last - first);
  let passed = 0;
  for (let i = 0; i < table.length; i += 1) {
    while (passed < boundaries.length && (boundaries[passed] as number) <= first + i) passed += 1;
    table[i] = passed;
  }
  return (day) => (day < first ? 0 : day >= last ? boundaries.length : (table[day - first] as number));
}

/** Nobody moved in so many periods. */
export function noMovements<List>(periods: number, listOf: (length: number) => List): MovementLists<List> {
  const lists = Object.fromEntries(MOVEMENTS.map((name) => [name, listOf(periods)])) as Record<(typeof MOVEMENTS)[number], List>;
  return { opening: 0, ...lists };
}
