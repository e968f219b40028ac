import type { PointAccount } from "./account.js";
import { accountSnapshot, pointAccount } from "./read-account.js";
import { readAs } from "../../foundation/readers/readers.js";
import type { AccountSnapshot } from "./snapshot.js";

/**
 * Reads an account back from a store.
 *
 * Checked are all fields, and what every account obeys: the totals make the balance, spendable points stand in the order in which they are taken, what is
 * remembered is sorted, and there is no debt beside spendable points. Fields that an account does not have are left out.
 *
 * @param input - Anything, usually of `JSON.parse`.
 * @returns The account.
 * @throws A {@link ValidationError} that lists everything wrong with it; what breaks the books has the code `"inconsistent"`.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * loyalty.parseAccount(JSON.parse(JSON.stringify(account))).version; // => 1
 *
 * @category Parsing
 */
export function parseAccount(input: unknown): PointAccount {
  return readAs("account", input, pointAccount) as PointAccount;
}

/**
 * Reads a snapshot back from a store, with the checks of {@link parseAccount}. A snapshot is a cache: when this throws, drop it and replay all events.
 *
 * @param input - Anything, usually of `JSON.parse`.
 * @returns The snapshot; {@link replayEvents} starts from it.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const stored = JSON.stringify(loyalty.snapshotAccount(account));
 * loyalty.parseSnapshot(JSON.parse(stored)).version; // => 1
 *
 * @category Parsing
 */
export function parseSnapshot(input: unknown): AccountSnapshot {
  return readAs("snapshot", input, accountSnapshot) as AccountSnapshot;
}
