// The model of the ledger: one entry per single point, plain loops, and what a caller can see of it.
import { calendarDate, instant, type InstantLike } from "clientele/time";
import { addDays, dayEnd } from "./model-dates.js";
import type { ModelAccount, ModelProgram, Point } from "./model-types.js";
import { passTime } from "./passing-time.js";

export function openModel(program: ModelProgram, accountId: string, at: InstantLike): ModelAccount {
  return {
    id: accountId,
    programId: program.id,
    timeZone: program.timeZone,
    heldPoints: program.heldPoints ?? "do-not-expire",
    consumption: program.consumption ?? "soonest-expiry-first",
    rememberDays: program.rememberDays === undefined ? 730 : program.rememberDays,
    newest: instant(at),
    now: instant(at),
    version: 1,
    frozen: false,
    closed: false,
    mergedInto: null,
    points: [],
    debt: 0,
    earnings: [],
    redemptions: [],
    holds: [],
    transfers: [],
    keys: [],
    lastEarn: null,
    lastRedeem: null,
    booked: 0,
  };
}

/** A copy to try something on. */
export function copyOf(account: ModelAccount): ModelAccount {
  return {
    ...account,
    points: account.points.filter((point) => !isPast(point)).map((point) => ({ ...point })),
    earnings: account.earnings.map((earning) => ({ ...earning })),
    redemptions: [...account.redemptions],
    holds: account.holds.map((hold) => ({ ...hold })),
    transfers: [...account.transfers],
    keys: [...account.keys],
  };
}

/** Nothing can ask for it any more. */
function isPast({ state, earning, counted }: Point): boolean {
  return state === "gone" || (state === "lapsed" && (earning === null || counted));
}

/** The account as it is at an instant, or at its newest event when that is later. */
export function lookAt(account: ModelAccount, at: InstantLike): ModelAccount {
  const seen = copyOf(account);
  passTime(seen, Math.max(instant(at), account.newest));
  return seen;
}

export interface ModelBalance {
  available: number;
  pending: number;
  held: number;
  debt: number;
  net: number;
  nextExpiry: { on: string; points: number } | null;
}

/** What a caller sees of the account at some instants, earlier ones first. */
export function looks(
  account: ModelAccount,
  instants: readonly number[],
): { balance: ModelBalance; schedule: { on: string; points: number }[] }[] {
  const seen = copyOf(account);
  return instants.map((at) => {
    passTime(seen, Math.max(at, account.newest));
    const schedule = scheduleOf(seen);
    const count = (state: Point["state"]): number => seen.points.filter((point) => point.state === state).length;
    const [available, pending, held, debt] = [count("available"), count("pending"), count("held"), seen.debt];
    return {
      balance: { available, pending, held, debt, net: available + pending + held - debt, nextExpiry: schedule[0] ?? null },
      schedule,
    };
  });
}

function scheduleOf(seen: ModelAccount): { on: string; points: number }[] {
  const byDate = new Map<string, number>();
  for (const { state, expiresOn } of seen.points) {
    if (expiresOn === null || (state !== "available" && state !== "pending" && state !== "held")) continue;
    if (dayEnd(expiresOn, seen.timeZone) > seen.now) byDate.set(expiresOn, (byDate.get(expiresOn) ?? 0) + 1);
  }
  return [...byDate].map(([on, points]) => ({ on, points })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The local date of an instant in the account's zone. */
export function localDate(account: ModelAccount, at: number): string {
  return calendarDate(at, account.timeZone);
}

/** Whether something booked at `at` is still recognised by a command at `commandAt`. */
export function isRemembered(account: ModelAccount, at: number, commandAt: number): boolean {
  if (account.rememberDays === null) return true;
  const until = addDays(localDate(account, at), account.rememberDays);
  return localDate(account, Math.max(commandAt, account.newest)) <= until;
}
