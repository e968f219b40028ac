// Which parameter of a model covariates act on.

/** A covariate z with coefficient g makes the parameter `exp(sign * g * z)` times as large. */
export interface Effect {
  /** The place of the parameter. */
  readonly parameter: number;
  readonly sign: 1 | -1;
}

/** What covariates of purchases and of dropout do. */
export interface Effects {
  readonly purchase: Effect;
  readonly dropout: Effect;
}

/** Of r, alpha, a, b: a larger `alpha` means fewer purchases, a larger `a` means leaving sooner. */
export const BG_NBD_EFFECTS: Effects = { purchase: { parameter: 1, sign: -1 }, dropout: { parameter: 2, sign: 1 } };

/** Of r, alpha, s, beta: a larger `alpha` means fewer purchases, a larger `beta` means leaving later. */
export const PARETO_NBD_EFFECTS: Effects = { purchase: { parameter: 1, sign: -1 }, dropout: { parameter: 3, sign: -1 } };
