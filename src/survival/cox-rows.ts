import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/**
 * What is known of one customer, or of several equal ones, besides the covariates.
 * @category Cox regression
 */
export interface CoxTimes {
  /** How long the customer was watched: until the event, or until the end of the watch. */
  readonly time: number;
  /** Whether the event happened then; otherwise the customer is censored. */
  readonly event: boolean | 0 | 1;
  /** When the watch of this customer began, before `time`; 0 when left out. The customer is at risk after it. */
  readonly entry?: number;
  /** How many equal rows this one stands for; 1 when left out. */
  readonly weight?: number;
  /** Customers are compared within a stratum only; all with each other when left out. */
  readonly stratum?: string | number;
}

/**
 * One row of {@link coxRegression}: the times, and a number for each covariate.
 * @typeParam Name - The names of the covariates.
 * @category Cox regression
 */
export type CoxRow<Name extends string = string> = CoxTimes & (string extends Name ? unknown : { readonly [covariate in Name]: number });

/**
 * The columns of {@link coxRegression} besides the covariates, all equally long.
 * @category Cox regression
 */
export interface CoxTimeColumns {
  /** Per row, how long the customer was watched. */
  readonly time: ArrayLike<number>;
  /** Per row, whether the event happened then. */
  readonly event: ArrayLike<boolean | number>;
  /** Per row, when the watch began; 0 when left out. */
  readonly entry?: ArrayLike<number>;
  /** Per row, how many equal rows it stands for; 1 when left out. */
  readonly weight?: ArrayLike<number>;
  /** Per row, the stratum; all the same when left out. */
  readonly stratum?: ArrayLike<string | number>;
}

/**
 * The rows of {@link coxRegression} as columns: the times, and a column of numbers for each covariate.
 * @typeParam Name - The names of the covariates.
 * @category Cox regression
 */
export type CoxColumns<Name extends string = string> = CoxTimeColumns &
  (string extends Name ? unknown : { readonly [covariate in Name]: ArrayLike<number> });

const OTHER_NAMES: readonly string[] = ["time", "event", "entry", "weight", "stratum"];

/** The names of the covariates: at least one, each once, none that means something else. */
export function checkCovariates<Name extends string>(names: readonly Name[]): readonly Name[] {
  const given: unknown = names;
  if (!Array.isArray(given) || given.length === 0) throw new InvalidArgumentError("options.covariates", "at least one name", given);
  given.forEach((name: unknown, i) => {
    const lawful = typeof name === "string" && !OTHER_NAMES.includes(name) && name !== "__proto__" && given.indexOf(name) === i;
    if (!lawful) throw new InvalidArgumentError(`options.covariates[${String(i)}]`, "a name of its own, none of the other columns", name);
  });
  return [...names];
}
