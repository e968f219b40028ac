import type { LifecycleCounts } from "../customers/lifecycle-counts.js";
import { asColumns, type Purchases } from "../purchases/purchase-columns.js";
import { countPurchases, type PurchaseCounts } from "../purchases/count-purchases.js";
import { customerSummaries } from "../purchases/customer-summaries.js";
import { closingFrame } from "./closing-frame.js";
import { cohortsSection, type CohortsContent } from "./cohorts-section.js";
import { concentrationSection, type ConcentrationContent } from "./concentration-section.js";
import { lifecycleSection } from "./lifecycle-section.js";
import { lifetimeValueSection, type LifetimeValueContent } from "./lifetime-value-section.js";
import { movementsSection, type MovementsContent } from "./movements-section.js";
import { repeatRatesSection, type RepeatRatesContent } from "./repeat-rates-section.js";
import { readReportOptions, type CustomerBaseReportOptions, type ReportFrame } from "./report-options.js";
import { retentionSection, type RetentionContent } from "./retention-section.js";
import { available, type AvailableSection, type Section } from "./section.js";
import { segmentsSection, type SegmentsContent } from "./segments-section.js";
import { totalsSection, type TotalsContent } from "./totals-section.js";

/**
 * The whole picture of a customer base, as one JSON object. A section that could not be computed says why, and the rest stands.
 * @category Report
 */
export interface CustomerBaseReport {
  /** Always `"customer-base-report"`. */
  readonly kind: "customer-base-report";
  /** The version of this shape, for stored reports. */
  readonly schemaVersion: 1;
  /** What the report is about, with every default that was taken. */
  readonly definition: ReportFrame & {
    /** Revenue is net of refunds. */
    readonly revenue: "net";
    /** Purchases that were refunded in full do not count. */
    readonly fullyRefunded: "exclude";
  };
  /** Customers, purchases and revenue. */
  readonly totals: Section<TotalsContent>;
  /** Which purchases counted, and why the others did not. */
  readonly dataQuality: AvailableSection<PurchaseCounts>;
  /** How many customers stand in each stage. */
  readonly lifecycle: Section<LifecycleCounts>;
  /** How the base grew and shrank. */
  readonly movements: Section<MovementsContent>;
  /** How many come back. */
  readonly repeatRates: Section<RepeatRatesContent>;
  /** Who came back, by the period of the first purchase. */
  readonly cohorts: Section<CohortsContent>;
  /** Who stays and who leaves. */
  readonly retention: Section<RetentionContent>;
  /** Customers and revenue by RFM segment. */
  readonly segments: Section<SegmentsContent>;
  /** How unequally revenue is spread. */
  readonly concentration: Section<ConcentrationContent>;
  /** What the customers of today are expected to be worth. */
  readonly lifetimeValue: Section<LifetimeValueContent>;
}

/**
 * Turns purchases into the whole picture of a customer base: who they are, how the base moves, who comes back,
 * who stays, which groups there are, what they are worth.
 *
 * Only paid purchases before `asOf` count, net of refunds, without those refunded in full. Who is active, dormant or lost is asked at the end of the local day that `asOf` lies
 * in, in all sections alike, so that the stages, the movements and those who stay agree. Nothing in it is random: the same purchases give the same report.
 *
 * @param purchases - Rows or columns of one currency, in any order; all of history.
 * @param options - What the report is about.
 * @returns The report, plain JSON.
 * @throws An {@link InvalidArgumentError} when an option is not lawful or currencies are mixed; never because there are too few purchases.
 *
 * @example
 * import { purchases, report } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "anna", at: "2024-02-05", amount: "20.00" },
 *   { id: 2, customerId: "anna", at: "2024-03-20", amount: "10.00" },
 *   { id: 3, customerId: "ben", at: "2024-03-06", amount: "15.00" },
 * ], { currency: "EUR", timeZone: "Europe/Berlin" });
 * const { totals, lifetimeValue } = report.customerBaseReport(values, {
 *   asOf: "2024-06-01T00:00:00+02:00", timeZone: "Europe/Berlin", period: "month",
 *   inactivityDays: 90, horizonDays: 365, annualDiscountRate: 0.1,
 * });
 * totals.available && totals.revenueMinor; // => 4500
 * lifetimeValue.available; // => false
 *
 * @category Report
 */
export function customerBaseReport(purchases: Purchases, options: CustomerBaseReportOptions): CustomerBaseReport {
  const frame = readReportOptions(options);
  const { asOf, timeZone } = frame;
  const columns = asColumns(purchases);
  const summaries = customerSummaries(columns, { asOf, timeZone, occasion: "purchase", revenue: "net", fullyRefunded: "exclude" });
  const totals = totalsSection(summaries);
  const firstAt = totals.available ? totals.firstAt : null;
  const movements = movementsSection(columns, firstAt, frame);
  const cohorts = cohortsSection(columns, firstAt, frame);
  const { section: lifetimeValue, expectedValues } = lifetimeValueSection(columns, firstAt, frame);
  return {
    kind: "customer-base-report",
    schemaVersion: 1,
    definition: { ...frame, revenue: "net", fullyRefunded: "exclude" },
    totals,
    dataQuality: available(countPurchases(columns, { asOf, fullyRefunded: "exclude" })),
    lifecycle: lifecycleSection(summaries, closingFrame(frame)),
    movements,
    repeatRates: repeatRatesSection(columns, summaries.length, frame),
    cohorts,
    retention: retentionSection(columns, { summaries, movements, cohorts, expectedValues }, frame),
    segments: segmentsSection(summaries, frame),
    concentration: concentrationSection(summaries),
    lifetimeValue,
  };
}
