import { checkIterable } from "../foundation/errors/check.js";
import { orderById } from "./order-by-id.js";
import { rowReader } from "./rfm-rows.js";
import { checkSameCurrency, checkSubject, moneyOf, recencyDaysOf } from "./rfm-subject.js";
import { readRfmOptions, type RfmTask } from "./rfm-task.js";
import type { RfmOptions, RfmScores, RfmSubject } from "./rfm.js";
import { scoreFigures, type RfmFigures } from "./score-figures.js";

/**
 * Scores customers by recency (days since the last purchase), frequency (purchases) and monetary value, each from 1 to `bins`, where the highest is best.
 *
 * Recency counts whole days between the local date of the last purchase and that of `asOf`, and is scored as `bins + 1 - score(days)`, whatever the method.
 * Scores are decided by whole ranks, never by interpolated numbers (by `"equal-width"` and `"thresholds"` by the values themselves), so equal customers score equally
 * (not by `"ntile"`, and by `"nested"` within their group) and another currency unit changes no rank. One customer alone scores 1 in frequency and money and `bins` in
 * recency (by `"thresholds"` what the cuts say). Cost: O(n), and a sort of the amounts. For millions of customers see {@link rfmColumns}, for data in parts
 * {@link rfmCutsAccumulator}.
 *
 * The score is a customer's place among these customers on this day: it says nothing of how good the customers are, and moves when others buy.
 *
 * @param summaries - What each customer bought, each customer once. That is not checked: who comes twice is scored and counted twice.
 * @param options - When, how many scores, and how they are cut.
 * @returns One row a customer in the order given; no rows for no customers.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, thresholds are missing, not `bins - 1` of them, not ascending or beside another method, a summary
 * lacks a number, or currencies are mixed.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const day = (date: string) => Date.parse(date);
 * const summaries = [
 *   { customerId: "anna", lastAt: day("2024-05-30"), purchases: 9, revenueMinor: 45_000 },
 *   { customerId: "ben", lastAt: day("2024-04-01"), purchases: 2, revenueMinor: 8_000 },
 *   { customerId: "cem", lastAt: day("2023-07-01"), purchases: 1, revenueMinor: 12_000 },
 * ];
 * const rfm = segmentation.rfmScores(summaries, { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 3, method: "quantile", monetary: "total" });
 * rfm.rows.map(({ customerId, recencyDays, score }) => [customerId, recencyDays, score]);
 * // => [["anna", 2, "333"], ["ben", 61, "221"], ["cem", 336, "112"]]
 * rfm.cuts?.frequency; // => [1, 2]
 *
 * @category RFM
 */
export function rfmScores(summaries: Iterable<RfmSubject>, options: RfmOptions): RfmScores {
  const task = readRfmOptions(options);
  checkIterable("summaries", summaries);
  const subjects = Array.from(summaries);
  const figures = figuresOf(subjects, task);
  const customerIds = subjects.map(({ customerId }) => customerId);
  const { cuts, diagnostics, ...scores } = scoreFigures(figures, task, () => orderById(customerIds));
  const rowAt = rowReader({ customerIds, ...figures, ...scores }, task.definition.bins);
  const rows = Array.from(subjects, (_, i) => rowAt(i));
  return { rows, cuts, diagnostics, currency: subjects[0]?.currency ?? null, definition: task.definition };
}

function figuresOf(subjects: readonly RfmSubject[], task: RfmTask): RfmFigures & { readonly revenueMinor: Float64Array } {
  const column = (): Float64Array => new Float64Array(subjects.length);
  const figures = { recencyDays: column(), frequency: column(), monetaryMinor: column(), revenueMinor: column() };
  const currency = (subjects[0] as RfmSubject | null | undefined)?.currency;
  for (let i = 0; i < subjects.length; i += 1) {
    const subject = subjects[i];
    checkSubject(subject, i);
    const { lastAt, purchases, revenueMinor } = subject;
    if (subject.currency !== currency) checkSameCurrency(`summaries[${i}].currency`, subject.currency, currency);
    figures.recencyDays[i] = recencyDaysOf(lastAt, task);
    figures.frequency[i] = purchases;
    figures.monetaryMinor[i] = moneyOf(revenueMinor, purchases, task.definition.monetary);
    figures.revenueMinor[i] = revenueMinor + 0;
  }
  return figures;
}
