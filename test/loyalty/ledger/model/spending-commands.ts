// Commands about debits: redemptions and their reversal, holds, adjustments, and the end of an account.
import { instant } from "clientele/time";
import type { Deciding } from "./decide.js";
import { addDays, latest } from "./model-dates.js";
import type { Hold, Known, ModelAccount, ModelProgram, Of, Point, Refusal } from "./model-types.js";
import { byConsumption, inOrder, settle } from "./passing-time.js";
import { addLot, beActive, dateByPolicy, joinClock, newToken } from "./point-dates.js";
import { isRemembered } from "./point-model.js";

export function redeem({ program, account, at, today }: Deciding, { redemptionId, points }: Of<"redeem">): Refusal | null {
  if (find(account, account.redemptions, redemptionId, at) !== undefined) return { code: "id-in-use" };
  const found = checkLimits(program, points) ?? spendable(account, points);
  if (!Array.isArray(found)) return found;
  bookRedemption(account, redemptionId, at, found);
  beActive(program, account, "redeem", today);
  return null;
}

export function hold({ program, account, at }: Deciding, { holdId, points, until }: Of<"hold">): Refusal | null {
  if (findHold(account, holdId, at) !== undefined) return { code: "id-in-use" };
  const found = checkLimits(program, points) ?? spendable(account, points);
  if (!Array.isArray(found)) return found;
  const record: Hold = { id: holdId, token: newToken(account), at, until: until === undefined ? null : instant(until), state: "open" };
  account.holds = [...account.holds.filter(({ id }) => id !== holdId), record];
  move(found, "held", record.token);
  return null;
}

export function captureHold({ program, account, at, today }: Deciding, command: Of<"capture-hold">): Refusal | null {
  const open = openHold(account, command.holdId, at);
  if (!Array.isArray(open)) return open;
  if (find(account, account.redemptions, command.redemptionId, at) !== undefined) return { code: "id-in-use" };
  const points = command.points ?? open.length;
  const refusal = checkLimits(program, points) ?? (points > open.length ? { code: "exceeds-hold" } : null);
  if (refusal !== null) return refusal;
  bookRedemption(account, command.redemptionId, at, open.slice(0, points));
  move(open.slice(points), "available", null);
  settleHold(account, command.holdId);
  // What is past its day lapses as the hold ends, before the activity could move it.
  settle(account);
  beActive(program, account, "redeem", today);
  return null;
}

export function releaseHold({ account, at }: Deciding, { holdId }: Of<"release-hold">): Refusal | null {
  const open = openHold(account, holdId, at);
  if (!Array.isArray(open)) return open;
  move(open, "available", null);
  settleHold(account, holdId);
  return null;
}

export function reverseRedemption({ program, account, at, today }: Deciding, command: Of<"reverse-redemption">): Refusal | null {
  const redemption = find(account, account.redemptions, command.redemptionId, at);
  if (redemption === undefined) return { code: "redemption-not-found" };
  const policy = program.restoredExpiry ?? { kind: "keep-but-at-least", days: 30 };
  if (policy.kind === "forbidden") return { code: "reversal-forbidden" };
  const taken = account.points.filter((point) => point.state === "redeemed" && point.holder === redemption.token);
  taken.sort((a, b) => b.place - a.place);
  if (program.restoreOrder === "soonest-expiry-first") taken.sort(byConsumption("soonest-expiry-first"));
  if (taken.length === 0) return { code: "already-reversed" };
  const points = command.points ?? taken.length;
  if (points > taken.length) return { code: "exceeds-redemption" };
  const restored = taken.slice(0, points);
  move(restored, "available", null);
  for (const point of restored) {
    if (point.expiresOn === null) continue;
    if (policy.kind === "reissue") {
      dateByPolicy(program, account, point, today);
      continue;
    }
    joinClock(program, account, point);
    if (policy.kind === "keep-but-at-least") grantGrace(point, addDays(today, policy.days));
  }
  return null;
}

export function adjust({ program, account, at, today }: Deciding, { points }: Of<"adjust">): Refusal | null {
  if (points > 0) {
    for (const point of addLot(account, points, { earnedAt: at, activatesOn: today })) dateByPolicy(program, account, point, today);
    return null;
  }
  const found = spendable(account, -points);
  if (!Array.isArray(found)) return found;
  move(found, "gone", null);
  return null;
}

export function freeze({ account }: Deciding): null {
  account.frozen = true;
  return null;
}

export function unfreeze({ account }: Deciding): null {
  account.frozen = false;
  return null;
}

export function close({ account }: Deciding): null {
  account.closed = true;
  account.debt = 0;
  account.points = [];
  account.holds = account.holds.map((record) => ({ ...record, state: "settled" }));
  return null;
}

/** The first available points, or why there are not enough. */
export function spendable(account: ModelAccount, count: number): Point[] | Refusal {
  const available = inOrder(account);
  if (available.length < count) return { code: "insufficient-points", available: available.length, requested: count };
  return available.slice(0, count);
}

/** The record of an id that is still recognised. */
export function find<T extends Known>(account: ModelAccount, records: readonly T[], wanted: string, commandAt: number): T | undefined {
  return records.find(({ id, at }) => id === wanted && isRemembered(account, at, commandAt));
}

export function findHold(account: ModelAccount, wanted: string, commandAt: number): Hold | undefined {
  const isOpen = ({ token, state }: Hold): boolean =>
    state === "open" && account.points.some(({ holder, state }) => state === "held" && holder === token);
  return account.holds.find((record) => record.id === wanted && (isOpen(record) || isRemembered(account, record.at, commandAt)));
}

function checkLimits({ redemption = {} }: ModelProgram, points: number): Refusal | null {
  if (points < (redemption.minimum ?? 0)) return { code: "below-minimum" };
  if (points % (redemption.increment ?? 1) !== 0) return { code: "not-a-multiple" };
  return points > (redemption.maximum ?? Infinity) ? { code: "above-maximum" } : null;
}

/** The points of an open hold in their order, or why it has ended. */
function openHold(account: ModelAccount, holdId: string, commandAt: number): Point[] | Refusal {
  const record = findHold(account, holdId, commandAt);
  if (record === undefined) return { code: "hold-not-found" };
  if (record.state === "settled") return { code: "hold-settled" };
  const points = account.points.filter((point) => point.state === "held" && point.holder === record.token);
  if (record.state === "expired" || points.length === 0) return { code: "hold-expired" };
  return points.sort((a, b) => a.place - b.place);
}

function settleHold(account: ModelAccount, holdId: string): void {
  for (const record of account.holds) if (record.id === holdId) record.state = "settled";
}

function bookRedemption(account: ModelAccount, id: string, at: number, points: Point[]): void {
  const record: Known = { id, token: newToken(account), at };
  account.redemptions = [...account.redemptions.filter((redemption) => redemption.id !== id), record];
  move(points, "redeemed", record.token);
}

function move(points: Point[], state: Point["state"], holder: string | null): void {
  points.forEach((point, place) => Object.assign(point, { state, holder, place }));
}

/** Once per point, and spent only when it changes the date. */
function grantGrace(point: Point, until: string): void {
  if (point.graced || point.expiresOn === null || point.expiresOn >= until) return;
  point.expiresOn = latest(point.expiresOn, until);
  point.graced = true;
}
