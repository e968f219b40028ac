// An account being changed. Lists are shared with the account it was made of until they are written to.
import type { PointAccount, PointLot, PointTotals, Remembered, RememberedTable } from "./account.js";
import { aged, find, forgottenBefore, put } from "./remembered.js";
import { compareLots, insertLot, joinNeighbours, sumPoints } from "./lots.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An account being changed. */
export interface Draft extends Mutable<Omit<PointAccount, "totals">> {
  readonly totals: Mutable<PointTotals>;
  /** The lists that belong to the draft alone, as bits. */
  own: number;
}

const LISTS = { lots: 1, pending: 2 };
type ListName = keyof typeof LISTS;
type LotOf<Name extends ListName> = PointAccount[Name][number];
type TableName = "earnings" | "redemptions" | "endedHolds" | "transfers" | "keys";
type EntryOf<Name extends TableName> = PointAccount[Name] extends RememberedTable<infer Entry> ? Entry : never;

/** Lots are joined, where they can be, from so many on. */
const JOINED_FROM = 64;
const JOINED_EVERY = 32;

/** Begins to change an account; the account itself is not written to. */
export function draftOf(account: PointAccount): Draft {
  const draft = fieldsOf(account) as Draft;
  (draft as { totals: PointTotals }).totals = totalsOf(account.totals);
  draft.own = 0;
  return draft;
}

function totalsOf(t: PointTotals): PointTotals {
  return {
    earned: t.earned,
    imported: t.imported,
    credited: t.credited,
    restored: t.restored,
    received: t.received,
    forgiven: t.forgiven,
    redeemed: t.redeemed,
    reversed: t.reversed,
    debited: t.debited,
    sent: t.sent,
    lapsed: t.lapsed,
    cancelled: t.cancelled,
    closed: t.closed,
    debtReceived: t.debtReceived,
  };
}

/** The account that a draft has become; the draft must not be used after it. */
export function accountOf(draft: Draft): PointAccount {
  return fieldsOf(draft);
}

/** A copy, field by field: a spread of so many fields makes objects that are thirty times slower. */
function fieldsOf(from: PointAccount): PointAccount {
  return {
    kind: from.kind,
    schemaVersion: from.schemaVersion,
    accountId: from.accountId,
    customerId: from.customerId,
    programId: from.programId,
    timeZone: from.timeZone,
    heldPoints: from.heldPoints,
    consumption: from.consumption,
    rememberDays: from.rememberDays,
    status: from.status,
    mergedInto: from.mergedInto,
    openedAt: from.openedAt,
    newestAt: from.newestAt,
    version: from.version,
    debt: from.debt,
    lastActivityOn: from.lastActivityOn,
    nextLot: from.nextLot,
    lots: from.lots,
    pending: from.pending,
    holds: from.holds,
    earnings: from.earnings,
    redemptions: from.redemptions,
    endedHolds: from.endedHolds,
    transfers: from.transfers,
    keys: from.keys,
    totals: from.totals,
  };
}

/** A list of the draft to write to. */
export function writable<Name extends ListName>(draft: Draft, name: Name): LotOf<Name>[] {
  if ((draft.own & LISTS[name]) === 0) {
    (draft[name] as readonly LotOf<Name>[]) = (draft[name] as readonly LotOf<Name>[]).slice();
    draft.own |= LISTS[name];
  }
  return draft[name] as unknown as LotOf<Name>[];
}

/**
 * Puts points where they are spendable. Old lots that lapse together are joined, so that they do not add up over the years; not in the orders that go by the day
 * of the earning, where points that come late may belong between them.
 */
export function addLot(draft: Draft, lot: PointLot): void {
  const lots = writable(draft, "lots");
  insertLot(lots, lot, draft.consumption);
  if (draft.consumption !== "soonest-expiry-first" || draft.rememberDays === null) return;
  if (lots.length >= JOINED_FROM && lots.length % JOINED_EVERY === 0) {
    joinNeighbours(lots, forgottenBefore(draft.newestAt, draft.rememberDays));
  }
}

/** Changes the dates of all points that are not gone: spendable, pending and held. */
export function redate(draft: Draft, change: <Lot extends PointLot>(lot: Lot) => Lot): void {
  if (changed(draft.lots, change) !== draft.lots) {
    const lots = draft.lots.map(change);
    draft.lots = lots.sort((a, b) => compareLots(draft.consumption, a, b));
    draft.own |= LISTS.lots;
  }
  draft.pending = changed(draft.pending, change);
  draft.holds = changed(draft.holds, (hold) => {
    const lots = changed(hold.lots, change);
    return lots === hold.lots ? hold : { ...hold, lots };
  });
}

/** The same list when nothing changed. */
function changed<T>(list: readonly T[], change: (entry: T) => T): readonly T[] {
  let next: T[] | undefined;
  for (let i = 0; i < list.length; i += 1) {
    const entry = change(list[i] as T);
    if (entry === list[i]) continue;
    next ??= list.slice();
    next[i] = entry;
  }
  return next ?? list;
}

/** Writes an entry that can be recognised later, and forgets what is old. */
export function remember<Name extends TableName>(draft: Draft, name: Name, entry: EntryOf<Name>): void {
  let table = draft[name] as RememberedTable<Remembered>;
  if (draft.rememberDays !== null) {
    table = aged(table, draft.newestAt, draft.rememberDays, ({ id }) => name === "earnings" && isPending(draft, id));
  }
  (draft[name] as RememberedTable<Remembered>) = put(table, entry as Remembered);
}

/** Whether points of an earning wait. */
export function isPending(draft: Pick<PointAccount, "pending">, earningId: string): boolean {
  return draft.pending.some((lot) => lot.earningId === earningId);
}

/** Remembers of lapsed points, where their earning is known, that a return of it need not take them. */
export function countLapsed(draft: Draft, lot: PointLot, points: number): void {
  draft.totals.lapsed += points;
  const earning = lot.earningId === null ? undefined : find(draft.earnings, lot.earningId);
  if (earning?.order === lot.order) draft.earnings = put(draft.earnings, { ...earning, lapsed: earning.lapsed + points });
}

/** Points that are held. */
export function heldPoints(account: Pick<PointAccount, "holds">): number {
  let sum = 0;
  for (const { lots } of account.holds) sum += sumPoints(lots);
  return sum;
}

/** The balance that the books give: everything added less everything taken. Sums of totals may be beyond what a number holds, their difference is not. */
export function netOf(t: PointTotals): number {
  const sum = (totals: readonly number[]): bigint => totals.reduce((total, points) => total + BigInt(points), 0n);
  const added = sum([t.earned, t.imported, t.credited, t.restored, t.received, t.forgiven]);
  return Number(added - sum([t.redeemed, t.reversed, t.debited, t.sent, t.lapsed, t.cancelled, t.closed, t.debtReceived]));
}

/** Whether all balances and totals are exact. While what was added is, so is the rest, since only that can be taken. */
export function isExact(account: Pick<PointAccount, "totals" | "debt" | "lots" | "pending" | "holds">): boolean {
  const { totals: t, debt } = account;
  const added = t.earned + t.imported + t.credited + t.restored + t.received + t.forgiven;
  if (Number.isSafeInteger(added + t.reversed + t.debtReceived)) return true;
  const balances = [sumPoints(account.lots) + sumPoints(account.pending) + heldPoints(account), debt];
  return balances.concat(Object.values<number>({ ...t })).every((points) => Number.isSafeInteger(points));
}
