import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { isInstant } from "../foundation/time/instant.js";
import { checkCustomerNumbers, checkInstants, checkLength } from "../purchases/purchase-columns.js";
import type { EventColumns } from "./activity-days.js";
import type { CohortColumns, CohortEvent } from "./cohort-triangle.js";

/** The events as columns; columns are checked and taken as they are. Purchases that are not paid are left out. */
export function eventColumns(events: Iterable<CohortEvent> | CohortColumns): EventColumns {
  if (!("customerIds" in events)) return columnsOfRows(events);
  const { customerIds, customer, at, amountMinor, refundedMinor } = events;
  checkLength("at", at.length, customer.length);
  if (refundedMinor !== undefined) {
    checkLength("refundedMinor", refundedMinor.length, customer.length);
    checkLength("amountMinor", amountMinor?.length ?? 0, customer.length);
  }
  checkCustomerNumbers(customer, customerIds.length);
  checkInstants(at);
  return events;
}

function columnsOfRows(events: Iterable<CohortEvent>): EventColumns {
  const numbers = new Map<string, number>();
  const customer: number[] = [];
  const at: number[] = [];
  const amountMinor: number[] = [];
  const refundedMinor: number[] = [];
  let row = 0;
  for (const event of events) {
    if (typeof event.customerId !== "string") throw new InvalidArgumentError(`events[${row}].customerId`, "a string", event.customerId);
    if (!isInstant(event.at)) throw new InvalidArgumentError(`events[${row}].at`, "an instant, epoch milliseconds", event.at);
    row += 1;
    if ((event.status ?? "paid") !== "paid") continue;
    let number = numbers.get(event.customerId);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(event.customerId, number);
    }
    customer.push(number);
    at.push(event.at);
    amountMinor.push(event.amount?.minor ?? 0);
    refundedMinor.push(event.refunded?.minor ?? 0);
  }
  return {
    customerIds: [...numbers.keys()],
    customer: Int32Array.from(customer),
    at: Float64Array.from(at),
    amountMinor: Float64Array.from(amountMinor),
    refundedMinor: Float64Array.from(refundedMinor),
  };
}
