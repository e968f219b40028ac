import { checkFinite, checkInteger, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { isInstant, readInstant, type Instant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { orderById } from "./order-by-id.js";
import {
  MOST_BINS,
  type RfmDiagnostics,
  type RfmOptions,
  type RfmRow,
  type RfmScores,
  type RfmSubject,
  type RfmThresholds,
} from "./rfm.js";
import { scoreValues, type ScoredValues, type ScoringWay } from "./score-values.js";

/**
 * Scores customers by recency (days since the last purchase), frequency (purchases) and monetary value, each from 1 to `bins`, where the highest is best.
 *
 * Recency counts whole days between the local date of the last purchase and that of `asOf`, and is scored as `bins + 1 - score(days)`, whatever the method.
 * Scores are decided by whole ranks, never by interpolated numbers, so equal customers score equally (not by `"ntile"`) and another currency unit changes nothing.
 * One customer alone scores 1 in frequency and money and `bins` in recency. Cost: O(n), and a sort of the amounts.
 *
 * The score is a customer's place among these customers on this day: it says nothing of how good the customers are, and moves when others buy.
 *
 * @param summaries - What each customer bought, each customer once.
 * @param options - When, how many scores, and how they are cut.
 * @returns One row a customer in the order given; no rows for no customers.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, thresholds are missing, not `bins - 1` of them or not ascending, a summary lacks a number, or
 * currencies are mixed.
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
  checkOneOf("options.method", (options as RfmOptions | undefined)?.method, ["quantile", "quantile-left-closed", "ntile", "thresholds"]);
  const { bins = 5, method, monetary, timeZone } = options;
  checkInteger("options.bins", bins, 2, MOST_BINS);
  checkOneOf("options.monetary", monetary, ["total", "mean"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const subjects = Array.from(summaries);
  const figures = figuresOf(subjects, asOf, timeZone, monetary);

  const ways = waysOf(options, bins, subjects);
  const recency = scoreValues(figures.recencyDays, bins, ways.recencyDays);
  const frequency = scoreValues(figures.frequency, bins, ways.frequency);
  const money = scoreValues(figures.monetaryMinor, bins, ways.monetaryMinor);
  return {
    rows: rowsOf(subjects, figures, { recency, frequency, money }, bins),
    cuts: cutsOf(recency, frequency, money, closedSide(options)),
    diagnostics: {
      recencyDays: diagnosticsOf(recency, bins, true),
      frequency: diagnosticsOf(frequency, bins, false),
      monetaryMinor: diagnosticsOf(money, bins, false),
    },
    currency: subjects[0]?.currency ?? null,
    definition: { method, bins, monetary, asOf, timeZone },
  };
}

interface Figures {
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly monetaryMinor: Float64Array;
}

function figuresOf(subjects: readonly RfmSubject[], asOf: Instant, timeZone: string, monetary: "total" | "mean"): Figures {
  const zone = zoneOffsets(timeZone);
  const today = localDay(asOf, zone);
  const currency = subjects[0]?.currency;
  const n = subjects.length;
  const figures = { recencyDays: new Float64Array(n), frequency: new Float64Array(n), monetaryMinor: new Float64Array(n) };
  for (let i = 0; i < n; i += 1) {
    const subject = subjects[i] as RfmSubject | null;
    if (typeof subject !== "object" || subject === null) throw new InvalidArgumentError(`summaries[${i}]`, "a summary", subject);
    const { customerId, lastAt, purchases, revenueMinor } = subject;
    if (typeof customerId !== "string") throw new InvalidArgumentError(`summaries[${i}].customerId`, "a string", customerId);
    if (!isInstant(lastAt)) throw new InvalidArgumentError(`summaries[${i}].lastAt`, "an instant, epoch milliseconds", lastAt);
    if (!Number.isSafeInteger(purchases) || purchases < 1) checkInteger(`summaries[${i}].purchases`, purchases, 1);
    if (!Number.isSafeInteger(revenueMinor)) checkInteger(`summaries[${i}].revenueMinor`, revenueMinor);
    if (subject.currency !== currency)
      throw new InvalidArgumentError(`summaries[${i}].currency`, oneCurrency(currency, subject.currency), subject.currency);
    figures.recencyDays[i] = today - localDay(lastAt, zone);
    figures.frequency[i] = purchases;
    figures.monetaryMinor[i] = (monetary === "mean" ? revenueMinor / purchases : revenueMinor) + 0;
  }
  return figures;
}

function oneCurrency(first: string | undefined, other: string | undefined): string {
  return first === undefined || other === undefined ? "a currency on every row or none" : `one currency (${first})`;
}

function waysOf(options: RfmOptions, bins: number, subjects: readonly RfmSubject[]): Record<keyof Figures, ScoringWay> {
  const { method } = options;
  if (method === "thresholds") {
    const { thresholds } = options;
    const way = (figure: keyof Figures): ScoringWay => ({
      method,
      cuts: checkedCuts(thresholds, figure, bins),
      closed: closedSide(options),
    });
    return { recencyDays: way("recencyDays"), frequency: way("frequency"), monetaryMinor: way("monetaryMinor") };
  }
  const way: ScoringWay = method === "ntile" ? { method, idOrder: orderById(subjects.map(({ customerId }) => customerId)) } : { method };
  return { recencyDays: way, frequency: way, monetaryMinor: way };
}

function closedSide({ method, thresholds }: RfmOptions): "left" | "right" {
  if (method !== "thresholds") return method === "quantile-left-closed" ? "left" : "right";
  const { closed = "right" } = thresholds ?? {};
  checkOneOf("options.thresholds.closed", closed, ["left", "right"]);
  return closed;
}

function checkedCuts(thresholds: RfmThresholds | undefined, figure: keyof Figures, bins: number): readonly number[] {
  const argument = `options.thresholds.${figure}`;
  const cuts: unknown = thresholds?.[figure];
  if (!Array.isArray(cuts) || cuts.length !== bins - 1) throw new InvalidArgumentError(argument, `${bins - 1} ascending cuts`, cuts);
  return Array.from(cuts as readonly unknown[], (cut, i) => {
    checkFinite(`${argument}[${i}]`, cut);
    if (i > 0 && cut < (cuts[i - 1] as number)) throw new InvalidArgumentError(`${argument}[${i}]`, "cuts in ascending order", cut);
    return cut + 0;
  });
}

function rowsOf(
  subjects: readonly RfmSubject[],
  { recencyDays, frequency, monetaryMinor }: Figures,
  scored: { readonly recency: ScoredValues; readonly frequency: ScoredValues; readonly money: ScoredValues },
  bins: number,
): RfmRow[] {
  // Customers of one cell share one string.
  const names: string[] = [];
  const separator = bins > 9 ? "-" : "";
  return subjects.map((subject, i) => {
    const r = bins + 1 - (scored.recency.scores[i] as number);
    const f = scored.frequency.scores[i] as number;
    const m = scored.money.scores[i] as number;
    return {
      customerId: subject.customerId as CustomerId,
      recencyDays: recencyDays[i] as number,
      frequency: frequency[i] as number,
      monetaryMinor: monetaryMinor[i] as number,
      revenueMinor: subject.revenueMinor + 0,
      r,
      f,
      m,
      score: (names[((r - 1) * bins + f - 1) * bins + m - 1] ??= [r, f, m].join(separator)),
    };
  });
}

function cutsOf(recency: ScoredValues, frequency: ScoredValues, money: ScoredValues, closed: "left" | "right"): RfmThresholds | null {
  if (recency.cuts === null || frequency.cuts === null || money.cuts === null) return null;
  return { recencyDays: recency.cuts, frequency: frequency.cuts, monetaryMinor: money.cuts, closed };
}

function diagnosticsOf({ scores, distinct }: ScoredValues, bins: number, reversed: boolean): RfmDiagnostics {
  const sizes = new Array<number>(bins).fill(0);
  for (const score of scores) (sizes[reversed ? bins - score : score - 1] as number) += 1;
  return {
    distinct,
    customersByScore: sizes,
    emptyBins: sizes.flatMap((size, i) => (size === 0 ? [i + 1] : [])),
    degenerate: distinct < bins,
  };
}
