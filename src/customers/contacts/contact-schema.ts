import type { z } from "zod";
import { readerSchema } from "../../foundation/errors/reader-schema.js";
import type { Contact, ContactInput } from "./contact.js";
import { readContact } from "./read-contact.js";

/**
 * The zod schema of a {@link Contact}, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parseContact} accepts.
 *
 * One transform over the raw row, so that there is one rule for what a contact is; it has no JSON Schema.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const input = { id: 1, customerId: "anna", channel: "email", direction: "outbound", at: "2024-05-01T10:00:00Z" } as const;
 * customers.contactSchema.parse(input).outcome; // => "sent"
 *
 * @category Parsing
 */
export const contactSchema: z.ZodType<Contact, ContactInput> = /* @__PURE__ */ readerSchema<Contact, ContactInput>((row, issues) => {
  const read = readContact(row, {});
  if ("value" in read) return read.value;
  issues.push(...read.issues);
  return undefined;
});
