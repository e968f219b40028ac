import { checkFinite, checkInteger, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import type { CurrencyCode } from "../../foundation/money/currency.js";
import { checkedMinor } from "../../foundation/money/money.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import { localDay } from "../../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../../foundation/time/zone-offsets.js";
import { sumOf } from "../../numerics/sum.js";
import { checkedRows } from "../../purchases/rows-or-columns.js";
import { DAYS_PER_YEAR } from "../contracts/convert-rate.js";

/**
 * Who is dormant, and how the value at stake is known.
 * @category Silence
 */
export interface WinBackOptions {
  /** The day that is asked about. */
  readonly asOf: InstantLike;
  /** The IANA zone whose days count. */
  readonly timeZone: string;
  /** Who is asleep. */
  readonly dormant: {
    /** More local days than this without a purchase: dormant. */
    readonly afterDays: number;
  };
  /** Who is past winning back; nobody when left out. */
  readonly lost?: {
    /** More local days than this without a purchase: lost, and no candidate; more than for a dormant customer. */
    readonly afterDays: number;
  };
  /** What customers are expected to bring, say by a model of lifetime value: then candidates are sorted by it. */
  readonly expectedValues?: Iterable<ExpectedValue>;
}

/**
 * What a customer is expected to bring.
 * @category Silence
 */
export interface ExpectedValue {
  /** Who. */
  readonly customerId: string;
  /** How much, in minor units and not rounded; `null` when it is not known. */
  readonly valueMinor: number | null;
}

/**
 * A dormant customer, and what is at stake.
 * @category Silence
 */
export interface WinBackCandidate {
  /** Who. */
  readonly customerId: CustomerId;
  /** Local days since the last purchase. */
  readonly silentDays: number;
  /** How many purchases. */
  readonly purchases: number;
  /** What they spent so far, in minor units. */
  readonly revenueMinor: number;
  /** What they spent a year while they were buying, in minor units and not rounded. */
  readonly spentPerYearMinor: number;
  /** What they are expected to bring, as it was passed in; `null` when it was not. */
  readonly expectedValueMinor: number | null;
}

/**
 * Whom to win back first.
 * @category Silence
 */
export interface WinBackCandidates {
  /** The dormant customers, those with most at stake first. */
  readonly candidates: readonly WinBackCandidate[];
  /** The currency of all amounts; `null` when there are no customers. */
  readonly currency: CurrencyCode | null;
  /** What they spent a year while they were buying, all candidates together, in minor units and not rounded. */
  readonly spentPerYearMinor: number;
  /** What was counted. */
  readonly definition: {
    /** Dormant by the days since the last purchase. */
    readonly method: "days-since-last-purchase";
    /** More days than this: dormant. */
    readonly dormantAfterDays: number;
    /** More days than this: lost; `null` when nobody is. */
    readonly lostAfterDays: number | null;
    /** What candidates are sorted by. */
    readonly sortedBy: "spent-per-year" | "expected-value";
    /** When. */
    readonly asOf: Instant;
    /** The zone whose days counted. */
    readonly timeZone: string;
  };
}

/**
 * Lists the dormant customers with what is at stake, those worth most first.
 *
 * What they spent a year is their revenue so far over the time from the first to the last day with a purchase, in years of 365.2425 days, but never less than one year:
 * whoever bought for less than a year counts with what they spent, and the silence does not thin out what they were worth before it. It is a look back, not a
 * forecast of what comes back with them. Where `expectedValues` are passed in, they decide, and customers without one come last. Equal values stand in
 * the order of ids. Cost: O(customers log customers).
 *
 * @param summaries - The customers, as `customerSummaries` gives them: net of refunds or gross, as you chose there.
 * @param options - The day, who is dormant, and values that you know.
 * @returns The candidates.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, a summary is not one, currencies are mixed, or a customer has two summaries or two expected
 * values.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const summary = { occasions: 4, purchases: 4, currency: "EUR" };
 * const summaries = [
 *   { ...summary, customerId: "anna", firstAt: Date.UTC(2023, 0, 1), lastAt: Date.UTC(2023, 5, 1), revenueMinor: 200_00 },
 *   { ...summary, customerId: "ben", firstAt: Date.UTC(2019, 5, 1), lastAt: Date.UTC(2023, 5, 1), revenueMinor: 500_00 },
 *   { ...summary, customerId: "cem", firstAt: Date.UTC(2023, 0, 1), lastAt: Date.UTC(2023, 11, 1), revenueMinor: 900_00 },
 * ];
 * const { candidates } = retention.winBackCandidates(summaries, { asOf: "2024-01-01T00:00:00Z", timeZone: "UTC", dormant: { afterDays: 180 } });
 * candidates.map((candidate) => [candidate.customerId, candidate.silentDays, Math.round(candidate.spentPerYearMinor)]);
 * // => [["anna", 214, 20000], ["ben", 214, 12500]]
 *
 * @category Silence
 */
export function winBackCandidates(summaries: Iterable<WinBackSubject>, options: WinBackOptions): WinBackCandidates {
  checkObject("summaries", summaries);
  checkObject("options", options);
  const { timeZone, dormant, lost, expectedValues } = options as Unchecked;
  const dormantAfterDays: unknown = dormant?.afterDays;
  checkInteger("options.dormant.afterDays", dormantAfterDays, 0);
  const lostAfterDays: unknown = lost === undefined ? null : lost?.afterDays;
  if (lostAfterDays !== null) checkInteger("options.lost.afterDays", lostAfterDays, dormantAfterDays + 1);
  const asOf = readInstant("options.asOf", options.asOf);
  const zone = zoneOffsets(timeZone);
  const expected = expectedValues === undefined ? null : readExpected(expectedValues);

  const today = localDay(asOf, zone);
  const candidates: WinBackCandidate[] = [];
  let currency: string | null = null;
  const seen = new Set<string>();
  for (const summary of checkedRows("summaries", summaries)) {
    const { firstDay, lastDay } = readSummary(
      summary,
      zone,
      (currency ??= (summary as Partial<WinBackSubject> | null)?.currency ?? ""),
      seen.size,
    );
    const { customerId, purchases, revenueMinor } = summary;
    if (seen.has(customerId))
      throw new InvalidArgumentError(`summaries[${String(seen.size)}].customerId`, "a customer who does not stand there twice", customerId);
    seen.add(customerId);
    const silentDays = today - lastDay;
    if (silentDays <= dormantAfterDays || (lostAfterDays !== null && silentDays > lostAfterDays)) continue;
    candidates.push({
      customerId: customerId as CustomerId,
      silentDays,
      purchases,
      revenueMinor,
      spentPerYearMinor: revenueMinor / Math.max(1, (lastDay - firstDay) / DAYS_PER_YEAR),
      expectedValueMinor: expected?.get(customerId) ?? null,
    });
  }
  const value = (candidate: WinBackCandidate): number =>
    expected === null ? candidate.spentPerYearMinor : (candidate.expectedValueMinor ?? -Infinity);
  candidates.sort((a, b) => compareNumbers(value(b), value(a)) || compareIds(a.customerId, b.customerId));
  const sortedBy = expected === null ? "spent-per-year" : "expected-value";
  return {
    candidates,
    currency: currency as CurrencyCode | null,
    spentPerYearMinor: sumOf(candidates.map(({ spentPerYearMinor }) => spentPerYearMinor)),
    definition: { method: "days-since-last-purchase", dormantAfterDays, lostAfterDays, sortedBy, asOf, timeZone },
  };
}

/**
 * What a candidate is read from; a `CustomerSummary` has all of it.
 * @category Silence
 */
export interface WinBackSubject {
  /** Who. */
  readonly customerId: string;
  /** The first purchase, epoch milliseconds. */
  readonly firstAt: number;
  /** The last purchase, epoch milliseconds. */
  readonly lastAt: number;
  /** How many purchases. */
  readonly purchases: number;
  /** What they spent, in minor units. */
  readonly revenueMinor: number;
  /** The currency of `revenueMinor`. */
  readonly currency: string;
}

/** Options as they may come from outside. */
type Unchecked = Pick<WinBackOptions, "timeZone" | "expectedValues"> & {
  readonly [Rule in "dormant" | "lost"]?: { readonly afterDays?: unknown } | null;
};

/** The first and the last local day of a summary that is one, in the one currency. */
function readSummary(
  summary: WinBackSubject | null,
  zone: ZoneOffsets,
  currency: string,
  row: number,
): { firstDay: number; lastDay: number } {
  const place = `summaries[${String(row)}]`;
  if (typeof summary !== "object" || summary === null) throw new InvalidArgumentError(place, "a summary", summary);
  const { customerId, purchases, revenueMinor } = summary;
  if (typeof customerId !== "string") throw new InvalidArgumentError(`${place}.customerId`, "a string", customerId);
  checkInteger(`${place}.purchases`, purchases, 1);
  checkedMinor(`${place}.revenueMinor`, revenueMinor);
  if (typeof summary.currency !== "string" || summary.currency !== currency)
    throw new InvalidArgumentError(`${place}.currency`, currency === "" ? "a currency" : `one currency (${currency})`, summary.currency);
  const [first, last] = [readInstant(`${place}.firstAt`, summary.firstAt), readInstant(`${place}.lastAt`, summary.lastAt)];
  if (last < first) throw new InvalidArgumentError(`${place}.lastAt`, "an instant that is not before firstAt", summary.lastAt);
  return { firstDay: localDay(first, zone), lastDay: localDay(last, zone) };
}

function readExpected(values: Iterable<ExpectedValue>): Map<string, number | null> {
  const expected = new Map<string, number | null>();
  checkObject("options.expectedValues", values);
  for (const value of checkedRows("options.expectedValues", values)) {
    const place = `options.expectedValues[${String(expected.size)}]`;
    checkObject(place, value);
    const { customerId, valueMinor } = value;
    if (typeof customerId !== "string") throw new InvalidArgumentError(`${place}.customerId`, "a string", customerId);
    if (expected.has(customerId)) throw new InvalidArgumentError(`${place}.customerId`, "a customer who has no value yet", customerId);
    if (valueMinor !== null) checkFinite(`${place}.valueMinor`, valueMinor);
    expected.set(customerId, valueMinor);
  }
  return expected;
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
