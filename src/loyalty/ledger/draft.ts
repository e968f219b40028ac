// An account being changed. Lists are shared with the account it was made of until they are written to.
import type { PointAccount, PointLot, PointTotals } from "./account.js";
import { find, CLEARED_EVERY, clear, forgottenBefore, put } from "./remembered.js";
import { compareLots, insertLot, joinNeighbours, sumPoints } from "./lots.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An account being changed. */
export interface Draft extends Mutable<Omit<PointAccount, "totals">> {
  readonly totals: Mutable<PointTotals>;
  /** The lists that belong to the draft alone, as bits. */
  own: number;
}

const LISTS = { lots: 1, pending: 2, holds: 4, earnings: 8, redemptions: 16, endedHolds: 32, transfers: 64, keys: 128 };
type ListName = keyof typeof LISTS;
type TableName = Exclude<ListName, "lots" | "pending">;
type EntryOf<Name extends ListName> = PointAccount[Name][number];

/** Lots are joined, where they can be, from so many on. */
const JOINED_FROM = 64;
const JOINED_EVERY = 32;

/** Begins to change an account; the account itself is not written to. */
export function draftOf(account: PointAccount): Draft {
  return { ...account, totals: { ...account.totals }, own: 0 };
}

/** The account that a draft has become; the draft must not be used after it. */
export function accountOf(draft: Draft): PointAccount {
  const account: PointAccount & { own?: number } = { ...draft };
  delete account.own;
  return account;
}

/** A list of the draft to write to. */
export function writable<Name extends ListName>(draft: Draft, name: Name): EntryOf<Name>[] {
  if ((draft.own & LISTS[name]) === 0) {
    (draft[name] as readonly EntryOf<Name>[]) = (draft[name] as readonly EntryOf<Name>[]).slice();
    draft.own |= LISTS[name];
  }
  return draft[name] as unknown as EntryOf<Name>[];
}

/** Puts points where they are spendable. */
export function addLot(draft: Draft, lot: PointLot): void {
  const lots = writable(draft, "lots");
  insertLot(lots, lot, draft.consumption);
  if (draft.rememberDays !== null && lots.length >= JOINED_FROM && lots.length % JOINED_EVERY === 0) {
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

/** Writes an entry that can be recognised later, and from time to time forgets old ones. */
export function remember<Name extends TableName>(draft: Draft, name: Name, entry: EntryOf<Name>): void {
  const list = writable(draft, name);
  if (list.length > 0 && list.length % CLEARED_EVERY === 0 && draft.rememberDays !== null && name !== "holds") {
    clear(list, draft.newestAt, draft.rememberDays, ({ id }) => name === "earnings" && isPending(draft, id));
  }
  put(list, entry);
}

/** Whether points of an earning wait. */
export function isPending(draft: Pick<PointAccount, "pending">, earningId: string): boolean {
  return draft.pending.some((lot) => lot.earningId === earningId);
}

/** Remembers of lapsed points, where their earning is known, that a return of it need not take them. */
export function countLapsed(draft: Draft, lot: PointLot, points: number): void {
  draft.totals.lapsed += points;
  const earning = lot.earningId === null ? undefined : find(draft.earnings, lot.earningId);
  if (earning?.order === lot.order) put(writable(draft, "earnings"), { ...earning, lapsed: earning.lapsed + points });
}

/** Points that are held. */
export function heldPoints(account: Pick<PointAccount, "holds">): number {
  let sum = 0;
  for (const { lots } of account.holds) sum += sumPoints(lots);
  return sum;
}

/** The balance that the books give: everything added less everything taken. */
export function netOf(t: PointTotals): number {
  const added = t.earned + t.imported + t.credited + t.restored + t.received + t.forgiven;
  return added - t.redeemed - t.reversed - t.debited - t.sent - t.lapsed - t.cancelled - t.closed - t.debtReceived;
}

/** Whether all balances and totals are exact. Whatever can be taken was added before, so that what was added bounds the rest. */
export function isExact({ totals: t, debt }: Pick<PointAccount, "totals" | "debt">): boolean {
  return (
    Number.isSafeInteger(t.earned + t.imported + t.credited + t.restored + t.received + t.forgiven) &&
    Number.isSafeInteger(t.reversed + t.debtReceived) &&
    Number.isSafeInteger(debt)
  );
}
