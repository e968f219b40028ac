// Who was watched and still there, time by time.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { isAmount, AN_AMOUNT } from "../numerics/limits.js";
import type { EventTable } from "./event-table.js";
import { checkCounts, checkEntries, checkList, checkTotal } from "./read-counts.js";

/** Throws unless a value is a table as {@link eventTable} makes them: it may come from anywhere. */
export function checkEventTable(argument: string, table: EventTable): void {
  if ((table as Partial<EventTable> | null | undefined)?.kind !== "event-table")
    throw new InvalidArgumentError(argument, "an event table, as eventTable makes it", table);
  checkAscending(`${argument}.time`, table.time);
  checkAscending(`${argument}.entryTime`, table.entryTime);
  const events = checkCounts(`${argument}.events`, table.events, table.time, "time");
  const rows = events + checkCounts(`${argument}.censored`, table.censored, table.time, "time");
  checkTotal(argument, rows);
  checkEntries(argument, table, rows);
  checkRiskSets(argument, table);
}

function checkAscending(argument: string, times: unknown): void {
  checkList(argument, times);
  let last = -1;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (!isAmount(time)) throw new InvalidArgumentError(`${argument}[${String(i)}]`, AN_AMOUNT, time);
    if (time <= last) throw new InvalidArgumentError(`${argument}[${String(i)}]`, `a time after ${String(last)}`, time);
    last = time;
  }
}

/** Throws when more leave than have entered. */
export function checkRiskSets(argument: string, table: EventTable): void {
  if (table.entryTime.length === 0) return;
  const atRisk = riskSets(table);
  const row = table.time.findIndex((_, i) => (table.events[i] as number) + (table.censored[i] as number) > (atRisk[i] as number));
  const last = Math.max(-1, table.time.at(-1) ?? -1);
  if (row >= 0 || (table.entryTime.at(-1) as number) >= last)
    throw new InvalidArgumentError(`${argument}.entered`, "entries before the times at which those rows leave", table.entered);
}

/** How many were at risk at each of ascending times: entered before, and not gone before. */
export function riskSets(table: EventTable, times: readonly number[] = table.time): number[] {
  const { time, events, censored, entryTime, entered } = table;
  let count = rowCount(table);
  for (const late of entered) count -= late;
  const atRisk = new Array<number>(times.length);
  let [gone, come] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    const at = times[i] as number;
    for (; come < entryTime.length && (entryTime[come] as number) < at; come++) count += entered[come] as number;
    for (; gone < time.length && (time[gone] as number) < at; gone++) count -= (events[gone] as number) + (censored[gone] as number);
    atRisk[i] = count;
  }
  return atRisk;
}

/** How many rows a table was counted from. */
export function rowCount({ events, censored }: EventTable): number {
  let count = 0;
  for (let i = 0; i < events.length; i++) count += (events[i] as number) + (censored[i] as number);
  return count;
}
