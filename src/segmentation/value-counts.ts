/** A figure of all customers, one number each. */
export type NumberColumn = Float64Array | Int32Array;

/** The distinct values in ascending order, each with how many of all values are at most it. */
export interface ValueCounts {
  readonly values: Float64Array;
  readonly upTo: NumberColumn;
}

/** Counts equal values: whole numbers of a narrow range (days, purchases) in a table of it, all others by sorting. */
export function valueCounts(values: NumberColumn): ValueCounts {
  let [least, most, whole] = [Infinity, -Infinity, true];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value < least) least = value;
    if (value > most) most = value;
    whole &&= Number.isInteger(value);
  }
  const range = most - least + 1;
  return whole && range <= 2 * values.length + 1024 ? countsInRange(values, least, range) : countsBySorting(values);
}

/** The place of a value among the distinct values, which hold it. */
export function placeOf(value: number, { values }: ValueCounts): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countsInRange(values: NumberColumn, least: number, range: number): ValueCounts {
  const counts = new Int32Array(Math.max(0, range));
  let size = 0;
  for (let i = 0; i < values.length; i += 1) {
    const place = (values[i] as number) - least;
    if (counts[place] === 0) size += 1;
    (counts[place] as number) += 1;
  }
  const [distinct, upTo] = [new Float64Array(size), new Int32Array(size)];
  let [place, total] = [0, 0];
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i] as number;
    if (count === 0) continue;
    total += count;
    distinct[place] = least + i;
    upTo[place] = total;
    place += 1;
  }
  return { values: distinct, upTo };
}

function countsBySorting(values: NumberColumn): ValueCounts {
  const sorted = Float64Array.from(values).sort();
  const upTo = new Int32Array(sorted.length);
  let size = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const value = sorted[i] as number;
    if (size === 0 || sorted[size - 1] !== value) size += 1;
    sorted[size - 1] = value;
    upTo[size - 1] = i + 1;
  }
  return { values: sorted.slice(0, size), upTo: upTo.slice(0, size) };
}
