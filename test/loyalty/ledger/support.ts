// A shop with a point program, and commands written in one line. Accounts and events are frozen, so that a write to them throws.
import {
  applyCommand,
  balanceAt,
  openAccount,
  parseProgram,
  type LedgerCommandInput,
  type LedgerEvent,
  type LedgerRefusal,
  type PointAccount,
  type PointProgram,
} from "clientele/loyalty";
import { instant, type Instant } from "clientele/time";
import { deepFreeze } from "../../support/deep-freeze.js";

/** An account with all its events. */
export interface Played {
  readonly account: PointAccount;
  readonly events: readonly LedgerEvent[];
}

type Without<C, Field extends string> = C extends unknown ? Omit<C, Field> : never;
/** A command; without a key it has one of its own, made of all that it says. */
export type Sketch = Without<LedgerCommandInput, "key"> & { readonly key?: string };
type SketchOf<Type extends LedgerCommandInput["type"]> = Extract<Sketch, { readonly type: Type }>;
type Command<Type extends LedgerCommandInput["type"]> = Extract<LedgerCommandInput, { readonly type: Type }>;
type More<Type extends LedgerCommandInput["type"]> = Partial<Command<Type>>;

const OPENED = "2025-01-01T09:00:00Z";

/** A program in Berlin where points never lapse, but for what is said. */
export function shop(definition: object = {}): PointProgram {
  return deepFreeze(parseProgram({ id: "points", timeZone: "Europe/Berlin", ...definition }));
}

/** An account without points. */
export function opened(program: PointProgram, at: string | number = OPENED, accountId = "a-1"): Played {
  return deepFreeze(openAccount(program, { accountId, at: moment(at) }));
}

/** An instant; a bare date is 10:00 UTC of it. */
export function moment(at: string | number): Instant {
  return instant(typeof at === "string" && at.length === 10 ? `${at}T10:00:00Z` : at);
}

export function withKey(sketch: Sketch): LedgerCommandInput {
  return deepFreeze({ key: JSON.stringify(sketch), ...sketch });
}

/** Plays commands on an account, a new one when none is given; fails when one is refused. */
export function play(program: PointProgram, commands: readonly Sketch[], from: Played = opened(program)): Played {
  let { account } = from;
  const events = [...from.events];
  for (const command of commands) {
    const result = applyCommand(program, account, withKey(command));
    if (!result.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(result.error)}`);
    account = deepFreeze(result.value.account);
    events.push(...deepFreeze(result.value.events));
  }
  return { account, events };
}

/** Why a command is refused; fails when it is not. */
export function refusal(program: PointProgram, { account }: Played, command: Sketch): LedgerRefusal {
  const result = applyCommand(program, account, withKey(command));
  if (result.ok) throw new Error(`${command.type} was accepted`);
  return result.error;
}

/** The points of an account at an instant: what is there, and 0 left out. */
export function points({ account }: Pick<Played, "account">, at: string | number): Record<string, number> {
  const { available, pending, held, debt } = balanceAt(account, moment(at));
  return Object.fromEntries(Object.entries({ available, pending, held, debt }).filter(([, count]) => count !== 0));
}

/** The last event of a type. */
export function lastEvent<Type extends LedgerEvent["type"]>({ events }: Played, type: Type): LedgerEvent & { readonly type: Type } {
  const event = events.findLast((candidate) => candidate.type === type);
  if (event === undefined) throw new Error(`there is no ${type}`);
  return event as LedgerEvent & { readonly type: Type };
}

/** The types of the events behind the opening. */
export function types({ events }: Played): string[] {
  return events.slice(1).map(({ type }) => type);
}

export function earn(at: string | number, earningId: string, count: number, more: More<"earn"> = {}): SketchOf<"earn"> {
  return { type: "earn", at: moment(at), earningId, points: count, ...more };
}

export function redeem(at: string | number, redemptionId: string, count: number, more: More<"redeem"> = {}): SketchOf<"redeem"> {
  return { type: "redeem", at: moment(at), redemptionId, points: count, ...more };
}

export function hold(at: string | number, holdId: string, count: number, until?: string): SketchOf<"hold"> {
  return { type: "hold", at: moment(at), holdId, points: count, ...(until === undefined ? {} : { until: moment(until) }) };
}

export function capture(at: string | number, holdId: string, redemptionId: string, count?: number): SketchOf<"capture-hold"> {
  return { type: "capture-hold", at: moment(at), holdId, redemptionId, ...(count === undefined ? {} : { points: count }) };
}

export function release(at: string | number, holdId: string): SketchOf<"release-hold"> {
  return { type: "release-hold", at: moment(at), holdId };
}

export function refund(at: string | number, redemptionId: string, count?: number): SketchOf<"reverse-redemption"> {
  return { type: "reverse-redemption", at: moment(at), redemptionId, ...(count === undefined ? {} : { points: count }) };
}

export function takeBack(at: string | number, earningId: string, more: More<"reverse-earning"> = {}): SketchOf<"reverse-earning"> {
  return { type: "reverse-earning", at: moment(at), earningId, ...more };
}

export function adjust(at: string | number, count: number): SketchOf<"adjust"> {
  return { type: "adjust", at: moment(at), points: count, reason: "by hand", actor: { kind: "staff", id: "s-1" } };
}

export function extend(at: string | number, to: string, earningId?: string): SketchOf<"extend-expiry"> {
  return { type: "extend-expiry", at: moment(at), to, ...(earningId === undefined ? {} : { earningId }) };
}

export function onPending(type: "activate" | "cancel-pending", at: string | number, earningId: string): Sketch {
  return { type, at: moment(at), earningId };
}

export function status(type: "freeze" | "unfreeze" | "close", at: string | number): Sketch {
  return { type, at: moment(at), reason: "asked for" };
}

export function expire(at: string | number): SketchOf<"expire"> {
  return { type: "expire", at: moment(at) };
}

export function imported(at: string | number, lots: readonly { points: number; expiresOn: string | null; earnedAt: string }[]): Sketch {
  return { type: "import-opening-balance", at: moment(at), lots };
}
