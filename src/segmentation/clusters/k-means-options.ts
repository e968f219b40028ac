import { checkFinite, checkInteger, checkIterable, checkNonNegative, checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../../foundation/ids/ids.js";
import { newCustomer } from "../new-customer.js";
import type { FeatureScale, KMeansOptions, KMeansSubject } from "./k-means.js";

const SCALES: readonly FeatureScale[] = ["z-score", "log-z-score", "none"];
const MOST_FEATURES = 50;
/** Squares of greater numbers would leave the finite ones. */
const MOST_UNSCALED = 1e100;

/** Options with what was left out, checked. */
export interface CompleteOptions<Feature extends string> {
  readonly k: number;
  readonly seed: number;
  readonly features: readonly Feature[];
  /** One a feature. */
  readonly scales: readonly FeatureScale[];
  readonly starts: number;
  readonly maxIterations: number;
}

/** Customers in the order given, and a column a feature. */
export interface FeatureColumns {
  readonly customerIds: readonly CustomerId[];
  readonly columns: readonly Float64Array[];
}

/** The options with what was left out; throws where one is not lawful. */
export function completeOptions<Feature extends string>(options: KMeansOptions<Feature>): CompleteOptions<Feature> {
  checkObject("options", options);
  const { k, seed, starts = 10, maxIterations = 300 } = options;
  checkInteger("options.k", k, 1, 1000);
  checkInteger("options.seed", seed);
  checkInteger("options.starts", starts, 1, 1000);
  checkInteger("options.maxIterations", maxIterations, 1, 10_000);
  const features = checkedFeatures(options.features);
  return { k, seed, features, scales: checkedScales(options.scale, features), starts, maxIterations };
}

function checkedFeatures<Feature extends string>(features: readonly Feature[]): readonly Feature[] {
  const given: unknown = features;
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_FEATURES) {
    throw new InvalidArgumentError("options.features", `1 to ${MOST_FEATURES} names`, given);
  }
  for (const [i, feature] of given.entries()) {
    if (typeof feature !== "string" || given.indexOf(feature) !== i) {
      throw new InvalidArgumentError(`options.features[${i}]`, "the name of a feature, each once", feature);
    }
  }
  return [...features];
}

function checkedScales(scale: KMeansOptions["scale"], features: readonly string[]): FeatureScale[] {
  if (scale === undefined || typeof scale === "string") {
    checkOneOf("options.scale", scale ?? "z-score", SCALES);
    return features.map(() => scale ?? "z-score");
  }
  checkObject("options.scale", scale);
  for (const name of Object.keys(scale)) checkOneOf("options.scale", name, features);
  return features.map((feature) => {
    const own = Object.hasOwn(scale, feature) ? (scale as Readonly<Record<string, FeatureScale | undefined>>)[feature] : undefined;
    checkOneOf(`options.scale.${feature}`, own ?? "z-score", SCALES);
    return own ?? "z-score";
  });
}

/** Reads rows into columns; throws where a customer comes twice or a number is none that its scale takes. */
export function readFeatures(rows: Iterable<KMeansSubject>, { features, scales }: CompleteOptions<string>): FeatureColumns {
  checkIterable("rows", rows);
  const list = Array.from(rows);
  const columns = features.map(() => new Float64Array(list.length));
  const met = new Set<string>();
  const customerIds = list.map((row, i) => {
    const customerId = newCustomer(`rows[${i}]`, row, met);
    for (const [j, feature] of features.entries()) {
      const value = Object.hasOwn(row, feature) ? (row as unknown as Readonly<Record<string, unknown>>)[feature] : undefined;
      (columns[j] as Float64Array)[i] = checkedValue(value, scales[j] as FeatureScale, i, feature);
    }
    return customerId;
  });
  return { customerIds, columns };
}

function checkedValue(value: unknown, scale: FeatureScale, i: number, feature: string): number {
  // The name of the place is only made where it is needed.
  if (typeof value !== "number" || !Number.isFinite(value)) {
    checkFinite(`rows[${i}].${feature}`, value);
    return value;
  }
  if (scale === "log-z-score" && value < 0) checkNonNegative(`rows[${i}].${feature}`, value);
  if (scale === "none" && Math.abs(value) > MOST_UNSCALED) {
    throw new InvalidArgumentError(`rows[${i}].${feature}`, `a number between -${MOST_UNSCALED} and ${MOST_UNSCALED}`, value);
  }
  return value + 0;
}
