// A CSV as rows of texts by column, each with its line.
import { cellText, csvRecords } from "../customer-base-report/csv-records.js";
import { listed } from "../customer-base-report/printable.js";
import { readHeader, sizeOf } from "../customer-base-report/read-orders.js";
import { recordFault, type RejectedRow } from "../customer-base-report/record-fault.js";
import { sniff } from "../customer-base-report/sniff.js";

export type TableRow = Readonly<Record<string, string | undefined>>;

export interface CsvTable {
  readonly rows: readonly TableRow[];
  /** Per row, its line. */
  readonly lines: readonly number[];
  /** Records that are no rows. */
  readonly faults: readonly RejectedRow[];
}

/** Reads the columns that are known; others are left. Throws a plain Error when the file cannot be read, or one of `needed` is not in it. */
export async function readTable(file: string, known: readonly string[], needed: readonly string[]): Promise<CsvTable> {
  await sizeOf(file);
  const records = csvRecords(file, await sniff(file, {}), () => undefined);
  const header = await readHeader(file, records);
  const missing = needed.find((name) => !header.includes(name));
  if (missing !== undefined) throw new Error(`${file} has no column "${missing}". It has: ${listed(header)}`);
  const twice = known.find((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice !== undefined) throw new Error(`${file} has two columns "${twice}"`);

  const used = known.flatMap((name) => (header.includes(name) ? [[name, header.indexOf(name)] as const] : []));
  const table = { rows: [] as TableRow[], lines: [] as number[], faults: [] as RejectedRow[] };
  for await (const record of records) {
    const fault = recordFault(record, header.length, used);
    if (fault === undefined) {
      table.rows.push(Object.fromEntries(used.map(([name, place]) => [name, cellText(record.cells[place])])));
      table.lines.push(record.firstLine);
    } else table.faults.push(fault);
  }
  return table;
}
