// Keeps accounts as streams of events in PostgreSQL.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import {
  chainEvents,
  replayEvents,
  snapshotAccount,
  type AccountSnapshot,
  type ChainedEvent,
  type LedgerEvent,
  type PointAccount,
} from "clientele/loyalty";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The events that one command gave to one account. */
type Stream = readonly LedgerEvent[];

export interface PointStore {
  /** The account, from its snapshot if there is one and the events after it. */
  readonly load: (accountId: string) => Promise<PointAccount>;
  /** All events of an account. */
  readonly events: (accountId: string) => Promise<ChainedEvent[]>;
  /** Appends to one account or several, all or nothing; `false` when somebody was faster. */
  readonly append: (...streams: readonly Stream[]) => Promise<boolean>;
  /** Stores the account's state, so that the next load is short. */
  readonly saveSnapshot: (accountId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the database of a folder; makes it when there is none. */
export async function openStore(folder: string): Promise<PointStore> {
  const db = await PGlite.create(folder);
  await db.exec(await readFile(new URL("schema.sql", import.meta.url), "utf8"));

  const eventsAfter = async (accountId: string, version: number): Promise<ChainedEvent[]> => {
    const sql = "select event from point_event where account_id = $1 and version > $2 order by version";
    const { rows } = await db.query<{ event: ChainedEvent }>(sql, [accountId, version]);
    return rows.map(({ event }) => event);
  };

  const load: PointStore["load"] = async (accountId) => {
    const sql = "select snapshot from point_snapshot where account_id = $1";
    const snapshot = (await db.query<{ snapshot: AccountSnapshot }>(sql, [accountId])).rows[0]?.snapshot;
    return replayEvents(await eventsAfter(accountId, snapshot?.version ?? 0), { from: snapshot });
  };

  return {
    load,
    events: (accountId) => eventsAfter(accountId, 0),
    append: async (...streams) => {
      // In the same order everywhere, so that two transactions never wait for each other.
      const ordered = [...streams].sort(([a], [b]) => ((a?.accountId ?? "") < (b?.accountId ?? "") ? -1 : 1));
      try {
        await db.transaction(async (transaction) => {
          for (const stream of ordered) await insert(transaction, stream);
        });
        return true;
      } catch (error) {
        if (error instanceof VersionConflict || isTakenVersion(error)) return false;
        throw error;
      }
    },
    saveSnapshot: async (accountId) => {
      const sql = "insert into point_snapshot values ($1, $2) on conflict (account_id) do update set snapshot = excluded.snapshot";
      await db.query(sql, [accountId, snapshotAccount(await load(accountId))]);
    },
    close: () => db.close(),
  };
}

class VersionConflict extends Error {}

/** Inserts the events of one account behind those that are there, each with the digest of itself and all before it. */
async function insert(transaction: Transaction, stream: Stream): Promise<void> {
  const first = stream[0];
  if (first === undefined) return;
  const sql = "select version, hash from point_event where account_id = $1 order by version desc limit 1";
  const newest = (await transaction.query<{ version: number; hash: string }>(sql, [first.accountId])).rows[0];
  if ((newest?.version ?? 0) !== first.version - 1) throw new VersionConflict();
  for (const event of chainEvents(stream, sha256, { previousHash: newest?.hash })) {
    const commandKey = event.content === null ? null : event.key;
    const row = [event.accountId, event.version, commandKey, event.hash, event];
    await transaction.query("insert into point_event values ($1, $2, $3, $4, $5)", row);
  }
}

/** Whether another client wrote the version between the look and the insert. */
function isTakenVersion(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint === "point_event_pkey";
}
