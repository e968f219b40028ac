import { lifecycleCounts, type LifecycleCounts } from "../customers/lifecycle-counts.js";
import type { CustomerSummary } from "../purchases/customer-summaries.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

/** Purchases that make a regular of an active customer. */
const REGULAR_PURCHASES = 5;

/** Dormant after the inactivity of the report, lost after twice that. */
export function lifecycleSection(
  summaries: readonly CustomerSummary[],
  { asOf, timeZone, inactivityDays }: ReportFrame,
): Section<LifecycleCounts> {
  if (summaries.length === 0) return unavailable(NO_PURCHASES);
  const rules = {
    timeZone,
    existing: { minPurchases: 2 },
    regular: { minPurchases: REGULAR_PURCHASES },
    dormant: { afterDays: inactivityDays },
    lost: { afterDays: 2 * inactivityDays },
  };
  return available(lifecycleCounts(summaries, rules, asOf));
}
