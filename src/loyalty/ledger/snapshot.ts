import { ValidationError } from "../../foundation/errors/validation-error.js";
import type { PointAccount } from "./account.js";

/**
 * An account's state to store beside its events, so that a replay need not begin at the opening.
 * @category Replay
 */
export interface AccountSnapshot {
  /** Always `"point-account-snapshot"`. */
  readonly kind: "point-account-snapshot";
  /** The layout of the account in it. */
  readonly schemaVersion: 1;
  /** The account's version: the events after it are to be replayed. */
  readonly version: number;
  /** The account. */
  readonly account: PointAccount;
}

/**
 * Makes a snapshot of an account, to be stored as JSON. A snapshot is a cache: when its layout is of an older library, drop it and replay all events.
 *
 * @param account - The account.
 * @returns The snapshot; {@link replayEvents} starts from it.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const stored = JSON.stringify(loyalty.snapshotAccount(account));
 * loyalty.replayEvents([], { from: JSON.parse(stored) }).accountId; // => "a-1"
 *
 * @category Replay
 */
export function snapshotAccount(account: PointAccount): AccountSnapshot {
  return { kind: "point-account-snapshot", schemaVersion: 1, version: account.version, account };
}

/** The account of a snapshot. */
export function openSnapshot(from: AccountSnapshot | PointAccount): PointAccount {
  const account = from.kind === "point-account-snapshot" ? from.account : from;
  const { kind, schemaVersion }: { kind: string; schemaVersion: number } = account; // stored by whatever version of the library
  if (kind === "point-account" && schemaVersion === 1) return account;
  throw new ValidationError("snapshot", [
    {
      path: "schemaVersion",
      code: "unknown-version",
      message: "expected an account of layout 1; drop this snapshot and replay all events",
    },
  ]);
}
