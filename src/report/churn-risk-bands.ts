import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { CustomerSummary } from "../purchases/customer-summaries.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { churnRisk, type ChurnRisks } from "../retention/index.js";
import { closingFrame } from "./closing-frame.js";
import type { ReportFrame } from "./report-options.js";

/** Conventions; a band holds its lower limit, and the last one also its upper. */
const BANDS = [
  { band: "low", from: 0, to: 0.5 },
  { band: "raised", from: 0.5, to: 0.8 },
  { band: "high", from: 0.8, to: 0.95 },
  { band: "very-high", from: 0.95, to: 1 },
  { band: "unknown", from: null, to: null },
] as const;

/**
 * Customers by how unusual their present silence is, without a model: `churnRisk` of `clientele/retention`, which is no probability of having left.
 * @category Report
 */
export interface ChurnRiskContent {
  /** One row a band, from low to very high, and last those of whom nothing is known; every customer is in exactly one. */
  readonly bands: readonly ChurnRiskBand[];
  /** How many customers have bought on two days or more: what risks rest on. */
  readonly customersWithGaps: number;
  /** How risk was counted. */
  readonly definition: ChurnRisks["definition"];
}

/**
 * Customers of similar churn risk.
 * @category Report
 */
export interface ChurnRiskBand {
  /** The band; `"unknown"` when nobody has bought on two days, so that there is nothing to compare with. */
  readonly band: (typeof BANDS)[number]["band"];
  /** The lowest risk in it; `null` of the unknown. */
  readonly from: number | null;
  /** Its end, which is in the next band, save 1, the highest of all; `null` of the unknown. */
  readonly to: number | null;
  /** How many customers. */
  readonly customers: number;
  /** How many of them are not inactive yet: at high risk, those to look after now. */
  readonly active: number;
  /** What they have spent so far, net of refunds, in minor units. */
  readonly revenueMinor: number;
}

/** The summaries must be of the customers in the columns, by id. Silences run up to `asOf`; who is active is asked where the movements are closed. */
export function churnRiskBands(columns: PurchaseColumns, summaries: readonly CustomerSummary[], frame: ReportFrame): ChurnRiskContent {
  const { asOf, timeZone, inactivityDays } = frame;
  const { customers, customersWithGaps, definition } = churnRisk(columns, { asOf, timeZone });
  const bands = BANDS.map((band) => ({ ...band, customers: 0, active: 0, revenueMinor: 0 }));
  const zone = zoneOffsets(timeZone);
  const firstActiveDay = localDay(closingFrame(frame).asOf, zone) - inactivityDays;
  summaries.forEach(({ lastAt, revenueMinor }, i) => {
    const own = bands[placeOf(customers[i]?.risk ?? null)] as (typeof bands)[number];
    own.customers += 1;
    own.revenueMinor += revenueMinor;
    if (localDay(lastAt, zone) >= firstActiveDay) own.active += 1;
  });
  return { bands, customersWithGaps, definition };
}

function placeOf(risk: number | null): number {
  if (risk === null) return BANDS.length - 1;
  return BANDS.findLastIndex(({ from }) => from !== null && risk >= from);
}
