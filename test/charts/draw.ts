// Draws a specification as its users do, and collects what Vega-Lite and Vega complain about.
import type { Json, VegaLiteSpec } from "clientele/charts";
import { parse, View, type LoggerInterface } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

export interface Drawing {
  readonly svg: string;
  /** The texts in the picture, in the order they are drawn. */
  readonly texts: readonly string[];
  readonly complaints: readonly string[];
}

export async function draw(spec: VegaLiteSpec): Promise<Drawing> {
  const complaints: string[] = [];
  const complain = (...words: unknown[]): LoggerInterface => {
    complaints.push(words.map(String).join(" "));
    return logger;
  };
  const keepQuiet = (): LoggerInterface => logger;
  // Its type is that of a getter and a setter in one.
  const level = keepQuiet as unknown as LoggerInterface["level"];
  const logger: LoggerInterface = { level, error: complain, warn: complain, info: keepQuiet, debug: keepQuiet };
  // Vega marks the rows that it draws.
  const compiled = compile(structuredClone(spec) as unknown as TopLevelSpec, { logger });
  const svg = await new View(parse(compiled.spec), { renderer: "none", logger }).toSVG();
  const texts = [...svg.matchAll(/<text[^>]*[^/]>(.*?)<\/text>/gs)].flatMap(([, text = ""]) => linesOf(text));
  return { svg, texts, complaints };
}

function linesOf(text: string): string[] {
  const lines = [...text.matchAll(/<tspan[^>]*>(.*?)<\/tspan>/gs)].map(([, line = ""]) => line);
  return lines.length > 0 ? lines : [text];
}

/** All rows of data in a specification, wherever they stand in it. */
export function dataRows(spec: Json): Record<string, Json>[] {
  if (typeof spec !== "object" || spec === null) return [];
  const values = (spec as { data?: { values?: Json } }).data?.values;
  const own = Array.isArray(values) ? (values as Record<string, Json>[]) : [];
  return [...own, ...Object.values(spec).flatMap(dataRows)].filter((row, i, rows) => rows.indexOf(row) === i);
}
