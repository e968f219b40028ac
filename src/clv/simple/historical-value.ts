import { checkObject } from "../../foundation/errors/check.js";
import { checkSigned } from "../../numerics/limits.js";

/**
 * Options of a historical value.
 * @category Simple values
 */
export interface HistoricalValueOptions {
  /** What is earned of what is spent, as a share (0.3 for 30 per cent); 1 for revenue. */
  readonly margin: number;
  /** What winning and serving the customer has cost so far beyond that, in the unit of the spend; 0 if not given. */
  readonly cost?: number | undefined;
}

/**
 * What a customer has brought so far: the spend times the margin, less what the customer has cost.
 *
 * Looks back only. It says nothing of what is still to come: a new customer has a low one, and one who has left for good may have a high
 * one. Nothing is discounted.
 *
 * @param spend - All that the customer has spent so far, net of refunds, in any unit (minor units of money).
 * @param options - The margin and the cost.
 * @returns The value in the unit of the spend, not rounded; below 0 when the customer cost more than they brought.
 * @throws An {@link InvalidArgumentError} when a number is missing or beyond 1e30.
 *
 * @example
 * import { historicalValue } from "clientele/clv";
 *
 * historicalValue(48_000, { margin: 0.25 }); // => 12000
 * historicalValue(48_000, { margin: 0.25, cost: 3500 }); // => 8500
 *
 * @category Simple values
 */
export function historicalValue(spend: number, options: HistoricalValueOptions): number {
  checkObject("options", options);
  const { margin, cost = 0 } = options;
  checkSigned("spend", spend);
  checkSigned("options.margin", margin);
  checkSigned("options.cost", cost);
  return spend * margin - cost + 0;
}
