import { calibrationCheck } from "../clv/checks/calibration-check.js";
import { instant, type Instant } from "../foundation/time/instant.js";
import { startOfLocalDay, localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { calibrationHoldout } from "../purchases/calibration-holdout.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { fitModel, MODEL_NAMES, type ReportModel } from "./best-model.js";
import { fitReason } from "./fit-reason.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";

/** The share of the observed days that the model is fitted on; the rest checks it. */
const CALIBRATION_SHARE = 2 / 3;
/** Fewer days cannot be cut in two parts that say anything. */
const FEWEST_DAYS = 28;

/**
 * How well the model would have forecast: fitted on the first two thirds of the days, compared with what was bought in the last third.
 * @category Report
 */
export interface HoldoutContent {
  /** Where the purchases were cut. */
  readonly calibrationEnd: Instant;
  /** How long the holdout is, in weeks. */
  readonly holdoutWeeks: number;
  /** Customers who had bought before the cut. */
  readonly customers: number;
  /** Repeat purchases of theirs that the model expected in the holdout. */
  readonly expectedPurchases: number;
  /** Repeat purchases of theirs in the holdout. */
  readonly actualPurchases: number;
  /** The same by how often customers had bought again before the cut. */
  readonly rows: readonly HoldoutRow[];
}

/**
 * Customers with the same number of repeat purchases in the calibration.
 * @category Report
 */
export interface HoldoutRow {
  /** The repeat purchases: `"0"` to `"6"`, or `"7+"`. */
  readonly frequency: string;
  /** How many customers. */
  readonly customers: number;
  /** What one of them was expected to buy in the holdout, on average. */
  readonly expected: number;
  /** What one of them bought in it, on average. */
  readonly actual: number;
}

/** `firstAt` is the first purchase of all. */
export function holdoutSection(
  columns: PurchaseColumns,
  firstAt: number,
  { asOf, timeZone }: ReportFrame,
  kind: ReportModel["kind"],
): Section<HoldoutContent> {
  const zone = zoneOffsets(timeZone);
  const [firstDay, lastDay] = [localDay(firstAt, zone), localDay(asOf, zone)];
  if (lastDay - firstDay < FEWEST_DAYS) return unavailable(`fewer than ${String(FEWEST_DAYS)} days of purchases`);
  const calibrationEnd = instant(startOfLocalDay(firstDay + Math.round((lastDay - firstDay) * CALIBRATION_SHARE), zone));
  const { customers, holdoutDuration } = calibrationHoldout(columns, { calibrationEnd, observationEnd: asOf, timeZone, unit: "week" });
  const fit = fitModel(kind, customers);
  if (!fit.ok) return unavailable(`before the cut, ${fitReason(MODEL_NAMES[kind], fit.error)}`);

  const check = calibrationCheck(fit.value, { customers, holdoutDuration });
  return available({
    calibrationEnd,
    holdoutWeeks: holdoutDuration,
    customers: customers.length,
    expectedPurchases: check.expectedPurchases,
    actualPurchases: check.actualPurchases,
    rows: check.holdoutByFrequency,
  });
}
