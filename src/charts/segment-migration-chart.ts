import type { TransitionCell, TransitionMatrix } from "../customers/transition-matrix.js";
import { checkFinite, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { chart, checkNumbers, COLOURS, percent } from "./chart-base.js";
import { heatMap } from "./heat-map.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";
import { withThousands } from "./with-thousands.js";

/** More labels than this leave no room for text in the cells. */
const MOST_WITH_TEXT = 16;
/** The room for the sizes beside the labels, in pixels. */
const SIZE_COLUMN = 64;

/** What those are called who are on one side only; no segment is called so. */
interface Ends {
  readonly notYet: string;
  readonly noLonger: string;
}

/**
 * Draws which part of each segment went where between two days: from the segment of the row to the segment of the column, those who stayed in the frame.
 *
 * Also for lifecycle stages. Customers on one side only have a row and a column of their own where there are any.
 *
 * @param migration - Who went from where to where, as `segmentMigration` and `lifecycleTransitions` give it.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without customers a lawful chart of empty cells.
 * @throws An {@link InvalidArgumentError} when a number is not finite.
 *
 * @example
 * import { charts, segmentation } from "clientele";
 *
 * const may = [{ customerId: "anna", segment: "Loyal" }, { customerId: "ben", segment: "Loyal" }];
 * const june = [{ customerId: "anna", segment: "Loyal" }, { customerId: "ben", segment: "At risk" }];
 * const spec = charts.segmentMigrationChart(segmentation.segmentMigration(may, june));
 * spec.title.subtitle; // => ["Share of each row's customers; 1 of 2 customers stayed where they were (50%)"]
 *
 * @category Charts
 */
export function segmentMigrationChart(migration: Pick<TransitionMatrix, "rows">, options: ChartOptions = {}): VegaLiteSpec {
  checkObject("migration", migration);
  checkRows("migration.rows", migration.rows);
  for (const [i, { to }] of migration.rows.entries()) checkCells(`migration.rows[${i}].to`, to);
  const rows = withoutEmptyAbsent(migration.rows);
  const ends = endsOf(rows);
  const all = rows.reduce((sum, { from, customers }) => sum + (from === "absent" ? 0 : customers), 0);
  const cells = rows.flatMap(({ from, customers, to }) => to.map((cell) => cellOf(from, customers, cell, ends)));
  const stayed = cells.reduce((sum, { stays, customers }) => sum + (stays ? customers : 0), 0);
  const columns = rows[0]?.to.map(({ label }) => nameOf(label, ends.noLonger)) ?? [];
  const hasText = columns.length <= MOST_WITH_TEXT;
  const labelLimit = 160;
  return chart(
    {
      title: options.title ?? "Who went where",
      subtitle: [
        `Share of each row's customers; ${withThousands(stayed)} of ${withThousands(all)} customers stayed where they were (${percent(all === 0 ? 0 : stayed / all)})`,
      ],
      description:
        "Heat map: one row a segment before, one column a segment after, coloured by the share of the row's customers who went there.",
      isEmpty: cells.every(({ customers }) => customers === 0),
    },
    heatMap({
      cells,
      columns: {
        field: "to",
        names: columns,
        step: hasText ? 58 : 22,
        title: "After",
        axis: { orient: "top", labelAngle: -40, labelLimit },
      },
      rows: {
        field: "from",
        names: rows.map(({ from }) => nameOf(from, ends.notYet)),
        step: hasText ? 36 : 22,
        title: "Before",
        axis: { labelPadding: SIZE_COLUMN, labelLimit },
      },
      heat: { field: "share", title: "Share of the row", format: ".0%" },
      lines: hasText
        ? [
            { field: "shareLabel", fontSize: 12, dy: -6 },
            { field: "customersLabel", fontSize: 9, dy: 8 },
          ]
        : [],
      words: "words",
      framed: "stays",
      further: cells.length === 0 ? [] : sizeLayers(rows, ends),
    }),
  );
}

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly share: number | null;
  readonly stays: boolean;
  readonly [name: string]: Json;
}

function checkRows(argument: string, rows: readonly { readonly customers: number }[]): void {
  if (!Array.isArray(rows)) throw new InvalidArgumentError(argument, "a list", rows);
  for (const [i, row] of rows.entries()) checkObject(`${argument}[${i}]`, row);
  checkNumbers(argument, rows, ["customers"]);
}

function checkCells(argument: string, cells: readonly TransitionCell[]): void {
  checkRows(argument, cells);
  for (const [i, { share }] of cells.entries()) if (share !== null) checkFinite(`${argument}[${i}].share`, share);
}

/** The rows without those and the column of those who are on one side only, where there are none. */
function withoutEmptyAbsent(rows: TransitionMatrix["rows"]): TransitionMatrix["rows"] {
  const isGone = rows.some(({ to }) => to.some(({ label, customers }) => label === "absent" && customers > 0));
  return rows
    .filter(({ from, customers }) => from !== "absent" || customers > 0)
    .map((row) => ({ ...row, to: isGone ? row.to : row.to.filter(({ label }) => label !== "absent") }));
}

/** Both are unlike every segment, so that no two rows nor columns share a place. */
function endsOf(rows: TransitionMatrix["rows"]): Ends {
  const names = new Set(rows.flatMap(({ from, to }) => [from, ...to.map(({ label }) => label)]));
  const unlike = (words: string): string => {
    let name = words;
    for (let i = 2; names.has(name); i += 1) name = `${words} ${i}`;
    return name;
  };
  return { notYet: unlike("(not there before)"), noLonger: unlike("(no longer there)") };
}

function cellOf(from: string, all: number, { label, customers, share }: TransitionCell, ends: Ends): Cell {
  const [before, after] = [nameOf(from, ends.notYet), nameOf(label, ends.noLonger)];
  const words = `${before} to ${after}: ${withThousands(customers)} of ${withThousands(all)}`;
  const isSome = customers > 0 && share !== null;
  return {
    from: before,
    to: after,
    customers,
    share: isSome ? share : null,
    stays: from === label && from !== "absent",
    shareLabel: isSome ? percent(share) : "",
    customersLabel: isSome ? withThousands(customers) : "",
    words,
  };
}

function nameOf(label: string, absent: string): string {
  return label === "absent" ? absent : label;
}

/** The customers of each row as a column between the names and the cells. */
function sizeLayers(rows: TransitionMatrix["rows"], { notYet }: Ends): Json[] {
  const values = rows.map(({ from, customers }) => ({ from: nameOf(from, notYet), size: withThousands(customers) }));
  const mark = { type: "text", align: "right", color: COLOURS.quiet };
  return [
    { data: { values }, mark, encoding: { x: { value: -8 }, text: { field: "size", type: "nominal" } } },
    { data: { values: [{}] }, mark, encoding: { x: { value: -8 }, y: { value: -12 }, text: { value: "Customers" } } },
  ];
}
