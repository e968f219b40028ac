// The rows of a Cox regression as the likelihood walks through them: by stratum, from the last time to the first, covariates centred and
// scaled. Neither changes the likelihood: only differences between customers of a stratum count in it.
import { A_SIGNED_AMOUNT, LARGEST, SMALLEST } from "../numerics/limits.js";
import { A_TIME, readRows, readWeights, type NumberRule, type RowColumns } from "./row-columns.js";

/** The rows that weigh something and are at risk of an event at some time, sorted. */
export interface CoxData {
  /** How many covariates. */
  readonly width: number;
  /** Where each stratum begins, and behind the last one the number of rows. */
  readonly strata: Int32Array;
  /** Falling within a stratum. */
  readonly time: Float64Array;
  /** 1 where the event happened. */
  readonly event: Uint8Array;
  readonly weight: Float64Array;
  /** `null` when all are at risk from the start. */
  readonly entries: Entries | null;
  /** Row by row, centred within the stratum and divided by `scale`. */
  readonly values: Float64Array;
  /** The standard deviation of each covariate within the strata; 0 where it does not vary. */
  readonly scale: Float64Array;
  /** Customers, and events; of all rows. */
  readonly customers: number;
  readonly events: number;
}

/** When the watch of each row began. */
export interface Entries {
  readonly entry: Float64Array;
  /** The rows of each stratum by falling entry, in the places of the stratum. */
  readonly order: Int32Array;
}

const A_COVARIATE: NumberRule = { accepts: (value) => value >= -LARGEST && value <= LARGEST, expected: A_SIGNED_AMOUNT };

/** Reads, checks and sorts. */
export function coxData(subject: unknown, covariates: readonly string[]): CoxData {
  const given = readRows(subject);
  const time = given.numbers("time", A_TIME);
  const event = readEvents(given);
  const entry = given.numbers("entry", A_TIME, -Infinity);
  for (let row = 0; row < given.length; row++) {
    if ((entry[row] as number) >= (time[row] as number)) throw given.fault(row, "entry", "a number of at least 0 below the time");
  }
  const weight = readWeights(given);
  const stratum = readStrata(given);
  const columns = covariates.map((name) => given.numbers(name, A_COVARIATE));

  const order = atRiskOnce(sortedRows(time, stratum, weight), { time, event, entry, stratum });
  const strata = boundaries(order, stratum);
  const pick = (column: Float64Array): Float64Array => picked(column, order, new Float64Array(order.length));
  const weights = pick(weight);
  const flags = picked(event, order, new Uint8Array(order.length));
  const { values, scale } = scaled(columns.map(pick), weights, strata);
  return {
    width: covariates.length,
    strata,
    time: pick(time),
    event: flags,
    weight: weights,
    entries: entry.some((from) => from >= 0) ? entriesOf(pick(entry), strata) : null,
    values,
    scale,
    ...countsOf(weight, event),
  };
}

function readEvents(given: RowColumns): Uint8Array {
  const flags = new Uint8Array(given.length);
  const valueAt = given.values("event");
  for (let row = 0; row < given.length; row++) {
    const value = valueAt?.(row);
    if (value === true || value === 1) flags[row] = 1;
    else if (value !== false && value !== 0) throw given.fault(row, "event", "true, false, 1 or 0");
  }
  return flags;
}

function readStrata(given: RowColumns): Int32Array {
  const strata = new Int32Array(given.length);
  const valueAt = given.values("stratum");
  const numbers = new Map<unknown, number>();
  for (let row = 0; valueAt !== null && row < given.length; row++) {
    const value = valueAt(row);
    const lawful = value === undefined || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
    if (!lawful) throw given.fault(row, "stratum", "a name or a finite number");
    let number = numbers.get(value);
    if (number === undefined) numbers.set(value, (number = numbers.size));
    strata[row] = number;
  }
  return strata;
}

function sortedRows(time: Float64Array, stratum: Int32Array, weight: Float64Array): Uint32Array {
  const order = new Uint32Array(weight.length);
  let kept = 0;
  for (let row = 0; row < weight.length; row++) if ((weight[row] as number) > 0) order[kept++] = row;
  return order
    .subarray(0, kept)
    .sort((a, b) => (stratum[a] as number) - (stratum[b] as number) || (time[b] as number) - (time[a] as number) || a - b);
}

