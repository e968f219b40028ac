import { checkObject, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { readInstant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { checkSubject, moneyOf, recencyDaysOf } from "./rfm-subject.js";
import { checkThresholds } from "./rfm-task.js";
import { MOST_BINS, type RfmRow, type RfmSubject, type RfmThresholds } from "./rfm.js";
import { scoreByCuts } from "./score-values.js";
import { cellName } from "./segment-map.js";

/**
 * When and what {@link scoreWithCuts} scores.
 * @category RFM
 */
export interface ScoreWithCutsOptions {
  /** When: recency is counted to its local date. */
  readonly asOf: InstantLike;
  /** The IANA zone whose days count. */
  readonly timeZone: string;
  /** What money is scored: all that a customer spent, or the mean of a purchase. */
  readonly monetary: "total" | "mean";
}

/**
 * Scores one customer by cuts that are known: of {@link rfmScores} or {@link rfmCutsAccumulator}, of last month, or of a rule book.
 *
 * It looks at this customer alone, so that it can run row by row wherever the rows are. By the cuts that {@link rfmScores} found with the same day, zone and money it
 * gives the scores of {@link rfmScores}. Each figure has one score more than it has cuts. Cost: O(cuts).
 *
 * @param summary - What the customer bought.
 * @param cuts - Where one score ends and the next begins; equally many of each figure.
 * @param options - When, and what money is scored; the same that the cuts were made with.
 * @returns The customer's row.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, the cuts are not ascending or not equally many, or the summary lacks a number.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const cuts = { recencyDays: [30, 180], frequency: [1, 4], monetaryMinor: [50_00, 200_00] };
 * const anna = { customerId: "anna", lastAt: Date.UTC(2024, 4, 30), purchases: 4, revenueMinor: 450_00 };
 * const { recencyDays, score } = segmentation.scoreWithCuts(anna, cuts, { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", monetary: "total" });
 * [recencyDays, score]; // => [2, "323"]
 *
 * @category RFM
 */
export function scoreWithCuts(summary: RfmSubject, cuts: RfmThresholds, options: ScoreWithCutsOptions): RfmRow {
  checkObject("options", options);
  const { timeZone, monetary } = options;
  checkOneOf("options.monetary", monetary, ["total", "mean"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const zone = zoneOffsets(timeZone, "options.timeZone");
  const bins = binsOf(cuts);
  checkThresholds("cuts", cuts, bins);
  checkSubject(summary);
  const { closed = "right" } = cuts;
  const recencyDays = recencyDaysOf(summary.lastAt, { zone, today: localDay(asOf, zone) });
  const monetaryMinor = moneyOf(summary.revenueMinor, summary.purchases, monetary);
  const r = bins + 1 - scoreByCuts(recencyDays, cuts.recencyDays, closed);
  const f = scoreByCuts(summary.purchases, cuts.frequency, closed);
  const m = scoreByCuts(monetaryMinor, cuts.monetaryMinor, closed);
  return {
    customerId: summary.customerId as CustomerId,
    recencyDays,
    frequency: summary.purchases,
    monetaryMinor,
    revenueMinor: summary.revenueMinor + 0,
    r,
    f,
    m,
    score: cellName({ r, f, m }, bins),
  };
}

/** One more than there are cuts. */
function binsOf(cuts: RfmThresholds | null | undefined): number {
  const list: unknown = cuts?.recencyDays;
  if (!Array.isArray(list) || list.length < 1 || list.length >= MOST_BINS)
    throw new InvalidArgumentError("cuts.recencyDays", `a list of 1 to ${MOST_BINS - 1} ascending cuts`, list);
  return list.length + 1;
}
