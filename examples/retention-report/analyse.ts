// From orders to all figures: when a silence is too long, how the base moves, who comes back, how long customers stay, whom to win back.
import { customerSummaries, purchaseColumns, type Purchase, type PurchaseColumns } from "clientele/purchases";
import {
  acquisitionByPeriod,
  averageRetention,
  churnRisk,
  cohortTriangle,
  customerBaseMovements,
  suggestInactivityDays,
  winBackCandidates,
  type AcquisitionByPeriod,
  type AverageRetention,
  type BaseMovement,
  type CohortTriangle,
  type InactivitySuggestion,
  type WinBackCandidates,
} from "clientele/retention";
import { addToDate, calendarDate, daysBetween, periodIndex, startOfDay, type Instant, type PeriodSpec } from "clientele/time";
import { customerSurvival, type CustomerSurvival } from "./customer-survival.js";
import { riskBands, watchList, type RiskBand, type WatchedCustomer } from "./risk-bands.js";

/** Shares of the returns for which days are suggested; one of them is taken when none are named. */
const QUANTILES = [0.8, 0.9, 0.95, 0.99];
export const TAKEN = 0.95;
/** Where nobody has come back there is nothing to suggest. */
const CONVENTION = 180;
/** Periods, and cells of a triangle; more come of a mistyped year or of a period that is too short. */
const MOST_PERIODS = 4_000;
const MOST_CELLS = 4_000_000;
/** The end of the first year. */
const FIRST_YEAR = Date.parse("0002-01-01T00:00:00Z");

export interface Question {
  readonly currency: string;
  readonly asOf: Instant;
  readonly period: PeriodSpec;
  /** `null`: as suggested. */
  readonly inactivityDays: number | null;
}

export interface Analysis {
  readonly question: Question;
  readonly customers: number;
  readonly inactivity: {
    /** The days that all else rests on. */
    readonly days: number;
    readonly reason: "named" | "suggested" | "convention";
    readonly suggestions: readonly InactivitySuggestion[];
  };
  readonly movements: readonly BaseMovement[];
  readonly triangle: CohortTriangle;
  /** All customers weigh alike. */
  readonly average: readonly AverageRetention[];
  readonly acquisition: AcquisitionByPeriod;
  readonly survival: CustomerSurvival;
  readonly risk: { readonly customersWithGaps: number; readonly bands: readonly RiskBand[]; readonly watched: readonly WatchedCustomer[] };
  readonly winBack: WinBackCandidates;
}

/** Throws a plain Error where orders cannot be put into periods. */
export function analyse(purchases: readonly Purchase[], question: Question): Analysis {
  const { asOf, period } = question;
  const { timeZone } = period;
  const columns = purchaseColumns(purchases);
  const summaries = customerSummaries(columns, { asOf, timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" });
  if (summaries.length === 0) throw new Error("no paid order before --as-of");
  checkPeriods(summaries, question);

  const inactivity = inactivityOf(columns, question);
  const { days: inactivityDays } = inactivity;
  const triangle = cohortTriangle(columns, { period, asOf, mode: "on" });
  const risks = churnRisk(columns, { asOf, timeZone });
  // Movements are closed after the last day with orders that count; there, too, it is asked who is active.
  const closing = startOfDay(addToDate(calendarDate(asOf - 1, timeZone), { days: 1 }), timeZone);
  const activeDays = inactivityDays - daysBetween(calendarDate(asOf, timeZone), calendarDate(closing, timeZone));
  return {
    question,
    customers: summaries.length,
    inactivity,
    movements: customerBaseMovements(columns, { period, asOf, inactivityDays }),
    triangle,
    average: averageRetention(triangle, { weighting: "pooled" }),
    acquisition: acquisitionByPeriod(columns, { period, asOf }),
    survival: customerSurvival(summaries, { asOf: closing, timeZone, inactivityDays }),
    risk: {
      customersWithGaps: risks.customersWithGaps,
      bands: riskBands(risks, summaries, activeDays),
      watched: watchList(risks, summaries, activeDays),
    },
    winBack: winBackCandidates(summaries, {
      asOf: closing,
      timeZone,
      dormant: { afterDays: inactivityDays },
      lost: { afterDays: 2 * inactivityDays },
    }),
  };
}

function inactivityOf(columns: PurchaseColumns, { asOf, period, inactivityDays }: Question): Analysis["inactivity"] {
  const suggestions = QUANTILES.map((quantile) => suggestInactivityDays(columns, { quantile, asOf, timeZone: period.timeZone }));
  if (inactivityDays !== null) return { days: inactivityDays, reason: "named", suggestions };
  const suggested = suggestions[QUANTILES.indexOf(TAKEN)]?.days ?? null;
  return suggested === null
    ? { days: CONVENTION, reason: "convention", suggestions }
    : { days: suggested, reason: "suggested", suggestions };
}

function checkPeriods(summaries: readonly { readonly firstAt: Instant }[], { asOf, period }: Question): void {
  const first = summaries.reduce((earliest, { firstAt }) => Math.min(earliest, firstAt), Infinity);
  // The first days of the calendar: what a program writes that has no date, in some zones of the year before.
  if (first < FIRST_YEAR) throw new Error("an order is of the year 1: is that date right?");
  const periods = periodIndex(asOf, period) - periodIndex(first, period) + 1;
  if (periods <= MOST_PERIODS && Math.min(summaries.length, periods) * periods <= MOST_CELLS) return;
  throw new Error(
    `the orders from ${calendarDate(first, period.timeZone)} on are too many ${period.unit}s to look at one by one: is that date right? If so, name a longer --period`,
  );
}
