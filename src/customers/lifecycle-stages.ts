import { checkIterable } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { completeRules, stageReader, type LifecycleRules, type LifecycleStage, type LifecycleSubject } from "./lifecycle-stage.js";

/**
 * What the stage of a named customer is read from; a `CustomerSummary` has all of it.
 * @category Lifecycle
 */
export interface LifecycleCustomer extends LifecycleSubject {
  /** Who. */
  readonly customerId: string;
}

/**
 * Somebody who is known and has not bought.
 * @category Lifecycle
 */
export interface LifecycleProspect {
  /** Who. */
  readonly customerId: string;
  /** Nothing yet. */
  readonly purchases: 0;
}

/**
 * Where one customer stands.
 * @category Lifecycle
 */
export interface CustomerStage {
  /** Who. */
  readonly customerId: CustomerId;
  /** The stage. */
  readonly stage: LifecycleStage;
}

/**
 * Says where each customer stands, by the rules of {@link lifecycleStage}.
 *
 * Summaries know only who has bought; add `{ customerId, purchases: 0 }` for each prospect. Cost: O(customers).
 *
 * @param summaries - The customers.
 * @param rules - Where one stage ends and the next begins.
 * @param asOf - The day that is asked about.
 * @returns One row a customer, in the order given; two days of them make {@link lifecycleTransitions}.
 * @throws An {@link InvalidArgumentError} when the rules contradict each other, or a summary, `asOf` or the zone is not one.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const rules = { timeZone: "UTC", regular: { minPurchases: 5 }, dormant: { afterDays: 180 }, lost: { afterDays: 720 } };
 * const anna = { customerId: "anna", firstAt: Date.UTC(2024, 0, 10), lastAt: Date.UTC(2024, 4, 2), purchases: 7 };
 * customers.lifecycleStages([anna, { customerId: "ben", purchases: 0 }], rules, "2024-06-01T00:00:00Z");
 * // => [{ customerId: "anna", stage: "regular" }, { customerId: "ben", stage: "prospect" }]
 *
 * @category Lifecycle
 */
export function lifecycleStages(
  summaries: Iterable<LifecycleCustomer | LifecycleProspect>,
  rules: LifecycleRules,
  asOf: InstantLike,
): CustomerStage[] {
  checkIterable("summaries", summaries);
  const stageOf = stageReader(completeRules(rules), readInstant("asOf", asOf));
  const rows: CustomerStage[] = [];
  for (const summary of summaries) {
    // The dates, which a prospect does not have, are read only of who has bought.
    const stage = stageOf(summary as LifecycleCustomer | null, rows.length);
    const customerId: unknown = (summary as LifecycleCustomer | null)?.customerId;
    if (typeof customerId !== "string" || customerId === "")
      throw new InvalidArgumentError(`summaries[${rows.length}].customerId`, "a customer", customerId);
    rows.push({ customerId: customerId as CustomerId, stage });
  }
  return rows;
}
