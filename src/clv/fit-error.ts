/**
 * Why a model cannot be fitted, with the numbers that explain it.
 * @category Fitting
 */
export type FitError = NoRepeatPurchases | FirstPurchaseCounted | TooFewCustomers | Boundary | Unidentified | NotConverged;

/**
 * Nobody came back: data without a repeat purchase say nothing about how often customers buy or when they leave.
 * @category Fitting
 */
export interface NoRepeatPurchases {
  /** What the refusal is called. */
  readonly code: "no-repeat-purchases";
  /** How many customers there are. */
  readonly customers: number;
}

/**
 * Every customer has a frequency of at least 1 and some have theirs at age 0: the first purchase was counted as a repeat. Take 1 from each
 * frequency, and measure recency from the first purchase.
 * @category Fitting
 */
export interface FirstPurchaseCounted {
  /** What the refusal is called. */
  readonly code: "first-purchase-counted";
  /** How many rows there are, without those of no customers. */
  readonly rows: number;
  /** How many of them have purchases beyond the first, all at age 0. */
  readonly rowsAtAgeZero: number;
}

/**
 * There are not two customers to compare.
 * @category Fitting
 */
export interface TooFewCustomers {
  /** What the refusal is called. */
  readonly code: "too-few-customers";
  /** How many customers there are that the model can use. */
  readonly customers: number;
}

/**
 * The likelihood goes on rising as a parameter goes to 0 or to infinity: the data show no sign of what the parameter stands for (nobody
 * leaves, or all customers are alike). More customers or a longer time may help; else take a simpler model.
 * @category Fitting
 */
export interface Boundary {
  /** What the refusal is called. */
  readonly code: "boundary";
  /** The parameter that went furthest. */
  readonly parameter: string;
  /** Where it went. */
  readonly limit: "zero" | "infinity";
  /** The log-likelihood reached on the way; the limit is above it. */
  readonly logLikelihood: number;
}

/**
 * The likelihood is flat around its maximum: other parameters explain the data as well.
 * @category Fitting
 */
export interface Unidentified {
  /** What the refusal is called. */
  readonly code: "unidentified";
  /** One of the points that are as good as any. */
  readonly parameters: Readonly<Record<string, number>>;
  /** The log-likelihood there. */
  readonly logLikelihood: number;
}

/**
 * The search ended before it reached a maximum.
 * @category Fitting
 */
export interface NotConverged {
  /** What the refusal is called. */
  readonly code: "not-converged";
  /** How often the log-likelihood was evaluated. */
  readonly evaluations: number;
  /** The largest derivative of the log-likelihood by the logarithm of a parameter, per customer, where the search ended. */
  readonly gradientNorm: number;
  /** The log-likelihood there. */
  readonly logLikelihood: number;
}
