import type { Fitted } from "../fitted.js";

/**
 * The parameters of the MBG/NBD model: customers buy at rates from a gamma distribution, and each leaves after any purchase, the first included, with a chance of
 * their own from a beta distribution.
 * @category MBG/NBD
 */
export interface MbgNbdParameters {
  /** Shape of the purchase rates: small when customers differ much. */
  readonly r: number;
  /** Inverse scale of the purchase rates, in the time unit; the mean rate is `r / alpha`. */
  readonly alpha: number;
  /** First parameter of the chances of leaving; the mean chance is `a / (a + b)`. */
  readonly a: number;
  /** Second parameter of the chances of leaving. */
  readonly b: number;
}

/**
 * A MBG/NBD model as predictions need it: also one made by hand of published parameters.
 * @category MBG/NBD
 */
export interface MbgNbd {
  /** Which model it is. */
  readonly kind: "mbg-nbd";
  /** Its parameters. */
  readonly parameters: MbgNbdParameters;
}

/**
 * A fitted MBG/NBD model: plain JSON, to be stored and read back.
 * @category MBG/NBD
 */
export interface MbgNbdModel extends MbgNbd, Fitted<"r" | "alpha" | "a" | "b"> {
  /** The unit of all times, as the caller named it; `null` when it was not named. */
  readonly timeUnit: string | null;
}
