// Lists of what can be recognised again, sorted by id, so that it is found without a search through all of it.
import { compareIds } from "../../foundation/ids/ids.js";
import { DAY_MS } from "../../foundation/time/civil.js";
import type { Remembered } from "./account.js";

/** Lists are cleared of what is forgotten whenever they have grown by so many entries. */
export const CLEARED_EVERY = 64;

/** The place of an id in a list, or where it would be. */
export function placeOf(list: readonly Remembered[], id: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds((list[middle] as Remembered).id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entry with an id, or `undefined`. */
export function find<Entry extends Remembered>(list: readonly Entry[], id: string): Entry | undefined {
  const entry = list[placeOf(list, id)];
  return entry?.id === id ? entry : undefined;
}

/** Writes an entry, in place of one with its id if there is one. */
export function put<Entry extends Remembered>(list: Entry[], entry: Entry): void {
  const place = placeOf(list, entry.id);
  list.splice(place, list[place]?.id === entry.id ? 1 : 0, entry);
}

/** Drops what is surely forgotten: older than the days remembered by two more, whatever the zone's clocks did. */
export function clear<Entry extends Remembered>(
  list: Entry[],
  newestAt: number,
  rememberDays: number,
  keep: (entry: Entry) => boolean,
): void {
  let kept = 0;
  for (const entry of list) {
    if (entry.at >= forgottenBefore(newestAt, rememberDays) || keep(entry)) {
      list[kept] = entry;
      kept += 1;
    }
  }
  list.length = kept;
}

/** Before this instant everything is forgotten. */
export function forgottenBefore(newestAt: number, rememberDays: number): number {
  return newestAt - (rememberDays + 2) * DAY_MS;
}
