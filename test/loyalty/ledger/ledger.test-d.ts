import type { Result } from "clientele";
import {
  accountAsOf,
  applyCommand,
  applyEvent,
  balanceAt,
  chainEvents,
  expirySchedule,
  mergeAccounts,
  openAccount,
  parseProgram,
  pointStatement,
  replayEvents,
  transferPoints,
  verifyChain,
  type Applied,
  type ChainBroken,
  type ChainedEvent,
  type ExpiringPoints,
  type LedgerCommandInput,
  type LedgerEvent,
  type LedgerRefusal,
  type Merged,
  type Opened,
  type PointAccount,
  type PointBalance,
  type PointProgram,
  type PointStatement,
  type Transferred,
} from "clientele/loyalty";
import type { CalendarDate } from "clientele/time";
import { expectTypeOf, test } from "vitest";

const program = {} as PointProgram;
const account = {} as PointAccount;
const events: readonly LedgerEvent[] = [];

test("results have their own types", () => {
  expectTypeOf(parseProgram({})).toEqualTypeOf<PointProgram>();
  expectTypeOf(openAccount(program, { accountId: "a", at: 0 })).toEqualTypeOf<Opened>();
  expectTypeOf(applyCommand(program, account, {} as LedgerCommandInput)).toEqualTypeOf<Result<Applied, LedgerRefusal>>();
  const transfer = { type: "transfer", key: "k", at: 0, transferId: "t", points: 1 } as const;
  expectTypeOf(transferPoints(program, account, account, transfer)).toEqualTypeOf<Result<Transferred, LedgerRefusal>>();
  expectTypeOf(mergeAccounts(program, account, account, { type: "merge", key: "k", at: 0 })).toEqualTypeOf<Result<Merged, LedgerRefusal>>();
  expectTypeOf(applyEvent(null, {} as LedgerEvent)).toEqualTypeOf<PointAccount>();
  expectTypeOf(replayEvents(events)).toEqualTypeOf<PointAccount>();
  expectTypeOf(balanceAt(account, 0)).toEqualTypeOf<PointBalance>();
  expectTypeOf(expirySchedule(account, new Date(0))).toEqualTypeOf<ExpiringPoints[]>();
  expectTypeOf<ExpiringPoints["on"]>().toEqualTypeOf<CalendarDate>();
  expectTypeOf(pointStatement(events, { from: 0, to: 1 })).toEqualTypeOf<PointStatement>();
  expectTypeOf(accountAsOf(events, { occurredUntil: 0 })).toEqualTypeOf<PointAccount | null>();
});

test("a chain answers as its digest does", () => {
  const chained: ChainedEvent[] = [];
  expectTypeOf(chainEvents(events, (text) => text)).toEqualTypeOf<ChainedEvent[]>();
  expectTypeOf(chainEvents(events, async (text) => text)).toEqualTypeOf<Promise<ChainedEvent[]>>();
  expectTypeOf(verifyChain(chained, (text) => text)).toEqualTypeOf<Result<void, ChainBroken>>();
  expectTypeOf(verifyChain(chained, async (text) => text)).toEqualTypeOf<Promise<Result<void, ChainBroken>>>();
});

test("commands are literals with instants in any form and plain dates", () => {
  applyCommand(program, account, {
    type: "earn",
    key: "k",
    at: "2025-01-01T00:00:00Z",
    earningId: "e",
    points: 1,
    expiresOn: "2025-12-31",
  });
  applyCommand(program, account, { type: "redeem", key: "k", at: new Date(0), redemptionId: "r", points: 1 });
  // @ts-expect-error [ts2345] -- who adjusts must be told
  applyCommand(program, account, { type: "adjust", key: "k", at: 0, points: -1, reason: "why" });
  // @ts-expect-error [ts2820] -- no such command
  applyCommand(program, account, { type: "earns", key: "k", at: 0, earningId: "e", points: 1 });
  // @ts-expect-error [ts2345] -- a program is parsed first
  applyCommand({ id: "points", timeZone: "UTC" }, account, { type: "expire", key: "k", at: 0 });
});

test("a switch over all refusals ends", () => {
  const number = (error: LedgerRefusal): unknown => {
    switch (error.code) {
      case "insufficient-points":
        return expectTypeOf(error).toEqualTypeOf<{
          readonly code: "insufficient-points";
          readonly available: number;
          readonly requested: number;
        }>();
      case "below-minimum":
        return error.minimum;
      case "not-a-multiple":
        return error.increment;
      case "above-maximum":
        return error.maximum;
      case "account-frozen":
      case "account-closed":
        return error.accountId;
      case "account-merged":
        return error.into;
      case "key-reused":
        return error.key;
      case "version-conflict":
        return error.expected - error.actual;
      case "hold-not-found":
      case "hold-expired":
      case "hold-settled":
        return error.holdId;
      case "exceeds-hold":
        return error.requested - error.held;
      case "redemption-not-found":
        return error.redemptionId;
      case "exceeds-redemption":
        return error.requested - error.left;
      case "earning-not-found":
      case "not-pending":
        return error.earningId;
      case "exceeds-earning":
        return "left" in error ? error.requested - error.left : error.remainingMinor - error.basisMinor;
      case "already-reversed":
      case "id-in-use":
        return error.id;
      case "period-closed":
        return error.closedUntil;
      case "too-far-back":
        return error.daysBack - error.limitDays;
      case "debt-limit-exceeded":
        return error.debt - error.limit;
      case "currency-mismatch":
        return [error.expected, error.received];
      case "program-mismatch":
        return [error.accountId, error.expected, error.received];
      case "reversal-forbidden":
      case "unsafe-number":
        return null;
      default:
        return expectTypeOf(error).toBeNever();
    }
  };
  expectTypeOf(number).returns.toBeUnknown();
});

test("a switch over all events ends", () => {
  const about = (event: LedgerEvent): string => {
    switch (event.type) {
      case "account-opened":
        return event.programId;
      case "points-earned":
      case "earning-reversed":
        return event.earningId;
      case "points-activated":
      case "pending-cancelled":
        return event.by;
      case "points-redeemed":
      case "redemption-reversed":
        return event.redemptionId;
      case "points-held":
      case "hold-released":
        return event.holdId;
      case "hold-captured":
        return event.holdId + event.redemptionId;
      case "points-adjusted":
      case "account-frozen":
      case "account-unfrozen":
      case "account-closed":
        return event.reason;
      case "expiry-extended":
        return event.to;
      case "points-sent":
        return event.to + event.transferId;
      case "points-received":
        return event.from + event.transferId;
      case "account-merged":
        return event.into;
      case "account-absorbed":
        return event.from;
      case "points-lapsed":
      case "debt-paid":
      case "expiry-booked":
      case "opening-balance-imported":
        return String(event.points);
      default:
        return expectTypeOf(event).toBeNever() as unknown as string;
    }
  };
  expectTypeOf(about).returns.toBeString();
});
