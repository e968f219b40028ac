// Accounts in which nearly everything has happened, with all their events.
import { isValidationError, type ValidationIssue } from "clientele";
import { mergeAccounts, transferPoints, type LedgerEvent } from "clientele/loyalty";
import { opened, play, shop, type Played, type Sketch } from "./support.js";

export const program = shop({ expiry: { kind: "rolling", days: 30 }, pending: { kind: "until-activated", cancelAfterDays: 40 } });
const actor = { kind: "staff", id: "s" } as const;
export const on = (day: string): string => `2025-${day}T10:00:00Z`;

/** A life in which nearly everything happens. */
const COMMANDS: readonly Sketch[] = [
  {
    type: "earn",
    at: on("01-02"),
    earningId: "e-1",
    points: 100,
    basis: { minor: 5000, currency: "EUR" },
    source: { kind: "order", id: "1" },
  },
  { type: "earn", at: on("01-02"), earningId: "e-2", points: 40, explanation: { rule: "birthday" } },
  { type: "earn", at: on("01-02"), earningId: "e-3", points: 9 },
  { type: "activate", at: on("01-03"), earningId: "e-1" },
  { type: "cancel-pending", at: on("01-03"), earningId: "e-3" },
  { type: "redeem", at: on("01-04"), redemptionId: "r-1", points: 30, reward: { kind: "cup", id: "c" } },
  { type: "hold", at: on("01-05"), holdId: "h-1", points: 20, until: on("01-20") },
  { type: "hold", at: on("01-05"), holdId: "h-2", points: 10, until: on("01-07") },
  { type: "hold", at: on("01-05"), holdId: "h-3", points: 5 },
  { type: "capture-hold", at: on("01-06"), holdId: "h-1", redemptionId: "r-2", points: 15, actor },
  { type: "release-hold", at: on("01-06"), holdId: "h-3" },
  { type: "reverse-redemption", at: on("01-08"), redemptionId: "r-1", points: 12 },
  { type: "reverse-earning", at: on("01-09"), earningId: "e-1", remaining: { minor: 0, currency: "EUR" } },
  { type: "adjust", at: on("01-10"), points: 80, reason: "sorry", actor },
  { type: "adjust", at: on("01-10"), points: -7, reason: "too many", actor },
  { type: "extend-expiry", at: on("01-11"), earningId: "e-1", to: "2025-06-30" },
  { type: "import-opening-balance", at: on("01-12"), lots: [{ points: 11, expiresOn: "2025-01-31", earnedAt: on("01-01") }] },
  { type: "freeze", at: on("01-13"), reason: "check" },
  { type: "unfreeze", at: on("01-14"), reason: "fine" },
  { type: "expire", at: on("02-15") },
  { type: "adjust", at: on("02-20"), points: 6, reason: "sorry again", actor },
];
export const LIFE = play(program, COMMANDS);
const OTHER = play(program, [{ type: "adjust", at: on("01-03"), points: 50, reason: "gift", actor }], opened(program, undefined, "b-1"));
export const { from, to } = movedBy();
const MERGED = mergeAccounts(program, to.account, from.account, { type: "merge", key: "m", at: on("03-03"), reason: "one person" });
export const CLOSED = play(program, [{ type: "close", at: on("03-04"), reason: "bye" }], from);

function movedBy(): { from: Played; to: Played } {
  const rich = play(program, [{ type: "adjust", at: on("03-01"), points: 50, reason: "gift", actor }], OTHER);
  const result = transferPoints(program, rich.account, LIFE.account, {
    type: "transfer",
    key: "t",
    at: on("03-02"),
    transferId: "t-1",
    points: 20,
  });
  if (!result.ok) throw new Error(result.error.code);
  return {
    from: { account: result.value.from.account, events: [...rich.events, ...result.value.from.events] },
    to: { account: result.value.to.account, events: [...LIFE.events, ...result.value.to.events] },
  };
}

function mergedEvents(): LedgerEvent[] {
  if (!MERGED.ok) throw new Error(MERGED.error.code);
  return [...MERGED.value.source.events, ...MERGED.value.target.events];
}

export const EVENTS: readonly LedgerEvent[] = [...to.events, ...from.events, ...mergedEvents(), ...CLOSED.events.slice(from.events.length)];

/** The first event of a type. */
export function eventOf<Type extends LedgerEvent["type"]>(type: Type): LedgerEvent & { readonly type: Type } {
  const event = EVENTS.find((one) => one.type === type);
  if (event === undefined) throw new Error(`no ${type} in the life`);
  return event as LedgerEvent & { readonly type: Type };
}

export function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export function issuesOf(call: () => unknown): readonly ValidationIssue[] {
  try {
    call();
  } catch (error) {
    if (isValidationError(error)) return error.issues;
    throw error;
  }
  return [];
}
