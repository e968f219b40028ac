export { averageRetention, type AverageRetention } from "./average-retention.js";
export { cohortTriangle, type Cohort, type CohortMode, type CohortTriangle, type CohortTriangleOptions } from "./cohort-triangle.js";
export {
  customerBaseMovements,
  type BaseMovement,
  type BaseMovementDefinition,
  type CustomerBaseMovementsOptions,
} from "./customer-base-movements.js";
export type { CohortColumns, CohortEvent } from "./event-columns.js";
