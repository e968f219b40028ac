import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { actualAndExpected, seriesEncodings } from "./actual-and-expected.js";
import { amountScale, chart, CHART_WIDTH, checkNumbers } from "./chart-base.js";
import type { ChartOptions, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * The customers with one number of repeat purchases in the calibration period, and what they bought after it.
 * @category Charts
 */
export interface FrequencyBinRow {
  /** Repeat purchases in the calibration period: `"0"`, `"1"`, `"7+"`. */
  readonly frequency: string;
  /** How many customers had that many. */
  readonly customers: number;
  /** Purchases a customer in the holdout period that the model expected, on average. */
  readonly expected: number;
  /** Purchases a customer that there were, on average. */
  readonly actual: number;
}

/** A bin's label is made of its key: the name, and below it how many customers the bin rests on. */
const LABEL_OF_KEY = ["slice(datum.value, indexof(datum.value, ' ') + 1)", "format(toNumber(split(datum.value, ' ')[0]), ',')"];

/**
 * Draws what a model expected of the holdout period against what happened, by how often customers had bought before.
 *
 * Where the two lines lie close together, the model can be trusted for that kind of customer; bins of few customers wobble.
 *
 * @param rows - One row a bin, in the order to draw them.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without rows a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite, or two bins have the same name.
 *
 * @example
 * import { charts } from "clientele";
 *
 * const spec = charts.expectedActualPurchasesChart([
 *   { frequency: "0", customers: 1411, expected: 0.23, actual: 0.24 },
 *   { frequency: "1+", customers: 946, expected: 1.4, actual: 1.3 },
 * ]);
 * spec.title.text; // => "Does the model foresee who buys again?"
 *
 * @category Charts
 */
export function expectedActualPurchasesChart(rows: readonly FrequencyBinRow[], options: ChartOptions = {}): VegaLiteSpec {
  checkRows(rows);
  const values = rows.flatMap(({ frequency, customers, expected, actual }) => {
    return actualAndExpected({ key: `${customers} ${frequency}`, frequency, customers }, "purchases", actual, expected);
  });
  const { color, strokeDash, shape } = seriesEncodings();
  return chart(
    {
      title: options.title ?? "Does the model foresee who buys again?",
      subtitle: ["Purchases a customer in the holdout period, expected and actual"],
      description:
        "Two lines over the number of repeat purchases in the calibration period: purchases a customer in the holdout period, expected and actual.",
      isEmpty: rows.length === 0,
    },
    {
      width: CHART_WIDTH,
      height: 300,
      data: { values },
      encoding: {
        x: {
          field: "key",
          type: "ordinal",
          sort: null,
          title: "Repeat purchases in the calibration period, and how many customers made them",
          axis: { labelAngle: 0, labelExpr: `[${LABEL_OF_KEY.join(", ")}]`, labelLineHeight: 15 },
        },
        y: { field: "purchases", type: "quantitative", title: "Purchases per customer", scale: amountScale(rows.length === 0) },
        color,
      },
      layer: [
        { mark: { type: "line", strokeWidth: 2 }, encoding: { strokeDash } },
        { mark: { type: "point", filled: true, size: 70, opacity: 1 }, encoding: { shape } },
      ],
    },
  );
}

function checkRows(rows: readonly FrequencyBinRow[]): void {
  checkNumbers("rows", rows, ["customers", "expected", "actual"]);
  const names = new Set<string>();
  for (const [i, { frequency }] of rows.entries()) {
    if (names.has(frequency)) throw new InvalidArgumentError(`rows[${i}].frequency`, "a name that no other bin has", frequency);
    names.add(frequency);
  }
}
