import { checkFinite, checkIterable, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { exactFraction, exactUnits, ratioOf } from "./exact-decimal.js";

/**
 * A class of {@link xyzClassify}: X is steady, Y varies, Z is erratic.
 * @category ABC and XYZ
 */
export type XyzClass = "X" | "Y" | "Z";

/**
 * How {@link xyzClassify} cuts.
 * @category ABC and XYZ
 */
export interface XyzOptions {
  /** The greatest coefficients of variation of X and of Y, ascending; [0.5, 1] when left out. */
  readonly thresholds?: readonly [number, number];
  /** The standard deviation: of the values themselves (`"population"`, when left out), or of a sample, by n - 1 (`"sample"`). */
  readonly deviation?: "population" | "sample";
}

/**
 * The values of one item over equal periods, periods without any as 0.
 * @category ABC and XYZ
 */
export interface XyzSeries {
  /** Names the item. */
  readonly id: string;
  /** One value a period. */
  readonly values: readonly number[];
}

/**
 * How steady each item is.
 * @category ABC and XYZ
 */
export interface XyzResult {
  /** One row a series, in the order given. */
  readonly rows: readonly XyzRow[];
  /** How they were classed. */
  readonly definition: {
    /** By the coefficient of variation. */
    readonly method: "coefficient-of-variation";
    /** The greatest coefficients of X and of Y. */
    readonly thresholds: readonly [number, number];
    /** Which standard deviation. */
    readonly deviation: "population" | "sample";
  };
}

/**
 * How steady one item is.
 * @category ABC and XYZ
 */
export interface XyzRow {
  /** Names the item. */
  readonly id: string;
  /** The mean of its values; `null` when there are none. */
  readonly mean: number | null;
  /** The standard deviation relative to the mean; `null` when the mean is not above 0, and for one value in a sample. */
  readonly coefficientOfVariation: number | null;
  /** Its class; `null` where the coefficient is. */
  readonly class: XyzClass | null;
}

/**
 * Sorts items into X, Y and Z by how much their values vary from period to period (XYZ-Analyse).
 *
 * The coefficient of variation is the standard deviation over the mean. A coefficient on a threshold belongs to the steadier class; it is compared exactly, values
 * and thresholds counting as the decimals they print. Cost: O(values).
 *
 * @param series - The items' values over the same periods.
 * @param options - The cuts and the deviation.
 * @returns Mean, coefficient and class of each item, in the order given.
 * @throws An {@link InvalidArgumentError} when an item has no id, a value is not finite, a coefficient is not below 1e154, or the thresholds are not
 * ascending numbers of at least 0.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const { rows } = segmentation.xyzClassify([{ id: "milk", values: [3, 1] }, { id: "candles", values: [0, 0, 3, 1] }]);
 * rows[0]; // => { id: "milk", mean: 2, coefficientOfVariation: 0.5, class: "X" }
 * rows[1]?.class; // => "Z"
 *
 * @category ABC and XYZ
 */
export function xyzClassify(series: Iterable<XyzSeries>, options: XyzOptions = {}): XyzResult {
  const { deviation = "population", thresholds: cuts = [0.5, 1] } = options;
  checkOneOf("options.deviation", deviation, ["population", "sample"]);
  const thresholds = checkedThresholds(cuts);
  checkIterable("series", series);
  const rows = Array.from(series as Iterable<XyzSeries | null | undefined>, (one, i) => {
    const [id, values]: unknown[] = [one?.id, one?.values];
    if (typeof id !== "string") throw new InvalidArgumentError(`series[${i}].id`, "a string", id);
    if (!Array.isArray(values)) throw new InvalidArgumentError(`series[${i}].values`, "a list of numbers", values);
    // By index: forEach would pass over a hole.
    for (let j = 0; j < values.length; j += 1) if (!Number.isFinite(values[j])) checkFinite(`series[${i}].values[${j}]`, values[j]);
    const row = { id, ...variationOf(values as readonly number[], thresholds, deviation) };
    if (row.coefficientOfVariation === Infinity) {
      throw new InvalidArgumentError(`series[${i}].values`, "values whose coefficient of variation is below 1e154", values);
    }
    return row;
  });
  return { rows, definition: { method: "coefficient-of-variation", thresholds, deviation } };
}

function variationOf(values: readonly number[], thresholds: readonly number[], deviation: "population" | "sample"): Omit<XyzRow, "id"> {
  if (values.length === 0) return { mean: null, coefficientOfVariation: null, class: null };
  const { units, perOne } = exactUnits(values);
  const n = BigInt(values.length);
  const sum = units.reduce((total, unit) => total + unit, 0n);
  const mean = ratioOf(sum, n * perOne);
  if (sum <= 0n || (deviation === "sample" && values.length === 1)) return { mean, coefficientOfVariation: null, class: null };

  // The squared coefficient as a fraction of whole numbers: n sum(x^2) - sum(x)^2 over sum(x)^2, for a sample times n / (n - 1).
  const spread = n * units.reduce((total, unit) => total + unit * unit, 0n) - sum * sum;
  const [numerator, denominator] = deviation === "sample" ? [spread * n, sum * sum * (n - 1n)] : [spread, sum * sum];
  const within = thresholds.map((threshold) => {
    const cut = exactFraction(threshold);
    return numerator * cut.denominator ** 2n <= cut.numerator ** 2n * denominator;
  });
  return {
    mean,
    coefficientOfVariation: Math.sqrt(ratioOf(numerator, denominator)),
    class: within[0] === true ? "X" : within[1] === true ? "Y" : "Z",
  };
}

/** A copy of the thresholds. */
function checkedThresholds(thresholds: readonly number[]): readonly [number, number] {
  const [x, y] = Array.isArray(thresholds) && thresholds.length === 2 ? (thresholds as readonly unknown[]) : [];
  if (typeof x !== "number" || typeof y !== "number" || !(x >= 0 && x < y && y < Infinity)) {
    throw new InvalidArgumentError("options.thresholds", "two ascending numbers of at least 0", thresholds);
  }
  return [x, y];
}
