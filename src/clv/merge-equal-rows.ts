/** Columns of numbers of equal length, one of which counts the customers of each row; whatever else is in it is no column. */
interface CountedColumns {
  readonly count: Float64Array;
}

/** What is looked at to tell whether equal rows are common. */
const PROBED_ROWS = 5000;
/** Of so many rows, the share of different ones up to which merging saves time. */
const LARGEST_SHARE = 0.8;

/** The table with one row for each different history, in the order of their first rows, and the counts of equal rows added up. */
export function mergeEqualRows<Table extends CountedColumns>(table: Table): Table {
  const { count } = table;
  const columns = columnsOf(table);
  const firsts = new Uint32Array(count.length);
  const counts = new Float64Array(count.length);
  let different = 0;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count.length + 2))).fill(-1);
  const mask = slots.length - 1;
  const hashes = rowHashes(columns, count.length);
  for (let row = 0; row < count.length; row++) {
    const hash = hashes[row] as number;
    let slot = (hash ^ (hash >>> 16)) & mask;
    let index = slots[slot] as number;
    while (index >= 0 && !areEqual(columns, firsts[index] as number, row)) {
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
  const rows = firsts.subarray(0, different);
  return { ...withColumns(table, (column) => picked(column, rows)), count: counts.slice(0, different) };
}

/** The table merged where equal rows are common, as with ages in whole days; as it is where merging would cost more than it saves. */
export function mergedWhereWorthwhile<Table extends CountedColumns>(table: Table): Table {
  if (table.count.length <= PROBED_ROWS) return mergeEqualRows(table);
  const probed = mergeEqualRows(withColumns(table, (column) => column.subarray(0, PROBED_ROWS)));
  return probed.count.length < LARGEST_SHARE * PROBED_ROWS ? mergeEqualRows(table) : table;
}

/** The columns that tell rows apart. */
function columnsOf(table: CountedColumns): Float64Array[] {
  return Object.values(table).filter((column): column is Float64Array => column instanceof Float64Array && column !== table.count);
}

/** The table with all its columns changed, the counts too. */
function withColumns<Table extends CountedColumns>(table: Table, change: (column: Float64Array) => Float64Array): Table {
  const changed = Object.entries(table).map(([name, value]) => [name, value instanceof Float64Array ? change(value) : value] as const);
  return Object.fromEntries(changed) as unknown as Table;
}

function picked(column: Float64Array, rows: Uint32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i] as number] as number;
  return values;
}

function areEqual(columns: readonly Float64Array[], a: number, b: number): boolean {
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Float64Array;
    if (column[a] !== column[b]) return false;
  }
  return true;
}

/** Mixes the bits of each row's numbers, column by column. */
function rowHashes(columns: readonly Float64Array[], rows: number): Int32Array {
  const hashes = new Int32Array(rows);
  for (const column of columns) {
    const words = new Uint32Array(column.buffer, column.byteOffset, 2 * rows);
    for (let row = 0; row < rows; row++) {
      let hash = Math.imul((hashes[row] as number) ^ (words[2 * row] as number), 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 15) ^ (words[2 * row + 1] as number), 0xc2b2ae35);
      hashes[row] = Math.imul(hash ^ (hash >>> 13), 0x9e3779b1);
    }
  }
  return hashes;
}
