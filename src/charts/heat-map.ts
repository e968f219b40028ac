// A grid of coloured cells with a few lines of text in each: what the maps of scores, moves and classes share.
import { COLOURS } from "./chart-base.js";
import type { Json } from "./vega-lite-spec.js";

/** From little to much. */
export const BLUES: readonly string[] = ["#F1F6FB", "#C6DBEF", "#6BAED6", "#2171B5", "#08306B"];
/** From this part of the colour scale on, white text is easier to read than dark text. */
export const WHITE_TEXT_FROM = 0.62;

/** A line of text in every cell that has some. */
export interface CellLine {
  /** The field of the text. */
  readonly field: string;
  readonly fontSize: number;
  readonly fontWeight?: "bold" | "normal";
  /** How far below the middle of the cell, in pixels. */
  readonly dy: number;
}

/** How a grid is drawn. */
export interface HeatMap {
  /** One row a cell, with the fields that the others name. */
  readonly cells: readonly { readonly [name: string]: Json }[];
  readonly columns: GridSide;
  readonly rows: GridSide;
  /** The field that colours a cell; a cell without a number is grey. */
  readonly heat: { readonly field: string; readonly title: string; readonly format: string };
  readonly lines: readonly CellLine[];
  /** The field of what screen readers say of a cell. */
  readonly words: string;
  /** The field that says whether a cell is framed; no frames when left out. */
  readonly framed?: string;
  /** What is drawn over the cells. */
  readonly further?: readonly Json[];
}

/** One side of a grid. */
export interface GridSide {
  /** The field that tells the place. */
  readonly field: string;
  /** All places in their order, from the left and from the top. */
  readonly names: readonly string[];
  /** How wide or high a cell is, in pixels. */
  readonly step: number;
  readonly title: string;
  readonly axis: { readonly [name: string]: Json };
}

/** The body of a chart. */
export function heatMap({ cells, columns, rows, heat, lines, words, framed, further = [] }: HeatMap): { readonly [name: string]: Json } {
  const darkest = cells.reduce((most, cell) => Math.max(most, Number(cell[heat.field] ?? 0)), 0) || 1;
  const position = ({ field, names, title, axis }: GridSide): Json => {
    return { field, type: "nominal", sort: null, title, scale: { domain: [...names] }, axis };
  };
  return {
    width: { step: columns.step },
    height: { step: rows.step },
    data: { values: cells },
    encoding: { x: position(columns), y: position(rows) },
    layer: [
      {
        mark: {
          type: "rect",
          invalid: null,
          stroke: "#FFFFFF",
          strokeWidth: 2,
          description: { expr: `datum[${JSON.stringify(words)}]` },
        },
        encoding: { color: colour(heat, darkest) },
      },
      ...(cells.length === 0 ? [] : lines.map((line) => textLayer(line, heat.field, darkest))),
      ...(cells.length === 0 || framed === undefined ? [] : [frameLayer(framed, heat.field, darkest)]),
      ...further,
    ],
  };
}

function colour({ field, title, format }: HeatMap["heat"], darkest: number): Json {
  return {
    condition: { test: `!isValid(datum.${field})`, value: COLOURS.surface },
    field,
    type: "quantitative",
    scale: { range: [...BLUES], domain: [0, darkest] },
    legend: { title, format, orient: "bottom", gradientLength: 200, gradientThickness: 10, tickCount: 4 },
  };
}

function textLayer({ field, fontSize, fontWeight = "normal", dy }: CellLine, heat: string, darkest: number): Json {
  return {
    mark: { type: "text", aria: false, fontSize, fontWeight, dy },
    encoding: {
      text: { field, type: "nominal" },
      color: onHeat(heat, darkest),
    },
  };
}

/** A frame within the cell: frames of neighbours do not run into each other. */
function frameLayer(field: string, heat: string, darkest: number): Json {
  return {
    transform: [{ filter: `datum.${field}` }],
    mark: { type: "rect", aria: false, fillOpacity: 0, strokeWidth: 1, width: { band: 0.84 }, height: { band: 0.78 } },
    encoding: { stroke: onHeat(heat, darkest) },
  };
}

/** The tone that stands out from the colour of the cell. */
function onHeat(heat: string, darkest: number): Json {
  return { condition: { test: `datum.${heat} > ${WHITE_TEXT_FROM * darkest}`, value: "#FFFFFF" }, value: COLOURS.text };
}
