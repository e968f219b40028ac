import { checkFinite, checkOneOf } from "../foundation/errors/check.js";
import type { PeriodUnit } from "../foundation/time/periods.js";
import { quantileOfSorted, sortedCopy } from "../numerics/quantile.js";
import type { CohortTriangle } from "../retention/cohort-triangle.js";
import { chart, checkNumbers, COLOURS, spacedLabels } from "./chart-base.js";
import { BLUES, WHITE_TEXT_FROM } from "./heat-map.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/** A row of the chart's data. */
interface Cell {
  readonly cohort: string;
  readonly size: number;
  readonly column: string;
  readonly customers: number | null;
  readonly share: number | null;
  /** Whether this is the cohort's own period. */
  readonly isEverybody: boolean;
  readonly [name: string]: Json;
}

/** How large cells are drawn, and what is written into them. */
interface CellLooks {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** A Vega expression of the text, or `null` when there is no room for any. */
  readonly text: string | null;
  /** What the text leaves unsaid. */
  readonly note: string;
}

const UNIT_NAMES: Readonly<Record<PeriodUnit, string>> = {
  day: "Days",
  week: "Weeks",
  month: "Months",
  quarter: "Quarters",
  year: "Years",
};
/** More names along an axis would touch each other. */
const MOST_COLUMN_NAMES = 38;
const MOST_COHORT_NAMES = 40;
const RUNNING_TEXT = "…";
/** What screen readers say of a cell. */
const CELL_IN_WORDS =
  "datum.cohort + ', ' + datum.column + ': ' + (isValid(datum.share) ? format(datum.share, '.0%') + ' of ' + datum.size : 'still running')";
/** The room for the sizes beside the labels, in pixels. */
const SIZE_COLUMN = 60;
/** Of all shares, this many are told apart by colour; the few above, of tiny cohorts, look like the darkest of them. */
const TOLD_APART = 0.98;

/**
 * Draws the share of each cohort that came back in each period since it began: how well customers stay, and whether younger cohorts stay better.
 *
 * The cohort's own period, in which everybody is there, stands apart in grey; a period that is still running has an ellipsis and no share. With more than 26
 * periods the shares lose their per cent sign, with more than 40 they are colours alone. The darkest colour stands for the share that 2 % of the cells exceed.
 *
 * By elapsed time the share is that of the customers for whom the period is over.
 *
 * @param triangle - A cohort triangle of customers, of any mode; a bracket gives a single column.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without cohorts a lawful chart without cells.
 * @throws An {@link InvalidArgumentError} when a number is not finite, or the triangle does not count customers.
 *
 * @example
 * import { cohortHeatmapChart } from "clientele/charts";
 * import { cohortTriangle } from "clientele/retention";
 * import { simulatePurchases } from "clientele/simulation";
 *
 * const { purchases } = simulatePurchases({ seed: 7, from: "2025-01-01", until: "2026-01-01" });
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const triangle = cohortTriangle(purchases, { period: month, asOf: "2025-12-20T00:00:00Z", mode: "on" });
 * cohortHeatmapChart(triangle).title.subtitle; // => ["Share of each cohort's customers who came back in the month", "…: still running"]
 *
 * @category Charts
 */
export function cohortHeatmapChart(triangle: CohortTriangle, options: ChartOptions = {}): VegaLiteSpec {
  const { cohorts, definition } = triangle;
  checkNumbers("triangle.cohorts", cohorts, ["size"]);
  checkOneOf("triangle.definition.measure", definition.measure, ["customers"]);
  const unit = definition.period.unit;
  const labels = cohorts.map(({ label, complete }) => (complete ? label : `${label} ${RUNNING_TEXT}`));
  const cells = cellRows(triangle, labels);
  const columns = columnNames(triangle);
  const looks = cellLooks(columns.length);
  const darkest = darkestShare(cells);
  const isRunning = cells.some(({ share }) => share === null);
  const columnAxis = { orient: "top", labelAngle: 0, values: spacedLabels(columns, MOST_COLUMN_NAMES) };
  const cohortAxis = { labelPadding: looks.text === null ? 8 : SIZE_COLUMN, values: spacedLabels(labels, MOST_COHORT_NAMES) };
  return chart(
    {
      title: options.title ?? "How well each cohort stays",
      subtitle: [
        `Share of each cohort's customers who ${meaningOf(triangle)}${looks.note}`,
        isRunning ? `${looks.text === null ? "Grey" : RUNNING_TEXT}: still running` : "",
      ],
      description: `Heat map: one row a cohort, one column a ${unit} since it began, coloured by the share of its customers who came back.`,
      isEmpty: cells.length === 0,
    },
    {
      width: { step: looks.width },
      height: { step: looks.height },
      data: { values: cells },
      encoding: {
        x: { field: "column", type: "ordinal", sort: null, title: `${UNIT_NAMES[unit]} since the cohort began`, axis: columnAxis },
        y: { field: "cohort", type: "ordinal", sort: null, title: null, axis: cohortAxis },
      },
      layer: [
        cellLayer(darkest),
        ...(looks.text === null || cells.length === 0
          ? []
          : [textLayer(looks, looks.text, darkest), ...sizeLayers(triangle, labels, looks)]),
      ],
    },
  );
}

