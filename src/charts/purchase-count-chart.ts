import type { CalibrationBin } from "../clv/checks/calibration-check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { actualAndExpected, seriesEncodings } from "./actual-and-expected.js";
import { amountScale, chart, CHART_WIDTH, checkNumbers } from "./chart-base.js";
import type { ChartOptions, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * Draws how many customers bought again how often, beside how many a model expects to.
 *
 * @param rows - One row a number of repeat purchases, in the order to draw them: `calibrationByFrequency` of a `calibrationCheck`.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without rows a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite, or two rows have the same name.
 *
 * @example
 * import { charts } from "clientele";
 *
 * const spec = charts.purchaseCountChart([
 *   { frequency: "0", actual: 1411, expected: 1396.3 },
 *   { frequency: "1+", actual: 946, expected: 960.7 },
 * ]);
 * spec.title.text; // => "Does the model describe how often customers buy?"
 *
 * @category Charts
 */
export function purchaseCountChart(rows: readonly CalibrationBin[], options: ChartOptions = {}): VegaLiteSpec {
  checkNumbers("rows", rows, ["actual", "expected"]);
  const names = rows.map(({ frequency }) => frequency);
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i) throw new InvalidArgumentError(`rows[${String(i)}].frequency`, "a name that no other row has", name);
  });
  const { color } = seriesEncodings();
  const axis = { labelAngle: 0, labelOverlap: true };
  return chart(
    {
      title: options.title ?? "Does the model describe how often customers buy?",
      subtitle: ["Customers by their repeat purchases in the calibration period, actual and expected"],
      description: "Two bars a number of repeat purchases: the customers who made it, and those whom the model expects to.",
      isEmpty: rows.length === 0,
    },
    {
      width: CHART_WIDTH,
      height: 300,
      data: { values: rows.flatMap(({ frequency, actual, expected }) => actualAndExpected({ frequency }, "customers", actual, expected)) },
      mark: { type: "bar" },
      encoding: {
        x: { field: "frequency", type: "nominal", sort: null, title: "Repeat purchases", scale: { paddingInner: 0.25 }, axis },
        xOffset: { field: "series", type: "nominal" },
        y: { field: "customers", type: "quantitative", title: "Customers", scale: amountScale(rows.length === 0), axis: { tickCount: 6 } },
        color,
      },
    },
  );
}
