import type { z } from "zod";
import { readerSchema } from "../foundation/errors/reader-schema.js";
import type { Customer } from "./customer.js";
import { customerColumns } from "./customer-columns.js";
import type { CustomerInput } from "./customer-input.js";
import { readCustomer, USUAL_SOURCE } from "./read-customer.js";

/**
 * The zod schema of a {@link Customer}, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parseCustomer} accepts.
 *
 * One transform over the raw row, so that there is one rule for what a customer is; it has no JSON Schema.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const result = customers.customerSchema.safeParse({ id: "anna", profile: { birthday: "1990-02-30" } });
 * result.error?.issues[0]?.path; // => ["profile", "birthday"]
 *
 * @category Parsing
 */
export const customerSchema: z.ZodType<Customer, CustomerInput> = /* @__PURE__ */ readerSchema<Customer, CustomerInput>((row, issues) => {
  const read = readCustomer(row, { source: USUAL_SOURCE, columns: customerColumns() });
  if ("value" in read) return read.value;
  issues.push(...read.issues);
  return undefined;
});
