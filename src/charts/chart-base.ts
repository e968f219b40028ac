import { checkFinite } from "../foundation/errors/check.js";
import type { Json, VegaLiteSpec } from "./vega-lite-spec.js";

/** Tones that people with any kind of colour vision tell apart (Okabe and Ito 2008), with greys for what stands back. */
export const COLOURS = {
  blue: "#0072B2",
  orange: "#E69F00",
  green: "#009E73",
  red: "#D55E00",
  text: "#333333",
  quiet: "#767676",
  line: "#D9D9D9",
  surface: "#F2F2F2",
} as const;

/** The width that pictures without cells of their own share, in pixels. */
export const CHART_WIDTH = 680;

/** Marks of what is still running are drawn this pale. */
export const RUNNING_OPACITY = 0.4;

/** Colours and fonts; made anew for every chart, so that changing one leaves the others alone. */
function looks(): { readonly [name: string]: Json } {
  return {
    background: "#FFFFFF",
    font: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
    padding: 16,
    view: { stroke: null },
    title: {
      anchor: "start",
      frame: "bounds",
      fontSize: 16,
      fontWeight: 600,
      color: COLOURS.text,
      offset: 14,
      subtitleFontSize: 12,
      subtitleColor: COLOURS.quiet,
      subtitlePadding: 5,
      subtitleLineHeight: 16,
    },
    axis: {
      domain: false,
      ticks: false,
      gridColor: COLOURS.line,
      labelColor: COLOURS.text,
      labelFontSize: 11,
      labelPadding: 6,
      titleColor: COLOURS.quiet,
      titleFontSize: 12,
      titleFontWeight: "normal",
      titlePadding: 10,
    },
    legend: {
      orient: "top",
      labelColor: COLOURS.text,
      labelFontSize: 12,
      titleColor: COLOURS.quiet,
      titleFontSize: 12,
      titleFontWeight: "normal",
      symbolSize: 120,
      labelLimit: 400,
      titleLimit: 400,
    },
    text: { color: COLOURS.text, fontSize: 11 },
  };
}

/** What stands above a chart; a chart of nothing says so instead of the subtitle. */
export interface Heading {
  readonly title: string;
  /** Empty lines are left out. */
  readonly subtitle: readonly string[];
  readonly description: string;
  readonly isEmpty: boolean;
}

/** A specification with the heading and the looks that all charts share. */
export function chart({ title, subtitle, description, isEmpty }: Heading, body: { readonly [name: string]: Json }): VegaLiteSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description,
    title: { text: title, subtitle: isEmpty ? ["No data"] : subtitle.filter((line) => line !== "") },
    ...body,
    config: looks(),
  };
}

/** Throws where a field of a row is not a finite number: JSON has no others. */
export function checkNumbers<Field extends string>(
  argument: string,
  rows: readonly { readonly [name in Field]: number }[],
  fields: readonly Field[],
): void {
  for (const [i, row] of rows.entries()) {
    for (const field of fields) checkFinite(`${argument}[${i}].${field}`, row[field]);
  }
}

/** The scale of an amount that starts at 0; without data it has nothing to take its end from. */
export function amountScale(isEmpty: boolean): Json {
  return isEmpty ? { domain: [0, 1] } : { zero: true };
}

/** A share in per cent, `"38%"`; one digit more below ten per cent. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)}%`;
}

/** The Vega expression that formats a field as {@link percent} does. */
export function percentExpression(field: string): string {
  return `format(datum.${field}, datum.${field} < 0.0995 ? '.1%' : '.0%')`;
}

/** At most `most` of the labels, evenly spaced from the first, so that none overlap. */
export function spacedLabels(labels: readonly string[], most: number): string[] {
  const step = [1, 2, 3, 4, 6, 12].find((candidate) => labels.length / candidate <= most) ?? Math.ceil(labels.length / most / 12) * 12;
  return labels.filter((_, i) => i % step === 0);
}
