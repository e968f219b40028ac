import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkAmount } from "../numerics/limits.js";
import type { EventList } from "./count-events.js";
import type { EventCounts } from "./event-table.js";

/** Counts, checked, as weighted rows; also the tables that are made of them. */
export function readCounts(counts: EventCounts, argument: string): EventList {
  const { time, events, censored, entryTime = [], entered = [] } = counts;
  checkTimes(`${argument}.time`, time);
  checkTimes(`${argument}.entryTime`, entryTime);
  const rows = checkCounts(`${argument}.events`, events, time, "time") + checkCounts(`${argument}.censored`, censored, time, "time");
  checkTotal(argument, rows);
  checkEntries(argument, { entryTime, entered }, rows);
  return {
    time: Float64Array.from([...Array.from(time), ...Array.from(time)]),
    event: new Uint8Array(2 * time.length).fill(1, 0, time.length),
    weight: Float64Array.from([...Array.from(events), ...Array.from(censored)]),
    entryTime: Float64Array.from(entryTime),
    entryWeight: Float64Array.from(entered),
  };
}

/** Throws unless the entries are counts, and no more than there are rows. */
export function checkEntries(
  argument: string,
  { entryTime, entered }: Required<Pick<EventCounts, "entryTime" | "entered">>,
  rows: number,
): void {
  const entries = checkCounts(`${argument}.entered`, entered, entryTime, "entryTime");
  if (entries > rows) throw new InvalidArgumentError(`${argument}.entered`, `at most ${String(rows)} together, as there are rows`, entered);
}

/** A list of counts that adds up to what is a safe whole number. */
export function checkTotal(argument: string, total: number): void {
  if (total > Number.MAX_SAFE_INTEGER) throw new InvalidArgumentError(argument, "at most 9007199254740991 rows together", total);
}

function checkTimes(argument: string, times: unknown): void {
  checkList(argument, times);
  for (let i = 0; i < times.length; i++) checkAmount(`${argument}[${String(i)}]`, times[i]);
}

/** The sum of the counts. */
export function checkCounts(argument: string, counts: unknown, times: ArrayLike<number>, timesName: string): number {
  checkList(argument, counts);
  if (counts.length !== times.length)
    throw new InvalidArgumentError(argument, `as many values as ${timesName} (${String(times.length)})`, counts);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    if (!(Number.isSafeInteger(count) && (count as number) >= 0))
      throw new InvalidArgumentError(`${argument}[${String(i)}]`, "a whole number of at least 0", count);
    sum += count as number;
  }
  return sum;
}

export function checkList(argument: string, value: unknown): asserts value is ArrayLike<unknown> {
  const isList = typeof value === "object" && value !== null && Number.isSafeInteger((value as { readonly length?: unknown }).length);
  if (!isList) throw new InvalidArgumentError(argument, "an array", value);
}
