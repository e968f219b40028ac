/**
 * Why a command was refused, with the numbers that explain it. A refused command leaves no trace.
 * @category Refusals
 */
export type LedgerRefusal =
  | InsufficientPointsRefusal
  | BelowMinimumRefusal
  | NotAMultipleRefusal
  | AboveMaximumRefusal
  | AccountFrozenRefusal
  | AccountClosedRefusal
  | AccountMergedRefusal
  | KeyReusedRefusal
  | VersionConflictRefusal
  | HoldNotFoundRefusal
  | HoldExpiredRefusal
  | HoldSettledRefusal
  | ExceedsHoldRefusal
  | RedemptionNotFoundRefusal
  | ExceedsRedemptionRefusal
  | EarningNotFoundRefusal
  | ExceedsEarningRefusal
  | ExceedsEarningByAmountRefusal
  | AlreadyReversedRefusal
  | ReversalForbiddenRefusal
  | IdInUseRefusal
  | NotPendingRefusal
  | PeriodClosedRefusal
  | TooFarBackRefusal
  | DebtLimitExceededRefusal
  | CurrencyMismatchRefusal
  | ProgramMismatchRefusal
  | UnsafeNumberRefusal;

/**
 * Fewer points are there than asked for.
 * @category Refusals
 */
export interface InsufficientPointsRefusal {
  /** Always `"insufficient-points"`. */
  readonly code: "insufficient-points";
  /** Points that could be taken. */
  readonly available: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * Fewer points than the program lets redeem.
 * @category Refusals
 */
export interface BelowMinimumRefusal {
  /** Always `"below-minimum"`. */
  readonly code: "below-minimum";
  /** The program's minimum. */
  readonly minimum: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * Not a multiple of the program's increment.
 * @category Refusals
 */
export interface NotAMultipleRefusal {
  /** Always `"not-a-multiple"`. */
  readonly code: "not-a-multiple";
  /** The program's increment. */
  readonly increment: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * More points than the program lets redeem.
 * @category Refusals
 */
export interface AboveMaximumRefusal {
  /** Always `"above-maximum"`. */
  readonly code: "above-maximum";
  /** The program's maximum. */
  readonly maximum: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * The account is frozen; freezing it again is refused too.
 * @category Refusals
 */
export interface AccountFrozenRefusal {
  /** Always `"account-frozen"`. */
  readonly code: "account-frozen";
  /** The account. */
  readonly accountId: string;
}

/**
 * The account is closed.
 * @category Refusals
 */
export interface AccountClosedRefusal {
  /** Always `"account-closed"`. */
  readonly code: "account-closed";
  /** The account. */
  readonly accountId: string;
}

/**
 * The account went into another one.
 * @category Refusals
 */
export interface AccountMergedRefusal {
  /** Always `"account-merged"`. */
  readonly code: "account-merged";
  /** The account. */
  readonly accountId: string;
  /** The account that took it over. */
  readonly into: string;
}

/**
 * The key was used by a command that said something else.
 * @category Refusals
 */
export interface KeyReusedRefusal {
  /** Always `"key-reused"`. */
  readonly code: "key-reused";
  /** The key. */
  readonly key: string;
}

/**
 * The account has another version than expected: load it again and decide again.
 * @category Refusals
 */
export interface VersionConflictRefusal {
  /** Always `"version-conflict"`. */
  readonly code: "version-conflict";
  /** What was expected. */
  readonly expected: number;
  /** What there is. */
  readonly actual: number;
}

/**
 * No such hold is known.
 * @category Refusals
 */
export interface HoldNotFoundRefusal {
  /** Always `"hold-not-found"`. */
  readonly code: "hold-not-found";
  /** The hold. */
  readonly holdId: string;
}

/**
 * The hold ended by itself, or all its points have lapsed.
 * @category Refusals
 */
export interface HoldExpiredRefusal {
  /** Always `"hold-expired"`. */
  readonly code: "hold-expired";
  /** The hold. */
  readonly holdId: string;
}

/**
 * The hold was captured or released.
 * @category Refusals
 */
export interface HoldSettledRefusal {
  /** Always `"hold-settled"`. */
  readonly code: "hold-settled";
  /** The hold. */
  readonly holdId: string;
}

/**
 * More points than the hold has.
 * @category Refusals
 */
export interface ExceedsHoldRefusal {
  /** Always `"exceeds-hold"`. */
  readonly code: "exceeds-hold";
  /** Points that the hold has. */
  readonly held: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * No such redemption is known.
 * @category Refusals
 */
export interface RedemptionNotFoundRefusal {
  /** Always `"redemption-not-found"`. */
  readonly code: "redemption-not-found";
  /** The redemption. */
  readonly redemptionId: string;
}

/**
 * More points than are left to give back.
 * @category Refusals
 */
export interface ExceedsRedemptionRefusal {
  /** Always `"exceeds-redemption"`. */
  readonly code: "exceeds-redemption";
  /** Points that are left. */
  readonly left: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * No such earning is known.
 * @category Refusals
 */
export interface EarningNotFoundRefusal {
  /** Always `"earning-not-found"`. */
  readonly code: "earning-not-found";
  /** The earning. */
  readonly earningId: string;
}

/**
 * More points than are left of the earning.
 * @category Refusals
 */
export interface ExceedsEarningRefusal {
  /** Always `"exceeds-earning"`. */
  readonly code: "exceeds-earning";
  /** Points that are left. */
  readonly left: number;
  /** Points asked for. */
  readonly requested: number;
}

/**
 * More is to remain of the purchase than it was worth, in minor units.
 * @category Refusals
 */
export interface ExceedsEarningByAmountRefusal {
  /** Always `"exceeds-earning"`. */
  readonly code: "exceeds-earning";
  /** What the purchase was worth, in minor units. */
  readonly basisMinor: number;
  /** What is to remain of it, in minor units. */
  readonly remainingMinor: number;
}

/**
 * Nothing is left to reverse.
 * @category Refusals
 */
export interface AlreadyReversedRefusal {
  /** Always `"already-reversed"`. */
  readonly code: "already-reversed";
  /** The id. */
  readonly id: string;
}

/**
 * The program lets no redemption be reversed.
 * @category Refusals
 */
export interface ReversalForbiddenRefusal {
  /** Always `"reversal-forbidden"`. */
  readonly code: "reversal-forbidden";
}

/**
 * The id names something else already.
 * @category Refusals
 */
export interface IdInUseRefusal {
  /** Always `"id-in-use"`. */
  readonly code: "id-in-use";
  /** The id. */
  readonly id: string;
}

/**
 * No points of the earning wait.
 * @category Refusals
 */
export interface NotPendingRefusal {
  /** Always `"not-pending"`. */
  readonly code: "not-pending";
  /** The earning. */
  readonly earningId: string;
}

/**
 * The books of that day are closed.
 * @category Refusals
 */
export interface PeriodClosedRefusal {
  /** Always `"period-closed"`. */
  readonly code: "period-closed";
  /** The last date of the closed books. */
  readonly closedUntil: string;
}

/**
 * The command lies too many days before the newest event.
 * @category Refusals
 */
export interface TooFarBackRefusal {
  /** Always `"too-far-back"`. */
  readonly code: "too-far-back";
  /** How many days back. */
  readonly daysBack: number;
  /** How many the program allows. */
  readonly limitDays: number;
}

/**
 * The debt would be higher than the program allows.
 * @category Refusals
 */
export interface DebtLimitExceededRefusal {
  /** Always `"debt-limit-exceeded"`. */
  readonly code: "debt-limit-exceeded";
  /** The debt that there would be, in points. */
  readonly debt: number;
  /** The most that the program allows. */
  readonly limit: number;
}

/**
 * The earning has no amount, or one in another currency; `expected` is its currency.
 * @category Refusals
 */
export interface CurrencyMismatchRefusal {
  /** Always `"currency-mismatch"`. */
  readonly code: "currency-mismatch";
  /** What was expected. */
  readonly expected: string | null;
  /** What was given. */
  readonly received: string;
}

/**
 * The account belongs to another program.
 * @category Refusals
 */
export interface ProgramMismatchRefusal {
  /** Always `"program-mismatch"`. */
  readonly code: "program-mismatch";
  /** The account. */
  readonly accountId: string;
  /** What was expected. */
  readonly expected: string;
  /** What was given. */
  readonly received: string;
}

/**
 * A balance or a running total would leave the whole numbers that are exact.
 * @category Refusals
 */
export interface UnsafeNumberRefusal {
  /** Always `"unsafe-number"`. */
  readonly code: "unsafe-number";
}
