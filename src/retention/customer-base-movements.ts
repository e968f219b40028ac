import type { Instant, InstantLike } from "../foundation/time/instant.js";
import type { PeriodSpec } from "../foundation/time/periods.js";
import { asColumns, type Purchases } from "../purchases/purchase-columns.js";
import type { FullyRefunded } from "../purchases/purchase-histories.js";
import { activityDays, earliestDay } from "./activity-days.js";
import { originOf } from "./complete-period.js";
import { countMovements } from "./count-movements.js";
import { movementPlan, movementRows, readMovementTask } from "./movement-plan.js";

/**
 * How {@link customerBaseMovements} counts.
 * @category Customer base
 */
export interface CustomerBaseMovementsOptions {
  /** How time is cut into calendar periods. */
  readonly period: PeriodSpec;
  /** Only purchases before this instant count. */
  readonly asOf: InstantLike;
  /** A customer is active for so many local days after the day of a purchase. */
  readonly inactivityDays: number;
  /** A local date of the first period, `"YYYY-MM-DD"`; that of the first purchase when left out. */
  readonly from?: string;
  /** The local date after the last period; the period that holds the last moment before `asOf` is the last when left out, and in any case. */
  readonly until?: string;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/**
 * How the base of active customers moved in one period: `opening + new + reactivated - lapsed = closing`.
 * @category Customer base
 */
export interface BaseMovement {
  /** The period's name. */
  readonly period: string;
  /** Its first instant. */
  readonly start: Instant;
  /** The first instant after it. */
  readonly end: Instant;
  /** Customers active at the start; the closing of the period before. */
  readonly opening: number;
  /** Customers who bought for the first time ever and are active at the close. */
  readonly new: number;
  /** Customers who had bought before the period, were not active at its start and are at its close. */
  readonly reactivated: number;
  /** Customers active at the start and no more at the close. */
  readonly lapsed: number;
  /** Customers active at the close: at the end, or after the day of the last purchases that count when the period is still running. */
  readonly closing: number;
  /** Whether the period was over at `asOf`. */
  readonly complete: boolean;
  /** Customers with a purchase in the period; the next two lines make it up. */
  readonly buyers: number;
  /** Buyers who had bought before the period. */
  readonly repeatBuyers: number;
  /** Buyers who had never bought before the period. */
  readonly firstTimeBuyers: number;
  /** First-time buyers who are inactive again at the close, as the inactivity is shorter than the period; not in `new`. */
  readonly newButInactiveAtClose: number;
  /** Buyers who had bought before, were inactive at the start and are again at the close; not in `reactivated`. */
  readonly reactivatedButInactiveAtClose: number;
  /** What was counted; the same in every row. */
  readonly definition: BaseMovementDefinition;
}

/**
 * What base movements count.
 * @category Customer base
 */
export interface BaseMovementDefinition {
  /** Without a contract nobody says that they leave: whoever has not bought for so long counts as gone. */
  readonly method: "inactivity-window";
  /** How long a purchase keeps a customer active, in local days. */
  readonly inactivityDays: number;
  /** How time was cut, and the zone whose days were counted; of weeks always with the day that they begin on. */
  readonly period: PeriodSpec;
  /** When. */
  readonly asOf: Instant;
  /** Whether fully refunded purchases counted. */
  readonly fullyRefunded: FullyRefunded;
}

/**
 * Follows the base of active customers from period to period where nobody signs a contract: who came, who came back, who stayed away.
 *
 * At the boundary before a local day a customer is active when they bought on one of the `inactivityDays` local days before it. Only paid purchases before `asOf`
 * count, and not those that were refunded in full. Give all of history, or old customers look new. The running period is closed after the last day that counts.
 * Movements are net: who lapses and comes back within one period is in neither. Cost: O(rows).
 *
 * The inactivity is a convention: it decides who has lapsed, and lapses show only after it has passed.
 *
 * @param purchases - Rows or columns, in any order.
 * @param options - The periods, `asOf`, and when a customer counts as gone.
 * @returns One row a period, without gaps; no rows when there are no purchases and no `from`, or `from` lies after `asOf`.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, `until` is not after `from`, currencies are mixed, or a period does not lie in the years
 * 0001 to 9999.
 *
 * @example
 * import { purchases, retention } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-10T12:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "ben", at: "2024-01-31T12:00:00Z", amount: "20.00" },
 *   { id: 3, customerId: "anna", at: "2024-03-05T12:00:00Z", amount: "20.00" },
 * ], { currency: "EUR" });
 * const month = { unit: "month", timeZone: "Europe/Berlin" } as const;
 * const rows = retention.customerBaseMovements(values, { period: month, asOf: "2024-04-01T00:00:00Z", inactivityDays: 30, until: "2024-04-01" });
 * rows.map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing]);
 * // => [["2024-01", 0, 2, 0, 0, 2], ["2024-02", 2, 0, 0, 1, 1], ["2024-03", 1, 0, 1, 1, 1]]
 *
 * @category Customer base
 */
export function customerBaseMovements(purchases: Purchases, options: CustomerBaseMovementsOptions): BaseMovement[] {
  const task = readMovementTask(options);
  const { events, inactivityDays } = task;
  const columns = asColumns(purchases);
  const activity = activityDays(columns, events);
  const plan = movementPlan(task, { day: earliestDay(activity), origin: () => originOf("purchases", purchases, "at", columns.at) });
  return movementRows(countMovements(activity, plan.boundaries, inactivityDays), plan);
}
