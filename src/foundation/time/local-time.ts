// Between instants and local wall time, through the offsets of one zone. Local times are epoch milliseconds as if the zone were UTC.
import { DAY_MS } from "./civil.js";
import type { ZoneOffsets } from "./zone-offsets.js";

/** No zone has ever moved its clocks by more than a day. */
const REACH_MS = 2 * DAY_MS;

/** The number of the local day that an instant falls on. */
export function localDay(at: number, zone: ZoneOffsets): number {
  return Math.floor((at + zone.offsetAt(at)) / DAY_MS);
}

/** The instant of a local time: a repeated one is the earlier, one in a gap moves forward by the gap. */
export function instantOfLocal(local: number, zone: ZoneOffsets): number {
  const stretches = zone.stretches(local - REACH_MS, local + REACH_MS);
  for (const { start, end, offset } of stretches) {
    const at = local - offset;
    if (at >= start && at < end) return at;
  }
  const beforeGap = stretches.filter(({ end, offset }) => local - offset >= end).at(-1);
  return local - (beforeGap?.offset ?? 0);
}

/** The first instant of a local day; of a day that the zone skips, the first instant of the day after. */
export function startOfLocalDay(day: number, zone: ZoneOffsets): number {
  const midnight = day * DAY_MS;
  for (const { start, end, offset } of zone.stretches(midnight - REACH_MS, midnight + REACH_MS)) {
    const at = Math.max(start, midnight - offset);
    if (at < end) return at;
  }
  return midnight;
}
