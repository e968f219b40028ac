import type { CustomerSummary } from "../purchases/customer-summaries.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import {
  acquisitionByPeriod,
  suggestInactivityDays,
  type AcquisitionByPeriod,
  type ExpectedValue,
  type InactivitySuggestion,
} from "../retention/index.js";
import { baseChurn, type BaseChurnContent } from "./base-churn.js";
import { churnRiskBands, type ChurnRiskContent } from "./churn-risk-bands.js";
import { closingFrame } from "./closing-frame.js";
import type { CohortsContent } from "./cohorts-section.js";
import { customerSurvival, type CustomerSurvivalContent } from "./customer-survival.js";
import type { MovementsContent } from "./movements-section.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";
import { winBack, type WinBackContent } from "./win-back.js";

/** Which share of the gaps between purchases the suggested inactivity days are to cover. */
const SUGGESTION_QUANTILE = 0.9;
/** The matrix of acquisition has a cell for each cohort and period: one wrong date of the year 1 and days for periods would fill the memory. */
const MOST_CELLS = 1_000_000;

/**
 * Who stays and who leaves, where nobody signs a contract: all of it rests on `inactivityDays`, so look at `inactivity` first.
 * @category Report
 */
export interface RetentionContent {
  /** The chosen inactivity beside the one that the purchases suggest. */
  readonly inactivity: InactivityContent;
  /** Which share of the active customers lapsed, period by period. */
  readonly churn: Section<BaseChurnContent>;
  /** How long customers stay. */
  readonly survival: CustomerSurvivalContent;
  /** Who bought in each period, how often and for how much, by when they were acquired. */
  readonly acquisition: Section<AcquisitionByPeriod>;
  /** How many customers are unusually silent. */
  readonly churnRisk: ChurnRiskContent;
  /** Whom to win back first. */
  readonly winBack: WinBackContent;
}

/**
 * After how many days a customer is inactive.
 * @category Report
 */
export interface InactivityContent {
  /** The inactivity days of the report. */
  readonly chosenDays: number;
  /** The days within which 90 % of all returns so far happened. */
  readonly suggestion: InactivitySuggestion;
}

/** What other sections have found already. */
export interface RetentionSources {
  /** By id. */
  readonly summaries: readonly CustomerSummary[];
  readonly movements: Section<MovementsContent>;
  readonly cohorts: Section<CohortsContent>;
  /** What each customer is expected to bring; `null` when there is no value. */
  readonly expectedValues: readonly ExpectedValue[] | null;
}

export function retentionSection(
  columns: PurchaseColumns,
  { summaries, movements, cohorts, expectedValues }: RetentionSources,
  frame: ReportFrame,
): Section<RetentionContent> {
  if (summaries.length === 0) return unavailable(NO_PURCHASES);
  const { asOf, timeZone, inactivityDays } = frame;
  const closing = closingFrame(frame);
  return available({
    inactivity: {
      chosenDays: inactivityDays,
      suggestion: suggestInactivityDays(columns, { quantile: SUGGESTION_QUANTILE, asOf, timeZone }),
    },
    churn: baseChurn(movements, inactivityDays),
    survival: customerSurvival(summaries, closing),
    acquisition: acquisition(columns, movements, cohorts, frame),
    churnRisk: churnRiskBands(columns, summaries, frame),
    winBack: winBack(summaries, expectedValues, closing),
  });
}

function acquisition(
  columns: PurchaseColumns,
  movements: Section<MovementsContent>,
  cohorts: Section<CohortsContent>,
  { asOf, period }: ReportFrame,
): Section<AcquisitionByPeriod> {
  if (!movements.available) return movements;
  if (!cohorts.available) return cohorts;
  const { length } = cohorts.triangle.cohorts;
  if (length * movements.rows.length > MOST_CELLS)
    return unavailable(`${String(length)} cohorts in ${String(movements.rows.length)} periods are too many: a longer period has fewer`);
  return available(acquisitionByPeriod(columns, { period, asOf }));
}
