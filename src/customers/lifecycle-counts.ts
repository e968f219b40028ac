import { checkIterable } from "../foundation/errors/check.js";
import { readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import {
  completeRules,
  LIFECYCLE_STAGES,
  stageReader,
  type LifecycleRules,
  type LifecycleStage,
  type LifecycleSubject,
} from "./lifecycle-stage.js";
import type { LifecycleProspect } from "./lifecycle-stages.js";

/**
 * How many customers stand at each stage.
 * @category Lifecycle
 */
export interface LifecycleCounts {
  /** Customers at each stage; every stage is there, 0 when nobody is. */
  readonly counts: Readonly<Record<LifecycleStage, number>>;
  /** All of them, prospects included. */
  readonly customers: number;
  /** What was counted. */
  readonly definition: {
    /** Stages are read from purchases and from the local days since them. */
    readonly method: "purchases-and-days-since";
    /** When. */
    readonly asOf: Instant;
    /** By which rules, with those that were left out. */
    readonly rules: Required<LifecycleRules>;
  };
}

/**
 * Counts the customers at each stage of {@link lifecycleStage}.
 *
 * Summaries know only who has bought; give `null` or `{ customerId, purchases: 0 }` for each prospect that should count too. Cost: O(customers).
 *
 * @param summaries - The customers, `null` or without purchases for one who never bought.
 * @param rules - Where one stage ends and the next begins.
 * @param asOf - The day that is asked about.
 * @returns The counts, with the rules they follow.
 * @throws An {@link InvalidArgumentError} when the rules contradict each other, or a summary, `asOf` or the zone is not one.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const rules = { timeZone: "UTC", regular: { minPurchases: 5 }, dormant: { afterDays: 180 }, lost: { afterDays: 720 } };
 * const anna = { firstAt: Date.UTC(2024, 0, 10), lastAt: Date.UTC(2024, 4, 2), purchases: 7 };
 * const ben = { firstAt: Date.UTC(2024, 4, 20), lastAt: Date.UTC(2024, 4, 20), purchases: 1 };
 * customers.lifecycleCounts([anna, ben, null], rules, "2024-06-01T00:00:00Z").counts;
 * // => { prospect: 1, new: 1, existing: 0, regular: 1, dormant: 0, lost: 0 }
 *
 * @category Lifecycle
 */
export function lifecycleCounts(
  summaries: Iterable<LifecycleSubject | LifecycleProspect | null>,
  rules: LifecycleRules,
  asOf: InstantLike,
): LifecycleCounts {
  checkIterable("summaries", summaries);
  const definition = { method: "purchases-and-days-since", asOf: readInstant("asOf", asOf), rules: completeRules(rules) } as const;
  const stageOf = stageReader(definition.rules, definition.asOf);
  const counts = Object.fromEntries(LIFECYCLE_STAGES.map((stage) => [stage, 0])) as Record<LifecycleStage, number>;
  let customers = 0;
  for (const summary of summaries) {
    // The dates, which a prospect does not have, are read only of who has bought.
    counts[stageOf(summary as LifecycleSubject | null, customers)] += 1;
    customers += 1;
  }
  return { counts, customers, definition };
}
