import { joinedCurrency, stateAccumulator } from "../foundation/accumulator/accumulator-state.js";
import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import { checkedMinor } from "../foundation/money/money.js";
import type { Purchases } from "../purchases/purchase-columns.js";
import { addUp, joinCohorts } from "./accumulator-state.js";
import type { AcquisitionByPeriod, AcquisitionOptions } from "./acquisition-by-period.js";
import { acquisitionMatrix } from "./acquisition-matrix.js";
import { countAcquisition, readAcquisitionTask, type AcquisitionRow, type CountedAcquisition } from "./count-acquisition.js";

/**
 * What {@link acquisitionAccumulator} keeps between customers: a row for each cohort, whose size does not grow with their number. JSON; store it, send it, merge it.
 * @category Cohorts
 */
export interface AcquisitionState {
  /** What is counted, in short: a state of other options is refused. */
  readonly options: string;
  /** The one currency of the purchases; `null` before the first. */
  currency: CurrencyCode | null;
  /** The cohorts so far, earliest first. */
  rows: readonly AcquisitionRow[];
}

/**
 * {@link acquisitionByPeriod} in parts: customer by customer, in batches, or on several workers.
 *
 * Each part holds all purchases of its customers, split by customer and never by time; then merging the parts gives exactly the matrix of the whole.
 *
 * @param options - The periods and `asOf`; the same for all parts.
 * @returns The accumulator; what it adds is all purchases of one customer or more, as rows or columns.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one for purchases that {@link acquisitionByPeriod} refuses, for a state of other
 * options or another currency, and when the revenue leaves the safe integers. Then the state is as it was.
 *
 * @example
 * import { purchases, retention } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-01-10T12:00:00Z", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-02-05T12:00:00Z", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-02-07T12:00:00Z", amount: "15.00" },
 * ], { currency: "EUR" });
 * const month = { unit: "month", timeZone: "Europe/Berlin" } as const;
 * const { empty, add, merge, finish } = retention.acquisitionAccumulator({ period: month, asOf: "2024-03-01T00:00:00+01:00" });
 * const of = (customerId: string) => values.filter((purchase) => purchase.customerId === customerId);
 * const whole = merge(add(empty(), of("anna")), add(empty(), of("ben"))); // on two workers, say
 * finish(whole).revenueMinor; // => [[2000, 1000], [0, 1500]]
 *
 * @category Cohorts
 */
export function acquisitionAccumulator(options: AcquisitionOptions): Accumulator<Purchases, AcquisitionState, AcquisitionByPeriod> {
  const task = readAcquisitionTask(options);
  const own = JSON.stringify({ of: "acquisition", ...task.period, ...task.events });
  const join = (state: AcquisitionState, { rows, currency }: CountedAcquisition, place: string): AcquisitionState => {
    const joined = joinedCurrency(place, state.currency, currency);
    state.rows = joinCohorts(state.rows, rows, joinRows);
    state.currency = joined;
    return state;
  };
  return stateAccumulator(own, {
    empty: (): AcquisitionState => ({ options: own, currency: null, rows: [] }),
    subject: "purchases",
    count: (purchases: Purchases) => countAcquisition(purchases, task),
    join,
    finish: (state) => acquisitionMatrix(state, task),
  });
}

/** The same cohort of two parts that share no customer. */
function joinRows(a: AcquisitionRow, b: AcquisitionRow): AcquisitionRow {
  return {
    period: a.period,
    size: a.size + b.size,
    customers: addUp(a.customers, b.customers),
    purchases: addUp(a.purchases, b.purchases),
    revenueMinor: addUp(a.revenueMinor, b.revenueMinor).map((minor) => checkedMinor("purchases", minor)),
  };
}
