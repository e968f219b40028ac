// A statement as people read it.
import Table from "cli-table3";
import type { PointStatement } from "clientele/loyalty";
import { localDateTime } from "clientele/time";

export function printStatement({ opening, lines, closing }: PointStatement, timeZone: string): string {
  const table = new Table({
    head: ["when", "what", "of", "points", "balance", "debt"],
    colAligns: ["left", "left", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  table.push(["", "opening", "", "", String(opening.net), String(opening.debt)]);
  for (const { effectiveAt, type, reference, points, net, debt } of lines) {
    const when = localDateTime(effectiveAt, timeZone).slice(0, 16).replace("T", " ");
    table.push([when, type, reference ?? "", points > 0 ? `+${String(points)}` : String(points), String(net), String(debt)]);
  }
  table.push(["", "closing", "", "", String(closing.net), String(closing.debt)]);
  return table.toString();
}
