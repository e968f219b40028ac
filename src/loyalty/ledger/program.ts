import type { CalendarDate } from "../../foundation/time/calendar-date.js";

/**
 * The rules of a point program, every policy spelled out. {@link parseProgram} makes it and fills in the defaults.
 *
 * The time zone, `heldPoints`, `consumption` and `rememberDays` are written into an account when it is opened and hold for its whole life; a later program
 * with other values governs only accounts that are opened later. Everything else is read afresh with each command, and never touches what was booked.
 * @category Program
 */
export interface PointProgram {
  /** Names the program; an account accepts commands of its own program only. */
  readonly id: string;
  /** The IANA zone whose local days decide when points become spendable and lapse. */
  readonly timeZone: string;
  /** When points lapse. */
  readonly expiry: ExpiryPolicy;
  /** Whether the time until expiry counts from the day points become spendable or from the day they were earned. */
  readonly expiryStarts: "activated" | "earned";
  /** Whether earned points wait before they can be spent. */
  readonly pending: PendingPolicy;
  /** Which points a redemption takes first. */
  readonly consumption: ConsumptionOrder;
  /** Which date points get that a reversed redemption gives back. */
  readonly restoredExpiry: RestoredExpiryPolicy;
  /** Which points a partly reversed redemption gives back first. */
  readonly restoreOrder: "reverse-of-consumption" | "soonest-expiry-first";
  /** What happens when the points of a returned purchase are spent already. */
  readonly shortfall: ShortfallPolicy;
  /** Whether points lapse while they are held. */
  readonly heldPoints: "do-not-expire" | "expire";
  /** Whether transferred points keep their date or get a fresh one. */
  readonly transferExpiry: "keep" | "reissue";
  /** Which numbers of points can be redeemed, held or captured. */
  readonly redemption: RedemptionLimits;
  /** The most debt that a reversal may leave, in points; `null` for no limit. */
  readonly debtLimit: number | null;
  /** How many local days a command may lie before the newest event of its account; `null` for no limit. */
  readonly backdatingLimitDays: number | null;
  /** The last local date of the closed books, on which nothing can be booked any more; `null` when none is closed. */
  readonly closedUntil: CalendarDate | null;
  /** For how many local days keys, earnings, redemptions, holds and transfers can be recognised and reversed; `null` for ever. */
  readonly rememberDays: number | null;
}

/**
 * What may be written as a program: every policy with a default can be left out.
 * @category Program
 */
export type PointProgramInput = Pick<PointProgram, "id" | "timeZone"> &
  Partial<Omit<PointProgram, "id" | "timeZone" | "restoredExpiry" | "closedUntil">> & {
    /** The date of points that come back; `days` is 30 when left out. */
    readonly restoredExpiry?: RestoredExpiryPolicy | Pick<RestoredWithGrace, "kind"> | undefined;
    /** The last local date of the closed books. */
    readonly closedUntil?: string | null | undefined;
  };

/**
 * When points lapse. A date is the last local day on which they can be spent.
 * @category Program
 */
export type ExpiryPolicy = NeverExpiry | RollingExpiry | FixedDatesExpiry | InactivityExpiry | EarliestOfExpiry;

/**
 * Points do not lapse.
 * @category Program
 */
export interface NeverExpiry {
  /** Always `"never"`. */
  readonly kind: "never";
}

/**
 * Each lot lapses some time after its own start. Exactly one of `days`, `months`, `years`; months and years are clamped to the end of the month.
 * @category Program
 */
export interface RollingExpiry {
  /** Always `"rolling"`. */
  readonly kind: "rolling";
  /** Days after the start; the last of them included. */
  readonly days?: number | undefined;
  /** Calendar months after the start. */
  readonly months?: number | undefined;
  /** Calendar years after the start. */
  readonly years?: number | undefined;
  /** Moves the date to the end of the calendar period that holds it, or to the next such day of a year. */
  readonly roundUpTo?: "month" | "quarter" | "half-year" | "year" | DayOfYear | undefined;
}

/**
 * A day that every year has: 30 September. 29 February stands for the last day of February.
 * @category Program
 */
export interface DayOfYear {
  /** 1 to 12. */
  readonly month: number;
  /** 1 to the last day that the month can have. */
  readonly day: number;
}

