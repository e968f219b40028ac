// Turns a wish into a command for the accounts as they are.
import { addToDate, calendarDate, startOfDay } from "clientele/time";
import { DAY } from "./arbitraries.js";
import type { Body, ModelAccount, ModelCommand, PairCommand } from "./model-types.js";
import { nextMoment } from "./passing-time.js";
import { lookAt } from "./point-model.js";
import type { Act, When, Wish } from "./wishes.js";

/** A command that was sent, and to whom; `to` is the second account of a transfer or a merge. */
export type Sent =
  | { readonly who: 0 | 1; readonly command: ModelCommand; readonly pair: false }
  | { readonly who: 0 | 1; readonly command: PairCommand; readonly pair: true };

export interface Situation {
  readonly sides: readonly [ModelAccount, ModelAccount];
  /** The instant of the last thing that was done. */
  clock: number;
  /** Numbers keys and ids. */
  count: number;
  readonly sent: Sent[];
}

export function toCommand(situation: Situation, wish: Wish): Sent {
  const before = wish.act.type === "again" ? situation.sent[wish.act.pick % Math.max(1, situation.sent.length)] : undefined;
  if (wish.act.type === "again" && before !== undefined) return again(situation, before, wish.act.change);
  const who = standing(situation, wish);
  const account = situation.sides[who];
  const at = instantOf(situation, account, wish.when);
  if (wish.when.kind !== "before") situation.clock = Math.max(situation.clock, at);
  situation.count++;
  const version = wish.expects === "nothing" ? {} : { expectedVersion: account.version - (wish.expects === "stale" ? 1 : 0) };
  const recordedAt = at < account.newest ? { recordedAt: situation.clock } : {};
  const envelope = { key: `k${situation.count}`, at: written(at, wish), ...recordedAt };
  const act = wish.stubborn ? wish.act : possible(wish.act, lookAt(account, at));
  if (act.type === "merge") return { who, pair: true, command: { type: "merge", ...envelope } };
  if (act.type === "transfer") {
    const transferId = idFor(situation, "t", act.pick, [...account.transfers, ...situation.sides[(1 - who) as 0 | 1].transfers]);
    return { who, pair: true, command: { type: "transfer", ...envelope, transferId, points: act.points } };
  }
  const body = bodyOf(situation, account, at, act.type === "again" ? { type: "expire" } : act, wish);
  return { who, pair: false, command: { ...envelope, ...version, ...body } };
}

/** The account that is meant, or the other one when that has come to its end. */
function standing({ sides }: Situation, { who, stubborn }: Wish): 0 | 1 {
  const isOver = ({ closed, mergedInto }: ModelAccount): boolean => closed || mergedInto !== null;
  return isOver(sides[who]) && !stubborn ? (who === 0 ? 1 : 0) : who;
}

/** The same key once more, as it was or with something changed. */
function again({ sides, clock }: Situation, before: Sent, change: (Act & { type: "again" })["change"]): Sent {
  const merged = sides[before.who].mergedInto !== null && change === "none";
  const who = merged && !before.pair ? (before.who === 0 ? 1 : 0) : before.who;
  const { expectedVersion: _, ...command } = before.command;
  const changed = {
    ...command,
    ...(change === "recorded" && { recordedAt: clock }),
    ...(change === "at" && { at: Number(new Date(command.at)) + 1 }),
  };
  if (change === "key-only") return { who, pair: false, command: { type: "freeze", reason: "again", key: command.key, at: clock } };
  return { ...before, who, command: changed } as Sent;
}

/** The wish itself, or what has to come first. */
function possible(act: Act, { points, holds, earnings, redemptions }: ModelAccount): Act {
  const available = points.filter(({ state }) => state === "available").length;
  const [size, shrunk] =
    "points" in act && act.points !== null ? [act.points, 1 + (Math.abs(act.points) % Math.max(1, available))] : [30, 1];
  const earn: Act = { type: "earn", points: Math.abs(size), basis: 1000, activates: null, expires: null, pick: null };
  const redeem: Act = available === 0 ? earn : { type: "redeem", points: Math.min(available, 10), pick: null };
  switch (act.type) {
    case "redeem":
    case "hold":
    case "transfer":
      return available === 0 ? earn : { ...act, points: shrunk };
    case "adjust":
      return act.points > 0 ? act : available === 0 ? earn : { ...act, points: -shrunk };
    case "reverse-redemption":
      return redemptions.length === 0 ? redeem : act;
    case "capture-hold":
    case "release-hold":
      if (holds.some(({ state }) => state === "open")) return act;
      return available === 0 ? earn : { type: "hold", points: Math.min(available, 10), minutes: null, pick: null };
    case "reverse-earning":
      return earnings.length === 0 ? earn : act;
    case "activate":
    case "cancel-pending":
      return points.some(({ state }) => state === "pending") ? act : { ...earn, activates: 5 };
    default:
      return act;
  }
}

