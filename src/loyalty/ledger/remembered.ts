// Tables of what can be recognised again: found by id without a search through all of it, changed without a copy of all of it, forgotten without a look at all
// of it. Entries are in order of their ids, in pages; a table has two generations, and the older one goes as a whole.
import { compareIds } from "../../foundation/ids/ids.js";
import { DAY_MS } from "../../foundation/time/civil.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { Pages, Remembered, RememberedTable } from "./account.js";

/** A page that grows beyond this is split. */
const LONGEST_PAGE = 64;

/** A table without entries. */
export const NOTHING_REMEMBERED: RememberedTable<never> = { since: null, recent: [], older: [] };

/** The entry with an id, or `undefined`. */
export function find<Entry extends Remembered>(table: RememberedTable<Entry>, id: string): Entry | undefined {
  return findIn(table.recent, id) ?? findIn(table.older, id);
}

/** All entries, in no order that means anything. */
export function entriesOf<Entry extends Remembered>(table: RememberedTable<Entry>): Entry[] {
  return [...table.older, ...table.recent].flat();
}

/** The table with an entry, in place of one with its id if there is one. An id that came free and is used again belongs to the recent generation. */
export function put<Entry extends Remembered>({ since, recent, older }: RememberedTable<Entry>, entry: Entry): RememberedTable<Entry> {
  const old = findIn(older, entry.id);
  if (old === undefined) return { since, recent: putIn(recent, entry), older };
  if (old.at === entry.at) return { since, recent, older: putIn(older, entry) };
  return { since, recent: putIn(recent, entry), older: without(older, entry.id) };
}

/**
 * The table some time later. What is in the older generation came before `since`; when even that is surely forgotten (two days more than are remembered, whatever
 * the zone's clocks did), the generation goes, but for what is kept.
 */
export function aged<Entry extends Remembered>(
  table: RememberedTable<Entry>,
  newestAt: Instant,
  rememberDays: number,
  isKept: (entry: Entry) => boolean,
): RememberedTable<Entry> {
  const { since, recent, older } = table;
  if (since === null) return { since: newestAt, recent, older };
  if (since >= forgottenBefore(newestAt, rememberDays)) return table;
  return older.flat().filter(isKept).reduce<RememberedTable<Entry>>(put, { since: newestAt, recent: [], older: recent });
}

/** Before this instant everything is forgotten. */
export function forgottenBefore(newestAt: number, rememberDays: number): number {
  return newestAt - (rememberDays + 2) * DAY_MS;
}

function findIn<Entry extends Remembered>(pages: Pages<Entry>, id: string): Entry | undefined {
  const page = pages[pageOf(pages, id)];
  const entry = page?.[placeIn(page, id)];
  return entry?.id === id ? entry : undefined;
}

function putIn<Entry extends Remembered>(pages: Pages<Entry>, entry: Entry): Pages<Entry> {
  const index = pageOf(pages, entry.id);
  const page = pages[index];
  if (page === undefined) return [[entry]];
  const place = placeIn(page, entry.id);
  const next = page.toSpliced(place, page[place]?.id === entry.id ? 1 : 0, entry);
  if (next.length <= LONGEST_PAGE) return pages.with(index, next);
  const half = next.length >>> 1;
  return pages.toSpliced(index, 1, next.slice(0, half), next.slice(half));
}

function without<Entry extends Remembered>(pages: Pages<Entry>, id: string): Pages<Entry> {
  return pages.map((page) => page.filter((entry) => entry.id !== id)).filter((page) => page.length > 0);
}

/** The last page that begins at or before an id, else the first. */
function pageOf(pages: Pages<Remembered>, id: string): number {
  let low = 0;
  let high = pages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const first = pages[middle]?.[0];
    if (first !== undefined && compareIds(first.id, id) <= 0) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : low - 1;
}

/** The place of an id in a sorted list, or where it would be. */
export function placeIn(list: readonly Remembered[], id: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds((list[middle] as Remembered).id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
