// Weighted rows, checked, to a table: by a place for each whole time where those are small, else by sorting.
import { lastIndexUpTo } from "./curve.js";
import type { EventTable } from "./event-table.js";
import { joinCounts, plainNumbers } from "./join-counts.js";
import { checkRiskSets } from "./risk-sets.js";

/** Rows as columns, checked. */
export interface EventList {
  readonly time: Float64Array;
  /** 1: the event; 0: censored. */
  readonly event: Uint8Array;
  /** Whole numbers; `null`: 1 each. */
  readonly weight: Float64Array | null;
  /** When those were first watched that were not from the origin on. */
  readonly entryTime: Float64Array;
  readonly entryWeight: Float64Array | null;
}

/** So many places for whole times cost nothing, and then some for each row. */
const FREE_PLACES = 4096;
const PLACES_PER_ROW = 4;

export function tableOfEvents({ time, event, weight, entryTime, entryWeight }: EventList, argument = "counts"): EventTable {
  const places = wholePlaces(time);
  const counted = places === null ? countSorted(time, event, weight) : countPlaces(time, event, weight, places);
  const entries = countTimes(entryTime, entryWeight);
  const table: EventTable = {
    kind: "event-table",
    ...counted,
    entryTime: plainNumbers(entries.time),
    entered: plainNumbers(entries.count),
  };
  checkRiskSets(argument, table);
  return table;
}

/** How many places a list of whole times needs; `null` when one is not whole, or too large. */
function wholePlaces(time: Float64Array): number | null {
  let largest = 0;
  for (let i = 0; i < time.length; i++) {
    const value = time[i] as number;
    if (value !== (value | 0)) return null;
    if (value > largest) largest = value;
  }
  return largest < FREE_PLACES + PLACES_PER_ROW * time.length ? largest + 1 : null;
}

type Counts = Pick<EventTable, "time" | "events" | "censored">;

function countPlaces(time: Float64Array, event: Uint8Array, weight: Float64Array | null, places: number): Counts {
  // Both counts of a time lie side by side.
  const counts = new Float64Array(2 * places);
  for (let i = 0; i < time.length; i++) {
    const place = 2 * (time[i] as number) + (event[i] as number);
    counts[place] = (counts[place] as number) + (weight === null ? 1 : (weight[i] as number));
  }
  const [times, events, censored]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at < places; at++) {
    const [lost, had] = [counts[2 * at] as number, counts[2 * at + 1] as number];
    if (had + lost === 0) continue;
    times.push(at);
    events.push(had);
    censored.push(lost);
  }
  return { time: times, events, censored };
}

function countSorted(time: Float64Array, event: Uint8Array, weight: Float64Array | null): Counts {
  let events = 0;
  for (let i = 0; i < event.length; i++) events += event[i] as number;
  const counts = [0, 1].map((flag) => {
    const size = flag === 1 ? events : event.length - events;
    const [times, weights] = [new Float64Array(size), weight && new Float64Array(size)];
    for (let i = 0, next = 0; i < time.length; i++) {
      if (event[i] !== flag) continue;
      times[next] = time[i] as number;
      if (weights !== null) weights[next] = weight?.[i] as number;
      next += 1;
    }
    return countTimes(times, weights);
  });
  const [censored, had] = counts as [Counted, Counted];
  return joinCounts({ time: had.time, events: had.count, censored: null }, { time: censored.time, events: null, censored: censored.count });
}

interface Counted {
  readonly time: Float64Array;
  readonly count: Float64Array;
}

/** The different times, ascending, with how many rows fell on each. Without weights only the times have to be sorted, which typed arrays are fast at. */
function countTimes(given: Float64Array, weight: Float64Array | null): Counted {
  const time = (weight === null ? given.slice() : given.filter((_, i) => (weight[i] as number) > 0)).sort();
  const count = new Float64Array(time.length);
  let length = 0;
  for (let start = 0; start < time.length;) {
    const value = time[start] as number;
    let end = start + 1;
    while (end < time.length && time[end] === value) end += 1;
    // -0 looks different from 0 to whoever compares bits.
    time[length] = value + 0;
    if (weight === null) count[length] = end - start;
    length += 1;
    start = end;
  }
  const counted = { time: time.subarray(0, length), count: count.subarray(0, length) };
  if (weight !== null) addWeights(counted, given, weight);
  return counted;
}

function addWeights({ time: sorted, count }: Counted, time: Float64Array, weight: Float64Array): void {
  for (let i = 0; i < time.length; i++) {
    const own = weight[i] as number;
    if (own === 0) continue;
    const place = lastIndexUpTo(sorted, time[i] as number);
    count[place] = (count[place] as number) + own;
  }
}
