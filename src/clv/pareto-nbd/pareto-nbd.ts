import type { Fitted } from "../fitted.js";

/**
 * The parameters of the Pareto/NBD model: customers buy at rates from a gamma distribution, and each leaves at a random time, at a rate of
 * their own from another gamma distribution.
 * @category Pareto/NBD
 */
export interface ParetoNbdParameters {
  /** Shape of the purchase rates: small when customers differ much. */
  readonly r: number;
  /** Inverse scale of the purchase rates, in the time unit; the mean rate is `r / alpha`. */
  readonly alpha: number;
  /** Shape of the rates of leaving: small when customers differ much. */
  readonly s: number;
  /** Inverse scale of the rates of leaving, in the time unit; the mean rate is `s / beta`. */
  readonly beta: number;
}

/**
 * A Pareto/NBD model as predictions need it: also one made by hand of published parameters.
 * @category Pareto/NBD
 */
export interface ParetoNbd {
  /** Which model it is. */
  readonly kind: "pareto-nbd";
  /** Its parameters. */
  readonly parameters: ParetoNbdParameters;
}

/**
 * A fitted Pareto/NBD model: plain JSON, to be stored and read back.
 * @category Pareto/NBD
 */
export interface ParetoNbdModel extends ParetoNbd, Fitted<"r" | "alpha" | "s" | "beta"> {
  /** The unit of all times, as the caller named it; `null` when it was not named. */
  readonly timeUnit: string | null;
}
