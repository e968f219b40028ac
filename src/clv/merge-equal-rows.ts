import type { CustomerTable } from "./customer-table.js";

/** What is looked at to tell whether equal rows are common. */
const PROBED_ROWS = 5000;
/** Of so many rows, the share of different ones up to which merging saves time. */
const LARGEST_SHARE = 0.8;

/** The table with one row for each different history, in the order of their first rows, and the counts of equal rows added up. */
export function mergeEqualRows(table: CustomerTable): CustomerTable {
  const { frequency, recency, age, count } = table;
  const firsts = new Uint32Array(count.length);
  const counts = new Float64Array(count.length);
  let different = 0;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count.length + 2))).fill(-1);
  const mask = slots.length - 1;
  const hash = rowHash(table);
  for (let row = 0; row < count.length; row++) {
    let slot = hash(row) & mask;
    let index = slots[slot] as number;
    while (index >= 0) {
      const first = firsts[index] as number;
      if (frequency[first] === frequency[row] && recency[first] === recency[row] && age[first] === age[row]) break;
      slot = (slot + 1) & mask;
      index = slots[slot] as number;
    }
    if (index < 0) {
      index = different++;
      slots[slot] = index;
      firsts[index] = row;
    }
    counts[index] = (counts[index] as number) + (count[row] as number);
  }
  const pick = (column: Float64Array): Float64Array => Float64Array.from(firsts.subarray(0, different), (row) => column[row] as number);
  return { ...table, frequency: pick(frequency), recency: pick(recency), age: pick(age), count: counts.slice(0, different) };
}

/** The table merged where equal rows are common, as with ages in whole days; as it is where merging would cost more than it saves. */
export function mergedWhereWorthwhile(table: CustomerTable): CustomerTable {
  const { frequency, recency, age, count } = table;
  if (count.length <= PROBED_ROWS) return mergeEqualRows(table);
  const probe = (column: Float64Array): Float64Array => column.subarray(0, PROBED_ROWS);
  const probed = mergeEqualRows({ ...table, frequency: probe(frequency), recency: probe(recency), age: probe(age), count: probe(count) });
  return probed.count.length < LARGEST_SHARE * PROBED_ROWS ? mergeEqualRows(table) : table;
}

/** Mixes the bits of a row's numbers. */
function rowHash({ frequency, recency, age }: CustomerTable): (row: number) => number {
  const [x, last, now] = [frequency, recency, age].map(
    (column) => new Uint32Array(column.buffer, column.byteOffset, 2 * column.length),
  ) as [Uint32Array, Uint32Array, Uint32Array];
  return (row) => {
    let hash = 0;
    for (let word = 2 * row; word < 2 * row + 2; word++) {
      hash = Math.imul(hash ^ (x[word] as number), 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 15) ^ (last[word] as number), 0xc2b2ae35);
      hash = Math.imul(hash ^ (hash >>> 13) ^ (now[word] as number), 0x9e3779b1);
    }
    return hash ^ (hash >>> 16);
  };
}
