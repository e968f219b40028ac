import type { z } from "zod";
import { readerSchema } from "../../foundation/errors/reader-schema.js";
import type { PointAccount } from "./account.js";
import type { LedgerCommand, LedgerCommandInput } from "./command.js";
import type { LedgerEvent } from "./event.js";
import { pointAccount } from "./read-account.js";
import { command } from "./read-command.js";
import { ledgerEvent } from "./read-event.js";
import { readSafely } from "../../foundation/readers/readers.js";

/**
 * The zod schema of a command, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parseCommand} accepts.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const result = loyalty.ledgerCommandSchema.safeParse({ type: "redeem", key: "k1", at: "2025-01-31T10:00:00Z", redemptionId: "r-1", points: 1.5 });
 * result.error?.issues[0]?.path; // => ["points"]
 *
 * @category Parsing
 */
export const ledgerCommandSchema: z.ZodType<LedgerCommand, LedgerCommandInput> = /* @__PURE__ */ readerSchema<
  LedgerCommand,
  LedgerCommandInput
>((value, issues) => readSafely(value, command, issues));

/**
 * The zod schema of an event. It accepts what {@link parseLedgerEvent} accepts.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * loyalty.ledgerEventSchema.safeParse(events[0]).success; // => true
 *
 * @category Parsing
 */
export const ledgerEventSchema: z.ZodType<LedgerEvent, LedgerEvent> = /* @__PURE__ */ readerSchema<LedgerEvent, LedgerEvent>(
  (value, issues) => readSafely(value, ledgerEvent, issues),
);

/**
 * The zod schema of an account. It accepts what {@link parseAccount} accepts.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * loyalty.accountSchema.safeParse({ ...account, debt: 5 }).success; // => false
 *
 * @category Parsing
 */
export const accountSchema: z.ZodType<PointAccount, PointAccount> = /* @__PURE__ */ readerSchema<PointAccount, PointAccount>(
  (value, issues) => readSafely(value, pointAccount, issues),
);
