// Taking earned points back for a return.
import type { RememberedEarning } from "./account.js";
import { recallEarning } from "./admit.js";
import type { ReverseEarningCommand } from "./command.js";
import { book, type Desk } from "./desk.js";
import type { EarningReversed } from "./point-event.js";
import { pick, sumPoints } from "./lots.js";
import type { PointProgram } from "./program.js";
import type { LedgerRefusal } from "./refusal.js";

type Taken = Pick<EarningReversed, "lapsed" | "pending" | "lots">;

/** Decides `reverse-earning`. */
export function decideReverseEarning(
  desk: Desk,
  program: PointProgram,
  command: ReverseEarningCommand,
  content: string,
): LedgerRefusal | null {
  const { draft, at } = desk;
  const { earningId, remaining = null } = command;
  const earning = recallEarning(draft, at, earningId);
  if (earning === undefined) return { code: "earning-not-found", earningId };
  const points = pointsToReverse(earning, command);
  if (typeof points !== "number") return points;
  const taken = takeBack(desk, program, earning, points);
  const rest = points - taken.lapsed - sumPoints(taken.pending) - sumPoints(taken.lots);
  if (rest > 0 && program.shortfall === "reject") return { code: "insufficient-points", available: points - rest, requested: points };
  const debt = program.shortfall === "carry-debt" ? rest : 0;
  const limit = program.debtLimit;
  if (debt > 0 && limit !== null && draft.debt + debt > limit) return { code: "debt-limit-exceeded", debt: draft.debt + debt, limit };
  book(desk, { type: "earning-reversed", earningId, points, ...taken, debt, forgiven: rest - debt, remaining }, content);
  return null;
}

/** How many points to take back, by what the command says: a number, what is left of the purchase, or all. */
function pointsToReverse(earning: RememberedEarning, { points, remaining }: ReverseEarningCommand): number | LedgerRefusal {
  const { id, basis, reversed } = earning;
  const left = earning.points - reversed;
  if (remaining !== undefined) {
    if (basis === null || basis.currency !== remaining.currency) {
      return { code: "currency-mismatch", expected: basis === null ? null : basis.currency, received: remaining.currency };
    }
    if (remaining.minor > basis.minor) return { code: "exceeds-earning", basisMinor: basis.minor, remainingMinor: remaining.minor };
  }
  if (left === 0) return { code: "already-reversed", id };
  if (remaining !== undefined) return Math.max(0, left - keptOf(earning, remaining.minor));
  const asked = points ?? left;
  return asked > left ? { code: "exceeds-earning", left, requested: asked } : asked;
}

/** The points that the rest of a purchase keeps: floor(points x remaining / basis), exactly. A purchase of nothing keeps none. */
function keptOf({ points, basis }: RememberedEarning, remainingMinor: number): number {
  if (basis === null || basis.minor === 0) return 0;
  return Number((BigInt(points) * BigInt(remainingMinor)) / BigInt(basis.minor));
}

/** What can be taken, in order: points of the earning that have lapsed, its pending ones, its spendable ones, then others. */
function takeBack({ draft }: Desk, { shortfall }: PointProgram, earning: RememberedEarning, points: number): Taken {
  const isOwn = (lot: { readonly order: number }): boolean => lot.order === earning.order;
  const lapsed = Math.min(points, earning.lapsed);
  let left = points - lapsed;
  const pending = pick(draft.pending.filter(isOwn), left).map(({ lot, points: n }) => ({ lot, points: n }));
  left -= sumPoints(pending);
  if (shortfall === "pending-only") return { lapsed, pending, lots: [] };
  const own = pick(draft.lots.filter(isOwn), left);
  if (shortfall === "source-lot-only") return { lapsed, pending, lots: own };
  left -= sumPoints(own);
  const others =
    left === 0
      ? []
      : pick(
          draft.lots.filter((lot) => !isOwn(lot)),
          left,
        );
  return { lapsed, pending, lots: [...own, ...others] };
}
