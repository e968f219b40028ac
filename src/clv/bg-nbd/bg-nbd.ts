import type { Fitted } from "../fitted.js";

/**
 * The parameters of the BG/NBD model: customers buy at rates from a gamma distribution, and each leaves after a purchase with a chance of
 * their own from a beta distribution.
 * @category BG/NBD
 */
export interface BgNbdParameters {
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
 * A BG/NBD model as predictions need it: also one made by hand of published parameters.
 * @category BG/NBD
 */
export interface BgNbd {
  /** Which model it is. */
  readonly kind: "bg-nbd";
  /** Its parameters. */
  readonly parameters: BgNbdParameters;
}

/**
 * A fitted BG/NBD model: plain JSON, to be stored and read back.
 * @category BG/NBD
 */
export interface BgNbdModel extends BgNbd, Fitted<"r" | "alpha" | "a" | "b"> {
  /** The unit of all times, as the caller named it; `null` when it was not named. */
  readonly timeUnit: string | null;
}
