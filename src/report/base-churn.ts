import { rate, type Rate } from "../foundation/rate/rate.js";
import type { Instant } from "../foundation/time/instant.js";
import type { MovementsContent } from "./movements-section.js";
import { available, unavailable, type Section } from "./section.js";

/**
 * Which share of the active customers lapsed, period by period, by the movements of the base.
 *
 * Nobody says that they leave, so a customer lapses `inactivityDays` after the last purchase: the rates of a period tell of purchases that were made, or not, so long before.
 * @category Report
 */
export interface BaseChurnContent {
  /** One row a complete period, earliest first. */
  readonly rows: readonly BaseChurnRow[];
  /** All rows together: everybody who lapsed, of the openings of all periods. */
  readonly average: {
    /** The share that lapsed. */
    readonly churn: Rate;
    /** The share that stayed. */
    readonly retention: Rate;
  };
  /** What was counted. */
  readonly definition: {
    /** Without contracts: by the movements of the base. */
    readonly method: "lapsed-per-opening";
    /** The numerator of churn; that of retention is the rest of the opening. */
    readonly counted: "customers active at the start of the period and no more at its end";
    /** The denominator of both. */
    readonly base: "customers active at the start of the period";
    /** A customer is active for so many local days after the day of a purchase. */
    readonly inactivityDays: number;
  };
}

/**
 * Churn and retention of one complete period; together they are 1.
 * @category Report
 */
export interface BaseChurnRow {
  /** The period's name. */
  readonly period: string;
  /** Its first instant. */
  readonly start: Instant;
  /** The first instant after it. */
  readonly end: Instant;
  /** Of the customers active at the start, those who were no more at the end; `value` is `null` when nobody was. */
  readonly churn: Rate;
  /** Of the customers active at the start, those who were so at the end. */
  readonly retention: Rate;
}

export function baseChurn(movements: Section<MovementsContent>, inactivityDays: number): Section<BaseChurnContent> {
  if (!movements.available) return movements;
  const complete = movements.rows.filter((row) => row.complete);
  if (complete.length === 0) return unavailable("no period with purchases is over yet");
  const sum = (field: "opening" | "lapsed"): number => complete.reduce((total, row) => total + row[field], 0);
  return available({
    rows: complete.map(({ period, start, end, opening, lapsed }) => ({ period, start, end, ...ratesOf(lapsed, opening) })),
    average: ratesOf(sum("lapsed"), sum("opening")),
    definition: {
      method: "lapsed-per-opening",
      counted: "customers active at the start of the period and no more at its end",
      base: "customers active at the start of the period",
      inactivityDays,
    },
  });
}

function ratesOf(lapsed: number, opening: number): BaseChurnContent["average"] {
  return { churn: rate(lapsed, opening), retention: rate(opening - lapsed, opening) };
}
