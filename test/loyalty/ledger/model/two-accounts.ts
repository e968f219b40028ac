// Transfer and merge on two model accounts.
import { instant } from "clientele/time";
import { begin, checkDates, checkIdentity, checkOpen, contentOf, finish, type Deciding } from "./decide.js";
import { findEarning } from "./earning-commands.js";
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
  const [here, there] = [knownIn(target, at), knownIn(source, at)];
  for (const point of source.points) target.points.push({ ...point, order: point.order + target.booked });
  target.booked += source.booked;
  target.debt += source.debt;
  // What both know is the target's: the points of the source's earning answer to none, its hold ends.
  for (const point of target.points) {
    const ended = there.holds.some(({ id, token }) => token === point.holder && here.holds.some((hold) => hold.id === id));
    if (point.state === "held" && ended) Object.assign(point, { state: "available", holder: null });
  }
  target.earnings = united(here.earnings, there.earnings);
  target.holds = united(here.holds, there.holds);
  target.redemptions = united(here.redemptions, there.redemptions);
  target.transfers = united(here.transfers, there.transfers);
  target.keys = united(here.keys, there.keys);
  target.lastEarn = later(target.lastEarn, source.lastEarn);
  target.lastRedeem = later(target.lastRedeem, source.lastRedeem);
  source.mergedInto = target.id;
  Object.assign(source, { points: [], debt: 0, earnings: [], redemptions: [], holds: [], transfers: [] });
  return null;
}

/** What the account has not forgotten. */
function knownIn(
  account: ModelAccount,
  commandAt: number,
): Pick<ModelAccount, "earnings" | "holds" | "redemptions" | "transfers" | "keys"> {
  const isKnown = ({ at }: Known): boolean => isRemembered(account, at, commandAt);
  return {
    earnings: account.earnings.filter((earning) => findEarning(account, earning.id, commandAt) === earning),
    holds: account.holds.filter((hold) => findHold(account, hold.id, commandAt) === hold),
    redemptions: account.redemptions.filter(isKnown),
    transfers: account.transfers.filter(isKnown),
    keys: account.keys.filter(isKnown),
  };
}

/** What the target knows stays; of the rest, the source's. */
function united<T extends Known>(target: readonly T[], source: readonly T[]): T[] {
  return [...target, ...source.filter(({ id }) => !target.some((record) => record.id === id))];
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
