// Blocks as one self-contained page: numbers as tables, charts as static SVG, nothing to load.
import type { VegaLiteSpec } from "clientele/charts";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Block, Table } from "./block.js";
import { printable } from "./printable.js";

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.7rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; border-top: 1px solid #d8dee6; padding-top: 1rem; }
  p { color: #46525f; max-width: 52rem; } .wide { overflow-x: auto; } svg { max-width: 100%; height: auto; }
  table { border-collapse: collapse; margin: .8rem 0; font-variant-numeric: tabular-nums; }
  th, td { padding: .25rem .8rem; text-align: right; border-bottom: 1px solid #e6eaef; } th:first-child, td:first-child { text-align: left; }
  th { font-weight: 600; color: #46525f; }
`;

/** The page as text. */
export async function htmlPage(title: string, subtitle: string, blocks: readonly Block[]): Promise<string> {
  const sections = [];
  for (const block of blocks) sections.push(await section(block));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(subtitle)}</p>
${sections.join("\n")}
</body>
</html>
`;
}

async function section({ title, notes, tables, charts }: Block): Promise<string> {
  const pictures = [];
  for (const chart of charts) pictures.push(`<div class="wide">${await drawChart(chart)}</div>`);
  const paragraphs = notes.map((note) => `<p>${escaped(note)}</p>`);
  return `<section><h2>${escaped(title)}</h2>\n${[...paragraphs, ...pictures, ...tables.map(htmlTable)].join("\n")}</section>`;
}

/** A Vega-Lite specification as SVG. */
async function drawChart(spec: VegaLiteSpec): Promise<string> {
  // A copy: vega leaves marks of its own on the rows of a specification that it draws.
  const compiled = compile(structuredClone(spec) as unknown as TopLevelSpec).spec;
  return new vega.View(vega.parse(compiled), { renderer: "none" }).toSVG();
}

function htmlTable({ head, rows }: Table): string {
  const row = (cells: readonly string[], tag: "th" | "td"): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  return `<div class="wide"><table>${row(head, "th")}${rows.map((cells) => row(cells, "td")).join("")}</table></div>`;
}

function escaped(text: string): string {
  return printable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