function instantOf({ clock }: Situation, account: ModelAccount, when: When): number {
  const { timeZone } = account;
  const today = calendarDate(clock, timeZone);
  switch (when.kind) {
    case "after":
      return clock + when.minutes * 60_000;
    case "local-day":
      return Math.max(clock, startOfDay(addToDate(today, { days: when.days }), timeZone) + when.edge);
    case "month-end":
      return Math.max(clock, startOfDay(`${addToDate(today, { months: 1 }).slice(0, 8)}01`, timeZone) - 1 + when.edge);
    case "next-due":
      return Math.max(clock, (nextMoment(lookAt(account, clock), Infinity) ?? clock) + when.edge);
    case "before":
      return clock - when.days * DAY;
  }
}

function bodyOf(
  situation: Situation,
  account: ModelAccount,
  at: number,
  act: Exclude<Act, { type: "transfer" | "merge" | "again" }>,
  wish: Wish,
): Body {
  const date = (days: number): string => addToDate(calendarDate(at, account.timeZone), { days });
  const seen = lookAt(account, at);
  const both = (records: "holds" | "redemptions"): { id: string }[] => situation.sides.flatMap((side): { id: string }[] => side[records]);
  switch (act.type) {
    case "earn": {
      const basis = act.basis === null ? {} : { basis: { minor: act.basis, currency: "EUR" } };
      const activatesOn = act.activates === null ? {} : { activatesOn: date(act.activates) };
      const expiresOn = act.expires === null ? {} : { expiresOn: act.expires === "never" ? null : date(act.expires) };
      const earningId = idFor(situation, "e", act.pick, account.earnings);
      return { type: act.type, earningId, points: act.points, ...basis, ...activatesOn, ...expiresOn };
    }
    case "activate":
    case "cancel-pending": {
      const waits = ({ token }: { token: string }): boolean =>
        seen.points.some(({ earning, state }) => state === "pending" && earning === token);
      return { type: act.type, earningId: idAt(wish.stubborn ? seen.earnings : seen.earnings.filter(waits), act.pick) };
    }
    case "redeem":
      return { type: act.type, redemptionId: idFor(situation, "r", act.pick, both("redemptions")), points: act.points };
    case "hold": {
      const until = act.minutes === null ? {} : { until: written(at + act.minutes * 60_000, wish) };
      return { type: act.type, holdId: idFor(situation, "h", act.pick, both("holds")), points: act.points, ...until };
    }
    case "capture-hold": {
      const redemptionId = idFor(situation, "r", act.into, both("redemptions"));
      return { type: act.type, holdId: holdAt(seen, act.pick, wish), redemptionId, ...(act.points !== null && { points: act.points }) };
    }
    case "release-hold":
      return { type: act.type, holdId: holdAt(seen, act.pick, wish) };
    case "reverse-redemption":
      return { type: act.type, redemptionId: idAt(seen.redemptions, act.pick), ...(act.points !== null && { points: act.points }) };
    case "reverse-earning":
      return reversal(seen, act);
    case "adjust":
      return { type: act.type, points: act.points, reason: "goodwill", actor: { kind: "staff", id: "s1" } };
    case "extend-expiry":
      return { type: act.type, to: date(act.days), ...(act.pick !== null && { earningId: idAt(seen.earnings, act.pick) }) };
    case "import-opening-balance": {
      const lots = act.lots.map(({ points, expires, earned }) => ({
        points,
        expiresOn: expires === null ? null : date(expires),
        earnedAt: written(at - earned * DAY, wish),
      }));
      return { type: act.type, lots };
    }
    case "expire":
      return { type: act.type };
    case "freeze":
    case "unfreeze":
    case "close":
      return { type: act.type, reason: "for a reason" };
  }
}

function reversal(seen: ModelAccount, act: Act & { type: "reverse-earning" }): Body {
  const earningId = idAt(seen.earnings, act.pick);
  if (act.points !== null) return { type: "reverse-earning", earningId, points: act.points };
  if (act.remaining === null) return { type: "reverse-earning", earningId };
  const basis = seen.earnings.find(({ id }) => id === earningId)?.basis?.minor ?? 1000;
  return { type: "reverse-earning", earningId, remaining: { minor: Math.floor((basis * act.remaining) / 100), currency: act.currency } };
}

function holdAt({ holds }: ModelAccount, pick: number, { stubborn }: Wish): string {
  return idAt(stubborn || pick > 6 ? holds : holds.filter(({ state }) => state === "open"), pick);
}

/** A new id, or, for `pick`, one that is there already. No two accounts book the same earning: what a merge makes of that has examples of its own. */
function idFor({ count }: Situation, letter: string, pick: number | null, there: readonly { id: string }[]): string {
  return pick === null || pick === 9 || there.length === 0 ? `${letter}${count}` : idAt(there, pick);
}

/** The id at a position, counted from the newest; now and then one that nobody knows. */
function idAt(there: readonly { id: string }[], pick: number): string {
  return (pick === 9 ? undefined : there[there.length - 1 - (pick % Math.max(1, there.length))])?.id ?? "unknown";
}

function written(at: number, { instantsAsText }: Wish): number | string {
  return instantsAsText ? new Date(at).toISOString() : at;
}
