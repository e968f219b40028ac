import { ValidationError } from "../../foundation/errors/validation-error.js";
import type { LedgerEvent } from "./event.js";

/** The error of a stream that cannot have been written by this library; it names the event. */
export function corrupt(event: LedgerEvent, path: string, message: string): ValidationError {
  return new ValidationError(`event ${event.version} (${event.type}) of account ${event.accountId}`, [
    { path, code: "corrupt-stream", message },
  ]);
}
