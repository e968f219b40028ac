import { LIFECYCLE_STAGES, type LifecycleStage } from "./lifecycle-stage.js";
import { transitionMatrix, type TransitionMatrix } from "./transition-matrix.js";

/**
 * A customer at a stage; a {@link CustomerStage} is one.
 * @category Lifecycle
 */
export interface StagedCustomer {
  /** Who. */
  readonly customerId: string;
  /** Where they stand. */
  readonly stage: LifecycleStage;
}

/**
 * Says which stages customers went through from one day to another: how many new ones became regular, how many regulars fell asleep.
 *
 * Each customer counts once, in the row of the stage before and the column of the stage after. Who is on one side only counts as `"absent"` on the other: not yet
 * known, or no longer there. Give both sides the stages by the same rules, or the matrix shows the change of the rules too. It says what happened between two days,
 * not what happens next: shares of one month are no forecast of the following one. Cost: O(customers).
 *
 * @param before - The stages on the earlier day, in any order, as {@link lifecycleStages} gives them.
 * @param after - The stages on the later day.
 * @returns A row for each stage in the order of a customer's life, `"absent"` last; rows add up to the customers before, columns to those after.
 * @throws An {@link InvalidArgumentError} that names the row when there is no such stage, or a customer comes twice on one side.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const may = [{ customerId: "anna", stage: "new" }, { customerId: "ben", stage: "regular" }, { customerId: "cleo", stage: "regular" }] as const;
 * const june = [{ customerId: "anna", stage: "existing" }, { customerId: "ben", stage: "regular" }, { customerId: "dora", stage: "new" }] as const;
 * const { rows, after } = customers.lifecycleTransitions(may, june);
 * const regular = rows.find(({ from }) => from === "regular");
 * regular?.customers; // => 2
 * regular?.to.filter((cell) => cell.customers > 0);
 * // => [{ label: "regular", customers: 1, share: 0.5 }, { label: "absent", customers: 1, share: 0.5 }]
 * after.find(({ label }) => label === "new")?.customers; // => 1
 *
 * @category Lifecycle
 */
export function lifecycleTransitions(before: Iterable<StagedCustomer>, after: Iterable<StagedCustomer>): TransitionMatrix<LifecycleStage> {
  return transitionMatrix(LIFECYCLE_STAGES, "stage", before, after);
}
