import { checkInteger, checkObject } from "../../foundation/errors/check.js";
import { addToSum, emptySum, sumOf, sumOfTerms, sumValue, type RunningSum } from "../../numerics/sum.js";
import { methodsOf, type TransactionModel } from "../transaction-model.js";
import { expectedByFrequency } from "./expected-by-frequency.js";
import { holdoutBins, type HoldoutBin } from "./holdout-bins.js";
import { readHoldoutCustomers, type HoldoutOf, type HoldoutTable } from "./holdout-customers.js";

const MOST_BINS = 1000;

/**
 * How {@link calibrationCheck} puts customers together.
 * @category Checks
 */
export interface CalibrationCheckOptions {
  /** Customers with so many repeat purchases or more stand in one row; 7 if not given, at most 1000. */
  readonly lastBin?: number | undefined;
  /** Into how many stretches of equal length the time since the last purchase is cut; 8 if not given, at most 1000. */
  readonly silenceBins?: number | undefined;
}

/**
 * What a model expected of a holdout beside what happened, and how well it describes the calibration.
 * @category Checks
 */
export interface CalibrationCheck {
  /** How many customers there are. */
  readonly customers: number;
  /** How long the holdout is, as it was given. */
  readonly holdoutDuration: number;
  /** Purchases of all customers that the model expected in the holdout. */
  readonly expectedPurchases: number;
  /** Purchases of theirs in the holdout. */
  readonly actualPurchases: number;
  /**
   * How far the expectation was off for one customer, on average; `null` without customers. Where most customers buy nothing, expecting nothing of anybody has a
   * small error too: look at the totals and bins beside it.
   */
  readonly meanAbsoluteError: number | null;
  /** The same with large errors weighing more: the root of the mean square; `null` without customers. */
  readonly rootMeanSquareError: number | null;
  /** The holdout by how often customers had bought again in the calibration: what `expectedActualPurchasesChart` draws. Without empty rows. */
  readonly holdoutByFrequency: readonly FrequencyBin[];
  /** The holdout by how long customers had been silent at the end of the calibration. Without empty rows. */
  readonly holdoutBySilence: readonly SilenceBin[];
  /** How many customers bought again how often in the calibration: what `purchaseCountChart` draws. */
  readonly calibrationByFrequency: readonly CalibrationBin[];
}

/**
 * Customers with one number of repeat purchases in the calibration, and what they bought after it.
 * @category Checks
 */
export interface FrequencyBin extends HoldoutBin {
  /** The repeat purchases: `"0"` to `"6"`, or `"7+"`. */
  readonly frequency: string;
}

/**
 * Customers who had not bought for about the same time when the calibration ended, and what they bought after it.
 * @category Checks
 */
export interface SilenceBin extends HoldoutBin {
  /** The shortest time since the last purchase, in the model's time unit. */
  readonly from: number;
  /** The time from which on customers stand in the next row; in the last row the longest. */
  readonly to: number;
}

/**
 * How many customers made one number of repeat purchases in the calibration.
 * @category Checks
 */
export interface CalibrationBin {
  /** The repeat purchases: `"0"` to `"6"`, or `"7+"`. */
  readonly frequency: string;
  /** How many customers the model gives that number, from their ages alone. */
  readonly expected: number;
  /** How many customers made it. */
  readonly actual: number;
}

/**
 * Compares what a model expected of a holdout with what happened, in all and by kind of customer.
 *
 * Fit the model on the same customers without their holdout (`calibrationHoldout` of `clientele/purchases` cuts the purchases), else it has seen
 * what it is to forecast. A total that is right may hide errors that cancel: look at the rows. That the calibration is described well is
 * easily reached and proves little. Takes about as long as the {@link expectedPurchases} of all customers, and the
 * {@link purchaseCountDistribution} at a few dozen ages; for BG/BB at each different number of opportunities.
 *
 * @param model - A model fitted on the calibration.
 * @param holdout - The customers with their purchases in the holdout, and how long it is; rows with a `count` stand for that many customers.
 * @param options - How customers are put together.
 * @returns The comparison.
 * @throws An {@link InvalidArgumentError} when a row cannot be a customer, or the duration, an option or a parameter is not possible.
 *
 * @example
 * import { calibrationCheck } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const customers = [
 *   { frequency: 2, recency: 30.43, age: 38.86, holdoutFrequency: 1 },
 *   { frequency: 0, recency: 0, age: 38.86, holdoutFrequency: 0, count: 3 },
 * ];
 * const check = calibrationCheck(model, { customers, holdoutDuration: 39 }, { lastBin: 2 });
 * check.expectedPurchases.toFixed(2); // => "1.81"
 * check.actualPurchases; // => 1
 * check.holdoutByFrequency.map(({ frequency, customers: n, expected }) => [frequency, n, expected.toFixed(2)]);
 * // => [["0", 3, "0.20"], ["2+", 1, "1.23"]]
 * check.calibrationByFrequency.map(({ frequency, expected, actual }) => [frequency, expected.toFixed(1), actual]);
 * // => [["0", "2.3", 3], ["1", "0.8", 0], ["2+", "0.9", 1]]
 *
 * @category Checks
 */
