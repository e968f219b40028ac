import { checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";

/** The customer of a row, who is met now; throws where there is none, or one who was met before. */
export function newCustomer(place: string, row: { readonly customerId: string }, met: Set<string>): CustomerId {
  checkObject(place, row);
  const { customerId } = row;
  if (typeof customerId !== "string") throw new InvalidArgumentError(`${place}.customerId`, "a string", customerId);
  if (met.has(customerId)) throw new InvalidArgumentError(`${place}.customerId`, "each customer once", customerId);
  met.add(customerId);
  return customerId as CustomerId;
}
