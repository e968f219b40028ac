import { sumOf } from "../numerics/sum.js";
import type { CustomerSummary } from "../purchases/customer-summaries.js";
import { winBackCandidates, type ExpectedValue, type WinBackCandidate, type WinBackCandidates } from "../retention/index.js";
import type { ReportFrame } from "./report-options.js";

/** How many of the dormant customers are listed. */
const TOP_CANDIDATES = 10;

/**
 * Whom to win back first, and what is at stake.
 * @category Report
 */
export interface WinBackContent {
  /** The ten dormant customers with most at stake: by expected value where there is one, else by what they spent a year; silent up to the end of the local day of `asOf`. */
  readonly candidates: readonly WinBackCandidate[];
  /** How many customers are dormant, as in the stages of the report. */
  readonly dormant: number;
  /** What all of them spent a year while they were buying, in minor units and not rounded: revenue of the past. */
  readonly spentPerYearMinor: number;
  /**
   * What all of them are expected to bring over the horizon, in minor units and not rounded, counted as `lifetimeValue.value`: what comes without doing anything, given that some have
   * left for good; `null` when the report has no value.
   */
  readonly expectedValueMinor: number | null;
  /** Who is dormant, and what candidates are sorted by; its `asOf` is the end of the local day of the report's, or that itself where a day begins. */
  readonly definition: WinBackCandidates["definition"];
}

/** `asOf` is where the movements of the base are closed: the start of a local day. */
export function winBack(
  summaries: readonly CustomerSummary[],
  expectedValues: readonly ExpectedValue[] | null,
  { asOf, timeZone, inactivityDays }: ReportFrame,
): WinBackContent {
  const { candidates, spentPerYearMinor, definition } = winBackCandidates(summaries, {
    asOf,
    timeZone,
    dormant: { afterDays: inactivityDays },
    lost: { afterDays: 2 * inactivityDays },
    ...(expectedValues === null ? {} : { expectedValues }),
  });
  return {
    candidates: candidates.slice(0, TOP_CANDIDATES),
    dormant: candidates.length,
    spentPerYearMinor,
    expectedValueMinor: expectedValues === null ? null : sumOf(candidates.map(({ expectedValueMinor }) => expectedValueMinor ?? 0)),
    definition,
  };
}
