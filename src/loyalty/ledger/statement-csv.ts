import type { InstantLike } from "../../foundation/time/instant.js";
import { localDateTime } from "../../foundation/time/instant.js";
import type { LedgerEvent } from "./event.js";
import { pointStatement } from "./point-statement.js";

/**
 * Which part of a statement to export.
 * @category Balance
 */
export interface StatementCsvOptions {
  /** The first instant; the beginning when left out. */
  readonly from?: InstantLike | undefined;
  /** The first instant after it; behind the last event when left out. */
  readonly to?: InstantLike | undefined;
}

const COLUMNS = [
  "version",
  "at",
  "effective_at",
  "recorded_at",
  "local_time",
  "type",
  "reference",
  "points",
  "net",
  "debt",
  "actor",
  "reason",
];

/**
 * A statement as CSV (RFC 4180, lines end with CRLF): one row per line of {@link pointStatement}, instants in UTC, beside them the local time in the account's zone.
 * Texts that a spreadsheet would take for a formula are given an apostrophe.
 *
 * @param events - All events of one account, in order.
 * @param options - The period; all when left out, and then what time did after the last event is not in it.
 * @returns The text, with a header row.
 * @throws A {@link ValidationError} when an instant is not one or the stream is corrupt.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * loyalty.exportStatementCsv(events).split("\r\n")[1]; // => "1,2025-01-01T09:00:00.000Z,2025-01-01T09:00:00.000Z,2025-01-01T09:00:00.000Z,2025-01-01T10:00:00,account-opened,,0,0,0,,"
 *
 * @category Balance
 */
export function exportStatementCsv(events: Iterable<LedgerEvent>, options: StatementCsvOptions = {}): string {
  const stream = Array.from(events);
  const newest = stream.reduce((latest, { effectiveAt }) => Math.max(latest, effectiveAt), stream[0]?.effectiveAt ?? 0);
  const oldest = stream.reduce((earliest, { effectiveAt }) => Math.min(earliest, effectiveAt), newest);
  const { lines } = pointStatement(stream, { from: options.from ?? oldest, to: options.to ?? newest + 1 });
  const shown = options.to === undefined ? lines.filter(({ at, version }) => version !== null || at <= newest) : lines;
  const timeZone = stream[0]?.type === "account-opened" ? stream[0].timeZone : "UTC";
  const rows = shown.map(({ version, at, effectiveAt, recordedAt, type, reference, points, net, debt, actor, reason }) => [
    version === null ? "" : String(version),
    isoOf(at),
    isoOf(effectiveAt),
    recordedAt === null ? "" : isoOf(recordedAt),
    localDateTime(effectiveAt, timeZone),
    type,
    textCell(reference ?? ""),
    String(points),
    String(net),
    String(debt),
    textCell(actor === null ? "" : `${actor.kind} ${actor.id}`),
    textCell(reason ?? ""),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** A text in quotes where it needs them, with an apostrophe where a spreadsheet would compute it. */
function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
