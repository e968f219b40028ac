// Transfer and merge on two model accounts.
import { instant } from "clientele/time";
import { begin, checkDates, checkIdentity, checkOpen, contentOf, finish, type Deciding } from "./decide.js";
import type { Known, ModelAccount, ModelProgram, Outcome, PairCommand, Point, Refusal } from "./model-types.js";
import { addLot, dateByPolicy, newToken } from "./point-dates.js";
import { isRemembered } from "./point-model.js";
import { find, findHold, spendable } from "./spending-commands.js";

/** Decides a transfer or a merge; `first` gives. */
export function decidePair(program: ModelProgram, first: ModelAccount, second: ModelAccount, command: PairCommand): Outcome {
  const at = instant(command.at);
  if (program.id !== second.programId) return { ok: false, code: "program-mismatch" };
  const content = contentOf(command, second.id);
  const recognised = checkIdentity(program, first, command, content);
  if (recognised !== null) return recognised;
  const refusal =
    checkOpen(first) ??
    (first.frozen ? { code: "account-frozen" } : null) ??
    checkOpen(second) ??
    (second.frozen && command.type === "merge" ? { code: "account-frozen" } : null) ??
    checkDates(program, first, at) ??
    checkDates(program, second, at);
  if (refusal !== null) return { ok: false, ...refusal };
  const [giving, receiving] = [begin(program, first, at), begin(program, second, at)];
  const own = command.type === "transfer" ? transfer(giving, receiving, command) : merge(giving, receiving);
  if (own !== null) return { ok: false, ...own };
  finish(giving, command.key, content);
  finish(receiving, null, content);
  Object.assign(first, giving.account);
  Object.assign(second, receiving.account);
  return { ok: true, duplicate: false };
}

function transfer(giving: Deciding, receiving: Deciding, command: PairCommand & { type: "transfer" }): Refusal | null {
  const { account: from, at, today } = giving;
  const to = receiving.account;
  if (find(from, from.transfers, command.transferId, at) !== undefined) return { code: "id-in-use" };
  const found = spendable(from, command.points);
  if (!Array.isArray(found)) return found;
  for (const lot of lotsOf(found)) {
    const arrived = addLot(to, lot.length, { earnedAt: lot[0].earnedAt, activatesOn: today });
    for (const [i, point] of arrived.entries()) receive(receiving, point, lot[i] ?? lot[0]);
  }
  for (const point of found) point.state = "gone";
  from.transfers = [...from.transfers.filter(({ id }) => id !== command.transferId), { id: command.transferId, token: newToken(from), at }];
  return null;
}

/** A point arrives with its dates, or with new ones. */
function receive({ program, account, today }: Deciding, point: Point, { expiresOn, clocked, start, cap, graced }: Point): void {
  Object.assign(point, { expiresOn, clocked, start, cap, graced });
  if (program.transferExpiry === "reissue" && expiresOn !== null) dateByPolicy(program, account, point, today);
}

/** Points by the lot they were booked in. */
function lotsOf(points: readonly Point[]): [Point, ...Point[]][] {
  const lots = new Map<number, [Point, ...Point[]]>();
  for (const point of points) {
    const lot = lots.get(point.order);
    if (lot === undefined) lots.set(point.order, [point]);
    else lot.push(point);
  }
  return [...lots.values()];
}

function merge({ account: source, at }: Deciding, { account: target }: Deciding): null {
  const offset = target.booked;
  for (const point of source.points) target.points.push({ ...point, order: point.order + offset });
  target.booked += source.booked;
  target.debt += source.debt;
  const isPending = (token: string): boolean => target.points.some((point) => point.earning === token && point.state === "pending");
  target.earnings = united(
    target.earnings,
    source.earnings,
    ({ at: booked, token }) => isRemembered(target, booked, at) || isPending(token),
  );
  target.holds = united(target.holds, source.holds, ({ id }) => findHold(target, id, at) !== undefined);
  const isKnown = ({ at: booked }: Known): boolean => isRemembered(target, booked, at);
  target.redemptions = united(target.redemptions, source.redemptions, isKnown);
  target.transfers = united(target.transfers, source.transfers, isKnown);
  target.keys = united(target.keys, source.keys, isKnown);
  target.lastEarn = later(target.lastEarn, source.lastEarn);
  target.lastRedeem = later(target.lastRedeem, source.lastRedeem);
  source.mergedInto = target.id;
  Object.assign(source, { points: [], debt: 0, earnings: [], redemptions: [], holds: [], transfers: [] });
  return null;
}

/** What the target recognises stays; of the rest, the source's. */
function united<T extends Known>(target: readonly T[], source: readonly T[], isKnown: (record: T) => boolean): T[] {
  const kept = target.filter(isKnown);
  return [...kept, ...source.filter(({ id }) => !kept.some((record) => record.id === id))];
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