function cellRows({ cohorts, cells, eligible, definition }: CohortTriangle, labels: readonly string[]): Cell[] {
  const columns = columnNames({ cells, definition });
  const everybody = definition.bracket === null ? 0 : -1;
  return cohorts.flatMap((cohort, i) =>
    (cells[i] ?? []).map((customers, k) => {
      const size = eligible[i]?.[k] || cohort.size;
      if (customers !== null) checkFinite(`triangle.cells[${i}][${k}]`, customers);
      const share = customers === null || size === 0 ? null : customers / size;
      return { cohort: labels[i] as string, size, column: columns[k] as string, customers, share, isEverybody: k === everybody };
    }),
  );
}

/** The periods since the cohort's own, counted from 0; a bracket has one column for all of its periods. */
function columnNames({ cells, definition: { bracket } }: Pick<CohortTriangle, "cells" | "definition">): string[] {
  if (bracket !== null) return [bracket[0] === bracket[1] ? String(bracket[0]) : `${bracket[0]}–${bracket[1]}`];
  return Array.from({ length: cells.reduce((most, row) => Math.max(most, row.length), 0) }, (_, k) => String(k));
}

function meaningOf({ definition: { method, period } }: CohortTriangle): string {
  if (method === "on") return `came back in the ${period.unit}`;
  if (method === "on-or-after") return `came back in the ${period.unit} or later`;
  return method === "on-or-before" ? `had come back by the end of the ${period.unit}` : `came back in these ${period.unit}s`;
}

function cellLooks(periods: number): CellLooks {
  if (periods <= 14) return { width: 46, height: 24, fontSize: 11, text: "format(datum.share, '.0%')", note: "" };
  if (periods <= 26) return { width: 32, height: 21, fontSize: 10, text: "format(datum.share, '.0%')", note: "" };
  if (periods <= 40) return { width: 22, height: 18, fontSize: 9, text: "format(100 * datum.share, '.0f')", note: ", in per cent" };
  const side = Math.max(4, Math.floor(900 / periods));
  return { width: side, height: side, fontSize: 9, text: null, note: "" };
}

/** The share that the darkest colour stands for. */
function darkestShare(cells: readonly Cell[]): number {
  const shares = sortedCopy(cells.flatMap(({ isEverybody, share }) => (!isEverybody && share !== null ? [share] : [])));
  return quantileOfSorted(shares, TOLD_APART) || (shares.at(-1) ?? 0) || 1;
}

function cellLayer(darkest: number): Json {
  return {
    mark: { type: "rect", invalid: null, description: { expr: CELL_IN_WORDS }, stroke: "#FFFFFF", strokeWidth: 1 },
    encoding: {
      color: {
        condition: { test: "datum.isEverybody || !isValid(datum.share)", value: COLOURS.surface },
        field: "share",
        type: "quantitative",
        scale: { range: [...BLUES], domain: [0, darkest], clamp: true },
        legend: {
          title: "Share who came back",
          format: ".0%",
          orient: "bottom",
          gradientLength: 200,
          gradientThickness: 10,
          tickCount: 4,
        },
      },
    },
  };
}

function textLayer(looks: CellLooks, text: string, darkest: number): Json {
  const dark = `!datum.isEverybody && datum.share > ${WHITE_TEXT_FROM * darkest}`;
  return {
    transform: [{ calculate: `isValid(datum.share) ? ${text} : '${RUNNING_TEXT}'`, as: "label" }],
    mark: { type: "text", fontSize: looks.fontSize, aria: false },
    encoding: {
      text: { field: "label", type: "nominal" },
      color: { condition: { test: dark, value: "#FFFFFF" }, value: COLOURS.text },
    },
  };
}

/** The sizes of the cohorts as a column between their names and their cells. */
function sizeLayers({ cohorts }: CohortTriangle, labels: readonly string[], looks: CellLooks): Json[] {
  const values = cohorts.map(({ size }, i) => ({ cohort: labels[i] as string, size }));
  const mark = { type: "text", align: "right", fontSize: looks.fontSize, color: COLOURS.quiet };
  return [
    { data: { values }, mark, encoding: { x: { value: -8 }, text: { field: "size", type: "quantitative", format: ",d" } } },
    { data: { values: [{}] }, mark, encoding: { x: { value: -8 }, y: { value: -12 }, text: { value: "Customers" } } },
  ];
}
