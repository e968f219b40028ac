// How the files of the shop are written.
import { localDateTime } from "clientele/time";

export const TIME_ZONE = "Europe/Berlin";

/** The text of a file: a header line, and a line a row. */
export function csvText<Name extends string>(header: readonly Name[], rows: readonly Readonly<Record<Name, string>>[]): string {
  const lines = [header, ...rows.map((row) => header.map((name) => row[name]))].map((cells) => cells.map(quoted).join(","));
  return `${lines.join("\n")}\n`;
}

/** ISO 8601 with the offset of the shop. */
export function isoWithOffset(at: number): string {
  const local = localDateTime(at, TIME_ZONE);
  const offsetHours = (Date.parse(`${local}Z`) - at) / 3_600_000;
  return `${local}+${String(offsetHours).padStart(2, "0")}:00`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
