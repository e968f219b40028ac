import type { z } from "zod";
import { readerSchema } from "../../foundation/errors/reader-schema.js";
import { readSafely } from "../../foundation/readers/readers.js";
import type { ConsentEventInput } from "./consent-event-input.js";
import type { ConsentEvent } from "./consent-event.js";
import type { ConsentRegister } from "./consent-register.js";
import type { ConsentRegisterInput } from "./parse-consents.js";
import { readConsentEvent } from "./read-consent-event.js";
import { readConsentRegister } from "./read-consent-register.js";

/**
 * The zod schema of a {@link ConsentEvent}, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parseConsentEvent} accepts.
 *
 * One transform over the raw value, so that there is one rule for what an event is; it has no JSON Schema.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const input = { id: 1, customerId: "anna", purpose: "newsletter", channel: "*", kind: "withdrawn", at: "2024-06-01T10:00:00Z" } as const;
 * customers.consentEventSchema.parse(input).at; // => 1717236000000
 *
 * @category Parsing
 */
export const consentEventSchema: z.ZodType<ConsentEvent, ConsentEventInput> = /* @__PURE__ */ readerSchema<ConsentEvent, ConsentEventInput>(
  (value, issues) => readSafely(value, (event, found) => readConsentEvent(event, found), issues),
);

/**
 * The zod schema of a {@link ConsentRegister} as it was stored. It accepts what {@link parseConsentRegister} accepts.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const empty = customers.consentRegister([]);
 * customers.consentRegisterSchema.parse(empty); // => { kind: "consent-register", schemaVersion: 1, events: [] }
 *
 * @category Parsing
 */
export const consentRegisterSchema: z.ZodType<ConsentRegister, ConsentRegisterInput> = /* @__PURE__ */ readerSchema<
  ConsentRegister,
  ConsentRegisterInput
>(readConsentRegister);
