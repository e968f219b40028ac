// What charts of a model beside the facts have in common: the actual line whole, the expected one broken, in tones of their own.
import { COLOURS } from "./chart-base.js";
import type { Json } from "./vega-lite-spec.js";

const SERIES = ["Actual", "Expected by the model"] as const;

/** A row of data for each of the two numbers, which are called `field`. */
export function actualAndExpected(common: { readonly [name: string]: Json }, field: string, actual: number, expected: number): Json[] {
  return [
    { ...common, series: SERIES[0], [field]: actual },
    { ...common, series: SERIES[1], [field]: expected },
  ];
}

/** How the two are told apart; made anew for every chart. */
export function seriesEncodings(): { readonly color: Json; readonly strokeDash: Json; readonly shape: Json } {
  const series = { field: "series", type: "nominal", legend: { title: null } };
  const scale = (range: Json): Json => ({ ...series, scale: { domain: [...SERIES], range } });
  return {
    color: scale([COLOURS.blue, COLOURS.orange]),
    strokeDash: scale([
      [1, 0],
      [6, 4],
    ]),
    shape: scale(["circle", "diamond"]),
  };
}
