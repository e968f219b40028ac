// Commands about credits: earning, activation, import, extension, and the return of an earning.
import { instant } from "clientele/time";
import type { Deciding } from "./decide.js";
import { addDays, latest } from "./model-dates.js";
import type { Earning, ModelAccount, Of, Point, Refusal } from "./model-types.js";
import { cancel, inOrder } from "./passing-time.js";
import { addLot, beActive, dateByPolicy, isLive, newToken } from "./point-dates.js";
import { isRemembered } from "./point-model.js";

export function earn({ program, account, at, today }: Deciding, command: Of<"earn">): Refusal | null {
  if (findEarning(account, command.earningId, at) !== undefined) return { code: "id-in-use" };
  const token = newToken(account);
  const record: Earning = { id: command.earningId, token, at, points: command.points, basis: command.basis ?? null, reversed: 0 };
  account.earnings = [...account.earnings.filter(({ id }) => id !== command.earningId), record];
  const pending = program.pending ?? { kind: "none" };
  const byPolicy = pending.kind === "none" ? today : pending.kind === "days" ? addDays(today, pending.days) : null;
  const activatesOn = command.activatesOn ?? byPolicy;
  const deadline = command.activatesOn === undefined && pending.kind === "until-activated" ? pending.cancelAfterDays : undefined;
  const pendingUntil = deadline === undefined ? null : addDays(today, deadline);
  const added = addLot(account, command.points, { earning: token, earnedAt: at, activatesOn, pendingUntil });
  const fromEarning = program.expiryStarts === "earned";
  // A date of activation before the earning counts as the day of the earning.
  const start = fromEarning || (activatesOn !== null && activatesOn < today) ? today : activatesOn;
  for (const point of added) {
    point.datedBy = command.expiresOn !== undefined ? "command" : fromEarning ? "earning" : "activation";
    if (command.expiresOn !== undefined) point.expiresOn = command.expiresOn;
    else if (start !== null) dateByPolicy(program, account, point, start);
  }
  beActive(program, account, "earn", today);
  return null;
}

export function activate({ program, account, at, today }: Deciding, command: Of<"activate">): Refusal | null {
  const found = pendingPoints(account, command.earningId, at);
  if (!Array.isArray(found)) return found;
  for (const point of found) {
    point.activatesOn = today;
    point.pendingUntil = null;
    if (point.datedBy === "activation") dateByPolicy(program, account, point, today);
  }
  return null;
}

export function cancelPending({ account, at }: Deciding, command: Of<"cancel-pending">): Refusal | null {
  const found = pendingPoints(account, command.earningId, at);
  if (!Array.isArray(found)) return found;
  for (const point of found) cancel(account, point);
  return null;
}

export function importOpeningBalance({ account, today }: Deciding, command: Of<"import-opening-balance">): null {
  for (const { points, expiresOn, earnedAt } of command.lots) {
    addLot(account, points, { earnedAt: instant(earnedAt), activatesOn: today, expiresOn, datedBy: "command" });
  }
  return null;
}

export function extendExpiry({ account, at }: Deciding, command: Of<"extend-expiry">): Refusal | null {
  const earning = command.earningId === undefined ? undefined : findEarning(account, command.earningId, at);
  if (command.earningId !== undefined && earning === undefined) return { code: "earning-not-found" };
  for (const point of account.points) {
    if (!isLive(point) || point.expiresOn === null || point.expiresOn >= command.to) continue;
    if (earning !== undefined && point.earning !== earning.token) continue;
    point.expiresOn = latest(point.expiresOn, command.to);
    point.datedBy = "extension";
  }
  return null;
}

export function reverseEarning({ program, account, at }: Deciding, command: Of<"reverse-earning">): Refusal | null {
  const earning = findEarning(account, command.earningId, at);
  if (earning === undefined) return { code: "earning-not-found" };
  const amount = amountToReverse(earning, command);
  if (typeof amount !== "number") return amount;
  const shortfall = program.shortfall ?? "carry-debt";
  const own = (state: Point["state"]) => account.points.filter((point) => point.earning === earning.token && point.state === state);
  let left = amount;
  const take = (points: Point[], mark: (point: Point) => void): void => {
    for (const point of points.slice(0, left)) mark(point);
    left -= Math.min(left, points.length);
  };
  const spend = (point: Point): void => {
    point.state = "gone";
  };
  const count = (point: Point): void => {
    point.counted = true;
  };
  take(
    own("lapsed").filter(({ counted }) => !counted),
    count,
  );
  take(own("pending"), spend);
  if (shortfall !== "pending-only")
    take(
      inOrder(account).filter((point) => point.earning === earning.token),
      spend,
    );
  if (shortfall !== "pending-only" && shortfall !== "source-lot-only") take(inOrder(account), spend);
  if (left > 0 && shortfall === "reject") return { code: "insufficient-points", available: amount - left, requested: amount };
  if (left > 0 && shortfall === "carry-debt") account.debt += left;
  if (left > 0 && shortfall === "carry-debt" && account.debt > (program.debtLimit ?? Infinity)) return { code: "debt-limit-exceeded" };
  earning.reversed += amount;
  return null;
}

function amountToReverse(earning: Earning, { points, remaining }: Of<"reverse-earning">): number | Refusal {
  const { basis } = earning;
  const kept = earning.points - earning.reversed;
  if (remaining !== undefined) {
    if (basis === null || basis.currency !== remaining.currency) return { code: "currency-mismatch" };
    if (remaining.minor > basis.minor) return { code: "exceeds-earning" };
  }
  if (kept === 0) return { code: "already-reversed" };
  if (remaining !== undefined && basis !== null) {
    const keeps = basis.minor === 0 ? 0 : Number((BigInt(earning.points) * BigInt(remaining.minor)) / BigInt(basis.minor));
    return Math.max(0, kept - keeps);
  }
  return points !== undefined && points > kept ? { code: "exceeds-earning" } : (points ?? kept);
}

/** The earning of an id that is still recognised. */
export function findEarning(account: ModelAccount, earningId: string, commandAt: number): Earning | undefined {
  const isPending = (token: string): boolean => account.points.some((point) => point.earning === token && point.state === "pending");
  return account.earnings.find(({ id, at, token }) => id === earningId && (isRemembered(account, at, commandAt) || isPending(token)));
}

function pendingPoints(account: ModelAccount, earningId: string, commandAt: number): Point[] | Refusal {
  const earning = findEarning(account, earningId, commandAt);
  if (earning === undefined) return { code: "earning-not-found" };
  const found = account.points.filter((point) => point.earning === earning.token && point.state === "pending");
  return found.length === 0 ? { code: "not-pending" } : found;
}
