// Rows, columns or counts, as the caller has them, to checked columns.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { AN_AMOUNT, LARGEST } from "../numerics/limits.js";
import type { EventList } from "./count-events.js";
import type { EventColumns, EventCounts, EventRow } from "./event-table.js";
import { readCounts } from "./read-counts.js";

/** An entry that was not given: watched from the origin on. */
const NO_ENTRY = -Infinity;
/** An event flag that is none. */
const NOT_A_FLAG = 2;

type Column = ArrayLike<unknown>;
/** The error that refuses a value, with its place and as the caller gave it. */
type Fault = (row: number, name: string, expected: string) => InvalidArgumentError;

interface Read {
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly entry: Float64Array | null;
  readonly weight: Float64Array | null;
  readonly fault: Fault;
}

export function readEvents(subject: Iterable<EventRow> | EventColumns | EventCounts): EventList {
  if (typeof subject !== "object" || (subject as unknown) === null)
    throw new InvalidArgumentError("rows", "rows, columns or counts of events", subject);
  if (Symbol.iterator in subject) return checkedEvents(readRows(Array.isArray(subject) ? (subject as unknown[]) : [...subject]));
  return "events" in subject
    ? readCounts(subject, "counts")
    : checkedEvents(readColumns(subject as unknown as Readonly<Record<string, unknown>>));
}

function readRows(rows: readonly unknown[]): Read {
  const [time, event] = [new Float64Array(rows.length), new Uint8Array(rows.length)];
  let entry: Float64Array | null = null;
  let weight: Float64Array | null = null;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as { readonly [name in keyof EventRow]?: unknown } | null;
    if (typeof row !== "object" || row === null) throw new InvalidArgumentError(`rows[${String(i)}]`, "an object", row);
    time[i] = numberOf(row.time);
    event[i] = flagOf(row.event);
    if (row.entry !== undefined) (entry ??= new Float64Array(rows.length).fill(NO_ENTRY))[i] = numberOf(row.entry);
    if (row.weight !== undefined) (weight ??= new Float64Array(rows.length).fill(1))[i] = numberOf(row.weight);
  }
  const fault: Fault = (row, name, expected) =>
    new InvalidArgumentError(`rows[${String(row)}].${name}`, expected, (rows[row] as Record<string, unknown>)[name]);
  return { time, event, entry, weight, fault };
}

function readColumns(columns: Readonly<Record<string, unknown>>): Read {
  const column = (name: string, length?: number): Column => {
    const values = columns[name];
    const found = typeof values === "object" && values !== null && Number.isSafeInteger((values as Partial<Column>).length);
    if (!found) throw new InvalidArgumentError(`columns.${name}`, "an array", values);
    if (length !== undefined && (values as Column).length !== length)
      throw new InvalidArgumentError(`columns.${name}`, `as many values as columns.time (${String(length)})`, values);
    return values as Column;
  };
  const time = numbersOf(column("time"));
  const event = flagsOf(column("event", time.length));
  const optional = (name: string): Float64Array | null => (columns[name] === undefined ? null : numbersOf(column(name, time.length)));
  const entry = optional("entry");
  const fault: Fault = (row, name, expected) =>
    new InvalidArgumentError(`columns.${name}[${String(row)}]`, expected, (columns[name] as Column)[row]);
  return { time, event, entry: entry?.includes(NO_ENTRY) ? entry.map(numberOf) : entry, weight: optional("weight"), fault };
}

function checkedEvents({ time, event, entry, weight, fault }: Read): EventList {
  for (let i = 0; i < time.length; i++) {
    const value = time[i] as number;
    if (!(value >= 0 && value <= LARGEST)) throw fault(i, "time", AN_AMOUNT);
    if ((event[i] as number) > 1) throw fault(i, "event", "a boolean, 0 or 1");
  }
  checkWeights(weight, fault);
  if (entry === null) return { time, event, weight, entryTime: new Float64Array(0), entryWeight: null };
  for (let i = 0; i < time.length; i++) {
    const value = entry[i] as number;
    if (!(value >= 0 && value < (time[i] as number)) && value !== NO_ENTRY)
      throw fault(i, "entry", "a number of at least 0 below the time");
  }
  return { time, event, weight, ...withoutGaps(entry, weight) };
}

function checkWeights(weight: Float64Array | null, fault: Fault): void {
  let sum = 0;
  for (let i = 0; i < (weight?.length ?? 0); i++) {
    const value = weight?.[i] as number;
    if (!(value >= 0 && Number.isSafeInteger(value))) throw fault(i, "weight", "a whole number of at least 0");
    sum += value;
    if (sum > Number.MAX_SAFE_INTEGER) throw fault(i, "weight", "weights of at most 9007199254740991 together");
  }
}

function withoutGaps(entry: Float64Array, weight: Float64Array | null): Pick<EventList, "entryTime" | "entryWeight"> {
  if (!entry.includes(NO_ENTRY)) return { entryTime: entry, entryWeight: weight };
  return { entryTime: entry.filter((time) => time >= 0), entryWeight: weight && weight.filter((_, i) => (entry[i] as number) >= 0) };
}

/** Also {@link NO_ENTRY}, which only a row without an entry may have, becomes `NaN`, for the checks to refuse. */
function numberOf(value: unknown): number {
  return typeof value === "number" && value !== NO_ENTRY ? value : NaN;
}

function flagOf(value: unknown): number {
  return value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : NOT_A_FLAG;
}

/** A column of floats is taken as it is, and not written to. */
function numbersOf(column: Column): Float64Array {
  if (column instanceof Float64Array) return column;
  if (column instanceof Int32Array || column instanceof Uint32Array || column instanceof Uint16Array) return new Float64Array(column);
  const numbers = new Float64Array(column.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = numberOf(column[i]);
  return numbers;
}

function flagsOf(column: Column): Uint8Array {
  if (column instanceof Uint8Array) return column;
  const flags = new Uint8Array(column.length);
  for (let i = 0; i < flags.length; i++) flags[i] = flagOf(column[i]);
  return flags;
}
