import { checkInteger, checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { checkShape } from "../../numerics/limits.js";
import type { ShiftedBetaGeometric, ShiftedBetaGeometricParameters } from "./shifted-beta-geometric.js";

const MOST_PERIODS = 1_000_000;

/**
 * The share of new customers that is still there after each period.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param periods - How far to look; at most a million.
 * @returns `periods + 1` shares; the index is the number of periods since the start, where the share is 1.
 * @throws An {@link InvalidArgumentError} when `periods` or a parameter is not possible.
 *
 * @example
 * import { survivalCurve } from "clientele/clv";
 *
 * const model = { kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const;
 * survivalCurve(model, 3).map((share) => share.toFixed(3)); // => ["1.000", "0.851", "0.747", "0.670"]
 *
 * @category Shifted beta-geometric
 */
export function survivalCurve(model: ShiftedBetaGeometric, periods: number): number[] {
  const { alpha, beta } = checkedParameters(model);
  checkInteger("periods", periods, 0, MOST_PERIODS);
  const survival = [1];
  for (let period = 1; period <= periods; period++) {
    survival.push((survival[period - 1] as number) * retentionRate(alpha, beta, period));
  }
  return survival;
}

/**
 * The share of the customers of each period that renews at its end; it rises with the customers' age, because those who cancel easily go
 * first.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param periods - How far to look; at most a million.
 * @returns `periods + 1` rates; the index is the period, counted from 1, and the first entry is `null`.
 * @throws An {@link InvalidArgumentError} when `periods` or a parameter is not possible.
 *
 * @example
 * import { retentionCurve } from "clientele/clv";
 *
 * const model = { kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const;
 * retentionCurve(model, 3).map((rate) => rate?.toFixed(3) ?? null); // => [null, "0.851", "0.878", "0.897"]
 *
 * @category Shifted beta-geometric
 */
export function retentionCurve(model: ShiftedBetaGeometric, periods: number): (number | null)[] {
  const { alpha, beta } = checkedParameters(model);
  checkInteger("periods", periods, 0, MOST_PERIODS);
  return Array.from({ length: periods + 1 }, (_, period) => (period === 0 ? null : retentionRate(alpha, beta, period)));
}

/**
 * The share of new customers that cancels at the end of each period: of all who ever started, not of those who are still there.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param periods - How far to look; at most a million.
 * @returns `periods + 1` shares; the index is the period, counted from 1, and the first entry is `null`.
 * @throws An {@link InvalidArgumentError} when `periods` or a parameter is not possible.
 *
 * @example
 * import { churnCurve } from "clientele/clv";
 *
 * const model = { kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const;
 * churnCurve(model, 3).map((share) => share?.toFixed(3) ?? null); // => [null, "0.149", "0.104", "0.077"]
 *
 * @category Shifted beta-geometric
 */
export function churnCurve(model: ShiftedBetaGeometric, periods: number): (number | null)[] {
  const { alpha, beta } = checkedParameters(model);
  return survivalCurve(model, periods).map((_, period, survival) =>
    period === 0 ? null : (survival[period - 1] as number) * (alpha / (alpha + beta + (period - 1))),
  );
}

/** The share of those there before the `period`-th decision who renew. */
export function retentionRate(alpha: number, beta: number, period: number): number {
  const before = period - 1;
  return (beta + before) / (alpha + beta + before);
}

/** The parameters of a model; throws for those that no shifted beta-geometric model has. */
export function checkedParameters(model: ShiftedBetaGeometric): ShiftedBetaGeometricParameters {
  checkObject("model", model);
  const { kind, parameters } = model;
  checkOneOf("model.kind", kind, ["shifted-beta-geometric"]);
  checkObject("model.parameters", parameters);
  checkShape("model.parameters.alpha", parameters.alpha);
  checkShape("model.parameters.beta", parameters.beta);
  return parameters;
}
