import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { A_TIME, readRows, readWeights, type RowColumns } from "./row-columns.js";

/** How many left for each cause, and how many were censored, time by time. */
export interface CauseTable {
  readonly causes: readonly string[];
  /** The different times, ascending. */
  readonly time: Float64Array;
  /** Per time, how many were there just before it. */
  readonly atRisk: Float64Array;
  /** Per time, how many were censored. */
  readonly censored: Float64Array;
  /** Per time, how many left, for whatever cause. */
  readonly left: Float64Array;
  /** Per cause and time, how many left. */
  readonly events: readonly Float64Array[];
}

const CENSORED = -1;

/** Reads, checks and counts. */
export function causeTable(subject: unknown, wanted: readonly string[] | undefined): CauseTable {
  const given = readRows(subject);
  const times = given.numbers("time", A_TIME);
  const weights = readWeights(given);
  refuseEntries(given);
  const { causes, causeOf } = readCauses(given, wanted);
  const time = distinctSorted(times.filter((_, row) => (weights[row] as number) > 0));
  const censored = new Float64Array(time.length);
  const events = causes.map(() => new Float64Array(time.length));
  const placeOf = placeIn(time);
  for (let row = 0; row < times.length; row++) {
    const weight = weights[row] as number;
    if (weight === 0) continue;
    const cause = causeOf[row] as number;
    const counts = cause === CENSORED ? censored : (events[cause] as Float64Array);
    const place = placeOf(times[row] as number);
    counts[place] = (counts[place] as number) + weight;
  }
  const left = time.map((_, t) => events.reduce((sum, counts) => sum + (counts[t] as number), 0));
  const atRisk = new Float64Array(time.length);
  for (let t = time.length - 1, there = 0; t >= 0; t--) atRisk[t] = there += (left[t] as number) + (censored[t] as number);
  return { causes, time, atRisk, censored, left, events };
}

/** Rows that were not watched from 0 on would be counted as if they were. */
function refuseEntries(given: RowColumns): void {
  const entryAt = given.values("entry");
  if (entryAt === null) return;
  for (let row = 0; row < given.length; row++) {
    if (entryAt(row) !== undefined) throw given.fault(row, "entry", "no entry, all rows being watched from 0 on");
  }
}

/** The causes, and per row the place of its own among them. */
function readCauses(
  given: RowColumns,
  wanted: readonly string[] | undefined,
): { readonly causes: readonly string[]; readonly causeOf: Int32Array } {
  const found = new Map<string, number>(checkedCauses(wanted).map((cause, k) => [cause, k]));
  const causeOf = new Int32Array(given.length).fill(CENSORED);
  const causeAt = given.values("cause");
  for (let row = 0; row < given.length; row++) {
    const cause = causeAt?.(row);
    if (cause === null) continue;
    if (typeof cause !== "string") throw given.fault(row, "cause", "a cause, or null when censored");
    let place = found.get(cause);
    if (place === undefined) {
      if (wanted !== undefined) throw given.fault(row, "cause", "one of options.causes, or null when censored");
      found.set(cause, (place = found.size));
    }
    causeOf[row] = place;
  }
  const causes = [...found.keys()];
  return wanted === undefined ? inOrder(causes, causeOf) : { causes, causeOf };
}

function checkedCauses(wanted: readonly string[] | undefined): readonly string[] {
  if (wanted === undefined) return [];
  const given: unknown = wanted;
  if (!Array.isArray(given)) throw new InvalidArgumentError("options.causes", "an array of causes", given);
  given.forEach((cause: unknown, k) => {
    if (typeof cause !== "string" || given.indexOf(cause) !== k)
      throw new InvalidArgumentError(`options.causes[${String(k)}]`, "a cause that no other one is", cause);
  });
  return wanted;
}

/** The causes by their letters, whatever the order of the rows. */
function inOrder(causes: readonly string[], causeOf: Int32Array): { readonly causes: readonly string[]; readonly causeOf: Int32Array } {
  const sorted = [...causes].sort();
  const places = new Map(sorted.map((cause, k) => [cause, k]));
  const moved = causes.map((cause) => places.get(cause) as number);
  return { causes: sorted, causeOf: causeOf.map((k) => (k === CENSORED ? CENSORED : (moved[k] as number))) };
}

function distinctSorted(values: Float64Array): Float64Array {
  return values.sort().filter((value, i, sorted) => i === 0 || value !== sorted[i - 1]);
}

/** The place of a value among the ascending ones, of which it is one. */
function placeIn(sorted: Float64Array): (value: number) => number {
  return (value) => {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
