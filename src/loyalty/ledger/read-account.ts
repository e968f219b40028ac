// Reads accounts and snapshots: their fields, and that the books of an account add up.
import { compareIds } from "../../foundation/ids/ids.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import type { PointAccount, Remembered, RememberedTable } from "./account.js";
import { heldPoints, isExact, netOf } from "./draft.js";
import { compareLots, sumPoints } from "./lots.js";
import { accountFields, areBelow, areDistinct, entries, maybeDate, ordinal, pointListFields, rememberedFields } from "./read-lots.js";
import { openRecord } from "../../foundation/readers/record.js";
import { id, instant, listOf, nullable, oneOf, type Fields, type Reader } from "../../foundation/readers/readers.js";
import { count } from "./point-readers.js";
import { entriesOf } from "./remembered.js";

const TOTALS: readonly (keyof PointAccount["totals"])[] = [
  "earned",
  "imported",
  "credited",
  "restored",
  "received",
  "forgiven",
  "redeemed",
  "reversed",
  "debited",
  "sent",
  "lapsed",
  "cancelled",
  "closed",
  "debtReceived",
];

/** Pages are as many as entries when each has one. */
const MOST_PAGES = 1_000_000;

const FIELDS: Reader = /* @__PURE__ */ accountReader();

/** Reads an account. */
export const pointAccount: Reader = (value, issues) => {
  const before = issues.length;
  const account = FIELDS(value, issues) as PointAccount;
  if (issues.length === before) checkBooks(account, issues);
  return account;
};

const SNAPSHOT: Reader = /* @__PURE__ */ snapshotReader();

/** Reads a snapshot. */
export const accountSnapshot: Reader = (value, issues) => {
  const before = issues.length;
  const snapshot = SNAPSHOT(value, issues) as { version: number; account: PointAccount };
  if (issues.length === before && snapshot.version !== snapshot.account.version) {
    issues.push({ path: "version", code: "inconsistent", message: "expected the version of the account" });
  }
  return snapshot;
};

function accountReader(): Reader {
  return openRecord({
    kind: oneOf(["point-account"]),
    schemaVersion: oneOf([1]),
    accountId: id,
    ...accountFields(),
    status: oneOf(["open", "frozen", "closed", "merged"]),
    mergedInto: nullable(id),
    openedAt: instant,
    newestAt: instant,
    version: ordinal,
    debt: count,
    lastActivityOn: maybeDate,
    nextLot: ordinal,
    ...pointListFields(),
    ...tables(),
    totals: openRecord(Object.fromEntries(TOTALS.map((name) => [name, count]))),
  });
}

function snapshotReader(): Reader {
  return openRecord({ kind: oneOf(["point-account-snapshot"]), schemaVersion: oneOf([1]), version: ordinal, account: pointAccount });
}

function tables(): Fields {
  return Object.fromEntries(
    Object.entries(rememberedFields()).map(([name, fields]) => {
      const pages = listOf(entries(fields, 1), MOST_PAGES, 0);
      return [name, openRecord({ since: nullable(instant), recent: pages, older: pages })];
    }),
  );
}

/** Reports what would break the laws of a ledger, though every field is lawful by itself. */
function checkBooks(account: PointAccount, issues: ValidationIssue[]): void {
  const expect = (holds: boolean, path: string, expected: string): void => {
    if (!holds) issues.push({ path, code: "inconsistent", message: `expected ${expected}` });
  };
  const { lots, pending, holds, debt, totals, status, mergedInto, nextLot, consumption } = account;
  const there = sumPoints(lots) + sumPoints(pending) + heldPoints(account);
  expect(Number.isSafeInteger(there) && isExact(account), "totals", "balances and totals within the safe integers");
  expect(netOf(totals) === there - debt, "totals", "totals whose difference is the balance");
  expect(debt === 0 || lots.length === 0, "debt", "no debt beside spendable points");
  expect((status === "merged") === (mergedInto !== null), "mergedInto", "an account of this name only when it was merged");
  const isOver = status === "closed" || status === "merged";
  expect(!isOver || (there === 0 && debt === 0), "status", "no points and no debt in an account that is over");
  expect(account.openedAt <= account.newestAt, "newestAt", "an instant not before the opening");
  expect(
    isSorted(lots, (a, b) => compareLots(consumption, a, b)),
    "lots",
    "lots in the order in which they are taken",
  );
  expect(isSorted(holds, byId), "holds", "holds sorted by id, each id once");
  expect(areDistinct([...lots, ...pending]), "lots", "lots with a number each");
  for (const name of ["earnings", "redemptions", "endedHolds", "transfers", "keys"] as const) {
    expect(isTable(account[name]), name, "entries sorted by id, each id once");
  }
  const earnings = entriesOf(account.earnings);
  const redemptions = entriesOf(account.redemptions);
  const known = [...holds, ...redemptions].flatMap((entry) => entry.lots);
  expect(areBelow(nextLot, [...lots, ...pending, ...known]), "nextLot", "a number above those of all lots");
  expect(
    earnings.every(({ points, reversed, order }) => reversed <= points && order < nextLot),
    "earnings",
    "at most as many points reversed as earned",
  );
  expect(
    redemptions.every(({ points, lots: left }) => sumPoints(left) <= points),
    "redemptions",
    "at most as many points to give back as redeemed",
  );
}

function byId(a: Remembered, b: Remembered): number {
  return compareIds(a.id, b.id);
}

/** Whether every entry comes before the next one. */
function isSorted<Entry>(list: readonly Entry[], compare: (a: Entry, b: Entry) => number): boolean {
  return list.every((entry, i) => i === 0 || compare(list[i - 1] as Entry, entry) < 0);
}

function isTable({ recent, older }: RememberedTable<Remembered>): boolean {
  const ids = new Set(recent.flat().map((entry) => entry.id));
  return isSorted(recent.flat(), byId) && isSorted(older.flat(), byId) && !older.flat().some((entry) => ids.has(entry.id));
}
