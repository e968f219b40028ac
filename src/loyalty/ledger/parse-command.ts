import type { LedgerCommand } from "./command.js";
import { readCommand } from "./read-command.js";

/**
 * Reads a command from outside, so that it can be stored or queued before it is applied; {@link applyCommand} reads what it is given by itself.
 *
 * Instants may be written in any form and become epoch milliseconds. A field that its type of command does not have is an error.
 *
 * @param input - Anything; see {@link LedgerCommandInput} for what is accepted.
 * @returns The command.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const command = loyalty.parseCommand({ type: "earn", key: "k1", at: "2025-01-31T10:00:00Z", earningId: "order-1", points: 120 });
 * command.at; // => 1738317600000
 *
 * @category Parsing
 */
export function parseCommand(input: unknown): LedgerCommand {
  return readCommand(input);
}