/**
 * The sorted rows without those that are at risk at no event: no number of theirs is in the likelihood, so that none may set a scale, however
 * large it is.
 */
function atRiskOnce(
  order: Uint32Array,
  { time, event, entry, stratum }: { time: Float64Array; event: Uint8Array; entry: Float64Array; stratum: Int32Array },
): Uint32Array {
  const kept = new Uint32Array(order.length);
  let first = order.length;
  // From the first time of each stratum on, the events of a time before those who are at risk then.
  for (let end = order.length, latest = -Infinity; end > 0;) {
    const last = order[end - 1] as number;
    const isOfGroup = (row: number): boolean => stratum[row] === stratum[last] && time[row] === time[last];
    let start = end;
    while (start > 0 && isOfGroup(order[start - 1] as number)) {
      start -= 1;
      if (event[order[start] as number] === 1) latest = time[last] as number;
    }
    for (let i = end - 1; i >= start; i--) {
      const row = order[i] as number;
      if (latest > (entry[row] as number)) kept[--first] = row;
    }
    if (start > 0 && stratum[order[start - 1] as number] !== stratum[last]) latest = -Infinity;
    end = start;
  }
  return kept.subarray(first);
}

/** The values of these rows, put into `into`. */
function picked<Column extends Float64Array | Uint8Array>(column: Column, order: Uint32Array, into: Column): Column {
  for (let i = 0; i < order.length; i++) into[i] = column[order[i] as number] as number;
  return into;
}

function boundaries(order: Uint32Array, stratum: Int32Array): Int32Array {
  const starts: number[] = [];
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || stratum[order[i] as number] !== stratum[order[i - 1] as number]) starts.push(i);
  }
  return Int32Array.from([...starts, order.length]);
}

function entriesOf(entry: Float64Array, strata: Int32Array): Entries {
  const order = Int32Array.from(entry.keys());
  for (let s = 0; s + 1 < strata.length; s++) {
    order.subarray(strata[s], strata[s + 1]).sort((a, b) => (entry[b] as number) - (entry[a] as number) || a - b);
  }
  return { entry, order };
}

function countsOf(weight: Float64Array, event: Uint8Array): { readonly customers: number; readonly events: number } {
  let customers = 0;
  let events = 0;
  for (let i = 0; i < weight.length; i++) {
    customers += weight[i] as number;
    if (event[i] === 1) events += weight[i] as number;
  }
  return { customers, events };
}

function scaled(columns: readonly Float64Array[], weight: Float64Array, strata: Int32Array): Pick<CoxData, "values" | "scale"> {
  const width = columns.length;
  const values = new Float64Array(weight.length * width);
  const scale = Float64Array.from(columns, (column) => {
    for (let s = 0; s + 1 < strata.length; s++)
      centre(column.subarray(strata[s], strata[s + 1]), weight.subarray(strata[s], strata[s + 1]));
    return deviation(column, weight);
  });
  columns.forEach((column, j) => {
    const unit = scale[j] as number;
    for (let i = 0; i < column.length; i++) values[i * width + j] = unit === 0 ? 0 : (column[i] as number) / unit;
  });
  return { values, scale };
}

/** Takes the weighted mean away in place; what does not vary becomes 0, whatever the rounding of the mean. */
function centre(column: Float64Array, weight: Float64Array): void {
  const first = column[0] as number;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < column.length; i++) {
    total += weight[i] as number;
    sum += (weight[i] as number) * ((column[i] as number) - first);
  }
  const mean = sum / total;
  for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) - first - mean;
}

/** The weighted standard deviation of a centred column, by way of its largest value, so that no square leaves the numbers. */
function deviation(column: Float64Array, weight: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i] as number));
  if (largest < SMALLEST) return 0;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < column.length; i++) {
    total += weight[i] as number;
    sum += (weight[i] as number) * ((column[i] as number) / largest) ** 2;
  }
  return largest * Math.sqrt(sum / total);
}