/**
 * All points lapse on the next of some days of the year.
 * @category Program
 */
export interface FixedDatesExpiry {
  /** Always `"fixed-dates"`. */
  readonly kind: "fixed-dates";
  /** Days of the year, `"MM-DD"`, ascending; `"02-29"` is the last day of February. */
  readonly dates: readonly string[];
  /** How many days must at least lie between the start and the date; 0 when left out, and then a start on the date lapses that day. */
  readonly minimumDays?: number | undefined;
}

/**
 * All points lapse together when the customer has been inactive for a time. Exactly one of `days` and `months`.
 * @category Program
 */
export interface InactivityExpiry {
  /** Always `"inactivity"`. */
  readonly kind: "inactivity";
  /** Days after the last activity. */
  readonly days?: number | undefined;
  /** Calendar months after the last activity. */
  readonly months?: number | undefined;
  /** What counts as an activity; the capture of a hold counts as a redemption. */
  readonly activities: readonly ("earn" | "redeem")[];
}

/**
 * The earliest date of several policies. At most one of them, at any depth, may be `"inactivity"`.
 * @category Program
 */
export interface EarliestOfExpiry {
  /** Always `"earliest-of"`. */
  readonly kind: "earliest-of";
  /** The policies, at least one. */
  readonly policies: readonly ExpiryPolicy[];
}

/**
 * Whether earned points wait before they can be spent: not at all, for some days (a return period), or until a command activates them. Without that command
 * they are cancelled after the local day of the earning plus `cancelAfterDays`, when given.
 * @category Program
 */
export type PendingPolicy = NoPending | PendingDays | PendingUntilActivated;

/**
 * Points can be spent at once.
 * @category Program
 */
export interface NoPending {
  /** Always `"none"`. */
  readonly kind: "none";
}

/**
 * Points wait for some days.
 * @category Program
 */
export interface PendingDays {
  /** Always `"days"`. */
  readonly kind: "days";
  /** How many local days; 0 is at once. */
  readonly days: number;
}

/**
 * Points wait for a command.
 * @category Program
 */
export interface PendingUntilActivated {
  /** Always `"until-activated"`. */
  readonly kind: "until-activated";
  /** How many local days the command may take; for ever when left out. */
  readonly cancelAfterDays?: number | undefined;
}

/**
 * Which points are taken first: those that lapse soonest (those without a date last; among equals the earlier earned, then the earlier booked), the earliest
 * earned, or the latest earned.
 * @category Program
 */
export type ConsumptionOrder = "soonest-expiry-first" | "first-in-first-out" | "last-in-first-out";

/**
 * The date of points that a reversed redemption gives back: the old one but at least some days from now (each point is given such grace once), the old one
 * whatever it is (points past it lapse at once), a fresh one, or no reversal at all. Points without a date stay without.
 * @category Program
 */
export type RestoredExpiryPolicy = RestoredWithGrace | RestoredPlainly;

/**
 * Points that come back keep their date, but live some days at least; each point is given that once.
 * @category Program
 */
export interface RestoredWithGrace {
  /** Always `"keep-but-at-least"`. */
  readonly kind: "keep-but-at-least";
  /** How many days, counted from the reversal. */
  readonly days: number;
}

/**
 * Points that come back keep their date, get a fresh one, or never come back.
 * @category Program
 */
export interface RestoredPlainly {
  /** Which of these. */
  readonly kind: "keep" | "reissue" | "forbidden";
}

/**
 * What happens when a returned purchase asks for more points than there are: the rest becomes debt, is forgiven, is forgiven without touching points of other
 * earnings, is forgiven without touching spendable points at all, or the return is refused.
 * @category Program
 */
export type ShortfallPolicy = "carry-debt" | "clamp-to-zero" | "source-lot-only" | "pending-only" | "reject";

/**
 * Which numbers of points can be redeemed, held or captured.
 * @category Program
 */
export interface RedemptionLimits {
  /** The fewest points. */
  readonly minimum?: number | undefined;
  /** Only multiples of this. */
  readonly increment?: number | undefined;
  /** The most points. */
  readonly maximum?: number | undefined;
}
