/**
 * Why a command was refused, with the numbers that explain it. A refused command leaves no trace.
 * @category Refusals
 */
export type LedgerRefusal =
  /** Fewer points are there than asked for. */
  | { readonly code: "insufficient-points"; readonly available: number; readonly requested: number }
  /** Fewer points than the program lets redeem. */
  | { readonly code: "below-minimum"; readonly minimum: number; readonly requested: number }
  /** Not a multiple of the program's increment. */
  | { readonly code: "not-a-multiple"; readonly increment: number; readonly requested: number }
  /** More points than the program lets redeem. */
  | { readonly code: "above-maximum"; readonly maximum: number; readonly requested: number }
  /** The account is frozen; freezing it again is refused too. */
  | { readonly code: "account-frozen"; readonly accountId: string }
  /** The account is closed. */
  | { readonly code: "account-closed"; readonly accountId: string }
  /** The account went into another one. */
  | { readonly code: "account-merged"; readonly accountId: string; readonly into: string }
  /** The key was used by a command that said something else. */
  | { readonly code: "key-reused"; readonly key: string }
  /** The account has another version than expected: load it again and decide again. */
  | { readonly code: "version-conflict"; readonly expected: number; readonly actual: number }
  /** No such hold is known. */
  | { readonly code: "hold-not-found"; readonly holdId: string }
  /** The hold ended by itself, or all its points have lapsed. */
  | { readonly code: "hold-expired"; readonly holdId: string }
  /** The hold was captured or released. */
  | { readonly code: "hold-settled"; readonly holdId: string }
  /** More points than the hold has. */
  | { readonly code: "exceeds-hold"; readonly held: number; readonly requested: number }
  /** No such redemption is known. */
  | { readonly code: "redemption-not-found"; readonly redemptionId: string }
  /** More points than are left to give back. */
  | { readonly code: "exceeds-redemption"; readonly left: number; readonly requested: number }
  /** No such earning is known. */
  | { readonly code: "earning-not-found"; readonly earningId: string }
  /** More points than are left of the earning. */
  | { readonly code: "exceeds-earning"; readonly left: number; readonly requested: number }
  /** More is to remain of the purchase than it was worth, in minor units. */
  | { readonly code: "exceeds-earning"; readonly basisMinor: number; readonly remainingMinor: number }
  /** Nothing is left to reverse. */
  | { readonly code: "already-reversed"; readonly id: string }
  /** The program lets no redemption be reversed. */
  | { readonly code: "reversal-forbidden" }
  /** The id names something else already. */
  | { readonly code: "id-in-use"; readonly id: string }
  /** No points of the earning wait. */
  | { readonly code: "not-pending"; readonly earningId: string }
  /** The books of that day are closed. */
  | { readonly code: "period-closed"; readonly closedUntil: string }
  /** The command lies too many days before the newest event. */
  | { readonly code: "too-far-back"; readonly daysBack: number; readonly limitDays: number }
  /** The debt would be higher than the program allows. */
  | { readonly code: "debt-limit-exceeded"; readonly debt: number; readonly limit: number }
  /** The earning has no amount, or one in another currency; `expected` is its currency. */
  | { readonly code: "currency-mismatch"; readonly expected: string | null; readonly received: string }
  /** The account belongs to another program. */
  | { readonly code: "program-mismatch"; readonly accountId: string; readonly expected: string; readonly received: string }
  /** A balance or a running total would leave the whole numbers that are exact. */
  | { readonly code: "unsafe-number" };
