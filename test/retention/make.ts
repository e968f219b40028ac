import type { CohortColumns, CohortEvent } from "clientele/retention";

/** Events as columns, customers in the order in which they come. */
export function columnsOf(events: readonly CohortEvent[]): CohortColumns {
  const customerIds = [...new Set(events.map(({ customerId }) => customerId))];
  return {
    customerIds,
    customer: Int32Array.from(events, ({ customerId }) => customerIds.indexOf(customerId)),
    at: Float64Array.from(events, ({ at }) => at),
  };
}
