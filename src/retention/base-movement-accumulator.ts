import { joinedCurrency, stateAccumulator } from "../foundation/accumulator/accumulator-state.js";
import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import { asColumns, type Purchases } from "../purchases/purchase-columns.js";
import { addUp } from "./accumulator-state.js";
import { activityDays } from "./activity-days.js";
import { countMovements, MOVEMENTS, noMovements, type MovementLists } from "./count-movements.js";
import type { BaseMovement, CustomerBaseMovementsOptions } from "./customer-base-movements.js";
import { movementPlan, movementRows, readMovementTask } from "./movement-plan.js";

/**
 * What {@link baseMovementAccumulator} keeps: sums over customers, all whole numbers, so that merging is exact. JSON; store it, send it, merge it.
 *
 * The lists have a place for each period, and grow with the periods, not with the customers.
 * @category Customer base
 */
export interface BaseMovementState {
  /** What is counted, in short: a state of other options is refused. */
  readonly options: string;
  /** The one currency of the purchases; `null` before the first. */
  currency: CurrencyCode | null;
  /** Customers active at the start of the first period. */
  opening: number;
  /** Customers who bought for the first time ever and are active at the close. */
  new: number[];
  /** Customers who had bought before the period, were not active at its start and are at its close. */
  reactivated: number[];
  /** Customers active at the start and no more at the close. */
  lapsed: number[];
  /** Buyers who had never bought before the period. */
  firstTimeBuyers: number[];
  /** Buyers who had bought before the period. */
  repeatBuyers: number[];
  /** First-time buyers who are inactive again at the close. */
  newButInactiveAtClose: number[];
  /** Buyers who had bought before, were inactive at the start and are again at the close. */
  reactivatedButInactiveAtClose: number[];
}

/** What is added to a state. */
type MovementPart = Pick<BaseMovementState, "currency"> & MovementLists<ArrayLike<number>>;

/**
 * {@link customerBaseMovements} in parts: on several workers, or on top of a state stored before.
 *
 * Each part holds all purchases of its customers, split by customer and never by time; then merging the parts gives exactly the rows of the whole.
 *
 * @param options - The periods, `asOf`, and when a customer counts as gone, the same for all parts; `from` is needed, as no part knows the first purchase of all.
 * @returns The accumulator; what it adds is all purchases of one customer or more, as rows or columns.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one for purchases that {@link customerBaseMovements} refuses, and for a state of
 * other options or another currency. Then the state is as it was.
 *
 * @example
 * import { purchases, retention } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-10T12:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "ben", at: "2024-01-31T12:00:00Z", amount: "20.00" },
 *   { id: 3, customerId: "anna", at: "2024-03-05T12:00:00Z", amount: "20.00" },
 * ], { currency: "EUR" });
 * const { empty, add, merge, finish } = retention.baseMovementAccumulator({
 *   period: { unit: "month", timeZone: "UTC" }, asOf: "2024-04-01T00:00:00Z", inactivityDays: 30, from: "2024-01-01",
 * });
 * const of = (customerId: string) => values.filter((purchase) => purchase.customerId === customerId);
 * const whole = merge(add(empty(), of("anna")), add(empty(), of("ben"))); // on two workers, say
 * finish(whole).map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing]);
 * // => [["2024-01", 0, 2, 0, 0, 2], ["2024-02", 2, 0, 0, 1, 1], ["2024-03", 1, 0, 1, 1, 1]]
 *
 * @category Customer base
 */
export function baseMovementAccumulator(
  options: CustomerBaseMovementsOptions & { readonly from: string },
): Accumulator<Purchases, BaseMovementState, BaseMovement[]> {
  const task = readMovementTask(options);
  const { from } = options;
  if (task.firstDay === null) throw new InvalidArgumentError("options.from", "a date that exists, YYYY-MM-DD", from);
  const plan = movementPlan(task, null);
  const own = JSON.stringify({
    of: "base movements",
    ...task.period,
    ...task.events,
    days: task.inactivityDays,
    first: plan.first,
    periods: plan.periods,
  });
  const join = (state: BaseMovementState, part: MovementPart, place: string): BaseMovementState => {
    const currency = joinedCurrency(place, state.currency, part.currency);
    state.currency = currency;
    state.opening += part.opening;
    for (const name of MOVEMENTS) state[name] = addUp(state[name], part[name]);
    return state;
  };
  return stateAccumulator(own, {
    empty: (): BaseMovementState => ({
      options: own,
      currency: null,
      ...noMovements(plan.periods, (length) => new Array<number>(length).fill(0)),
    }),
    subject: "purchases",
    count: (purchases: Purchases): MovementPart => {
      const columns = asColumns(purchases);
      const counts = countMovements(activityDays(columns, task.events), plan.boundaries, task.inactivityDays);
      return { currency: columns.currency, ...counts };
    },
    join,
    finish: (state) => movementRows(state, plan),
  });
}