export function calibrationCheck<Model extends TransactionModel>(
  model: Model,
  holdout: HoldoutOf<Model>,
  options: CalibrationCheckOptions = {},
): CalibrationCheck {
  const methods = methodsOf(model);
  checkObject("options", options);
  const { lastBin = 7, silenceBins = 8 } = options;
  checkInteger("options.lastBin", lastBin, 1, MOST_BINS);
  checkInteger("options.silenceBins", silenceBins, 1, MOST_BINS);
  checkObject("holdout", holdout);
  methods.checkHorizon("holdout.holdoutDuration", holdout.holdoutDuration);
  const holdoutDuration = holdout.holdoutDuration + 0;
  const table = readHoldoutCustomers(model, holdout.customers);
  const { frequency, recency, age, count, holdoutFrequency: actual } = table;
  const expected = age.map((_, row) => {
    const customer = table.customer(row);
    const whileThere = methods.purchasesWhileThere(model.parameters, customer, holdoutDuration);
    return methods.probabilityAlive(model.parameters, customer) * whileThere;
  });

  const customers = sumOf(count);
  const total = (value: (row: number) => number): number => sumOfTerms(count.length, (row) => (count[row] as number) * value(row));
  const error = (row: number): number => (expected[row] as number) - (actual[row] as number);
  const mean = (sum: number): number | null => (customers > 0 ? sum / customers : null);
  const meanSquareError = mean(total((row) => error(row) ** 2));
  const forecasts = { count, expected, actual };
  const silence = age.map((now, row) => now - (recency[row] as number));
  const longest = silence.reduce((most, time) => Math.max(most, time), 0);
  const width = longest / silenceBins;
  return {
    customers,
    holdoutDuration,
    expectedPurchases: total((row) => expected[row] as number),
    actualPurchases: total((row) => actual[row] as number),
    meanAbsoluteError: mean(total((row) => Math.abs(error(row)))),
    rootMeanSquareError: meanSquareError === null ? null : Math.sqrt(meanSquareError),
    holdoutByFrequency: holdoutBins(forecasts, lastBin, (row) => frequency[row] as number).map(([bin, row]) => {
      return { frequency: binName(bin, lastBin), ...row };
    }),
    holdoutBySilence: holdoutBins(forecasts, silenceBins - 1, (row) => Math.floor((silence[row] as number) / width)).map(([bin, row]) => {
      return { from: bin * width, to: bin === silenceBins - 1 ? longest : (bin + 1) * width, ...row };
    }),
    calibrationByFrequency: calibrationBins(model, table, lastBin),
  };
}

/** How many customers have made each number of repeat purchases, beside how many the model expects to have at their ages. */
function calibrationBins<Model extends TransactionModel>(
  model: Model,
  { frequency, age, count }: Pick<HoldoutTable<Model>, "frequency" | "age" | "count">,
  lastBin: number,
): CalibrationBin[] {
  const actual = Array.from({ length: lastBin + 1 }, emptySum);
  for (let row = 0; row < count.length; row++)
    addToSum(actual[Math.min(frequency[row] as number, lastBin)] as RunningSum, count[row] as number);
  return expectedByFrequency(model, age, count, lastBin).map((expected, bin) => ({
    frequency: binName(bin, lastBin),
    expected,
    actual: sumValue(actual[bin] as RunningSum),
  }));
}

function binName(bin: number, lastBin: number): string {
  return bin === lastBin ? `${String(bin)}+` : String(bin);
}
