import { checkIterable } from "../foundation/errors/check.js";
import type { EventTable } from "./event-table.js";
import { joinCounts, type TimeCounts } from "./join-counts.js";
import { checkTotal } from "./read-counts.js";
import { checkEventTable, rowCount } from "./risk-sets.js";

/**
 * Adds tables up: those of the parts of any split of the rows give the table of the whole.
 *
 * So each worker, day or region counts its own rows, and the curve of all needs no row again. Cost: O(times · log tables).
 *
 * @param tables - The tables, in any order.
 * @returns The table of all rows; an empty one when there are no tables.
 * @throws An {@link InvalidArgumentError} when they cannot be walked through, or one is not a table.
 *
 * @example
 * import { eventTable, mergeEventTables } from "clientele/survival";
 *
 * const north = eventTable([{ time: 3, event: true }, { time: 8, event: false }]);
 * const south = eventTable([{ time: 3, event: true }]);
 * mergeEventTables([north, south]).events; // => [2, 0]
 *
 * @category Event tables
 */
export function mergeEventTables(tables: Iterable<EventTable>): EventTable {
  checkIterable("tables", tables);
  const all = [...tables];
  all.forEach((table, i) => {
    checkEventTable(`tables[${String(i)}]`, table);
  });
  return joinTables(all);
}

/** The same of tables that are known to be some. Neighbours are joined first, so that no time is touched more often than the logarithm of their number. */
export function joinTables(tables: readonly EventTable[]): EventTable {
  if (tables.length > 2) {
    const half = tables.length >> 1;
    return joinTables([joinTables(tables.slice(0, half)), joinTables(tables.slice(half))]);
  }
  const [a, b] = tables;
  const entries = joinCounts(entryCounts(a), entryCounts(b));
  const joined: EventTable = {
    kind: "event-table",
    ...joinCounts(a ?? NOTHING, b ?? NOTHING),
    entryTime: entries.time,
    entered: entries.events,
  };
  checkTotal("tables", rowCount(joined));
  return joined;
}

const NOTHING: TimeCounts = { time: [], events: null, censored: null };

function entryCounts(table: EventTable | undefined): TimeCounts {
  return table === undefined ? NOTHING : { time: table.entryTime, events: table.entered, censored: null };
}
