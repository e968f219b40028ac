import type { CustomerId } from "../foundation/ids/ids.js";
import type { Instant, InstantLike } from "../foundation/time/instant.js";

/** Scores are kept in bytes and cells in a cube; more bins than this tell nobody anything. */
export const MOST_BINS = 100;

/**
 * What a customer is scored by; a `CustomerSummary` has all of it.
 * @category RFM
 */
export interface RfmSubject {
  /** Who. */
  readonly customerId: string;
  /** The last purchase, epoch milliseconds. */
  readonly lastAt: number;
  /** How many purchases, 1 or more. */
  readonly purchases: number;
  /** What they spent, in minor units; may be negative after refunds. */
  readonly revenueMinor: number;
  /** The currency of `revenueMinor`; where it is given, all customers have the same. */
  readonly currency?: string;
}

/**
 * How a figure becomes a score from 1 to k, of n customers, `below` of them with a smaller value and `upTo` of them with a smaller or equal one.
 *
 * - `"quantile"`: max(1, ceil(k below / (n - 1))): bins between the type-7 quantiles, closed above. Equals share the lower score.
 * - `"quantile-left-closed"`: min(k, floor(k (upTo - 1) / (n - 1)) + 1): the same bins, closed below. Equals share the higher score.
 * - `"ntile"`: SQL's `NTILE` over (value, id): bins of equal size, in which equal customers may score differently.
 * - `"mid-rank"`: floor(k (below + upTo) / (2 n)) + 1: the middle of the ranks of all equals, at Hazen's plotting position. Equals share the score of their middle, so
 *   that values counted the other way round score k + 1 less that, except exactly on a boundary, where the higher score is taken. Two or more customers who are
 *   all equal score in the middle, one alone scores 1; twice the same two or more customers score the same.
 * - `"thresholds"`: by cuts that are given.
 * - `"equal-width"`: max(1, ceil(k (value - least) / (greatest - least))): k stretches of equal width, closed above; all customers equal score 1. One very large value
 *   leaves most bins empty.
 * - `"nested"`: recency by `"quantile"`, frequency by `"quantile"` among the customers of one recency score, money by `"quantile"` among those of one recency and one
 *   frequency score. Equals of one group share a score; the same value in two groups may not, so that there are no cuts. Alone in a group scores 1.
 *
 * @category RFM
 */
export type RfmMethod = "quantile" | "quantile-left-closed" | "ntile" | "mid-rank" | "thresholds" | "equal-width" | "nested";

/**
 * The methods whose scores come down to cuts that are found in the customers' figures.
 * @category RFM
 */
export type RfmCutsMethod = "quantile" | "quantile-left-closed" | "mid-rank" | "equal-width";

/**
 * How {@link rfmScores} scores.
 * @category RFM
 */
export interface RfmOptions {
  /** When: recency is counted to its local date. */
  readonly asOf: InstantLike;
  /** The IANA zone whose days count. */
  readonly timeZone: string;
  /** How many scores there are, 2 to 100; 5 when left out. */
  readonly bins?: number;
  /** How a figure becomes a score. */
  readonly method: RfmMethod;
  /** The cuts of method `"thresholds"`; with no other method. */
  readonly thresholds?: RfmThresholds;
  /** What money is scored: all that a customer spent, or the mean of a purchase. */
  readonly monetary: "total" | "mean";
}

/**
 * Where one score ends and the next begins: `bins - 1` cuts each, ascending. Two equal cuts leave the bin between them empty.
 * @category RFM
 */
export interface RfmThresholds {
  /** Cuts of the days since the last purchase. */
  readonly recencyDays: readonly number[];
  /** Cuts of the number of purchases. */
  readonly frequency: readonly number[];
  /** Cuts of the money, in minor units. */
  readonly monetaryMinor: readonly number[];
  /** Which bin a value on a cut belongs to: `"right"`, when left out, the lower one (higher is value > cut), `"left"` the upper one (value >= cut). */
  readonly closed?: "left" | "right";
}

/**
 * The scores of one customer.
 * @category RFM
 */
export interface RfmRow {
  /** Who. */
  readonly customerId: CustomerId;
  /** Whole days from the local date of the last purchase to that of `asOf`; negative when it was after. */
  readonly recencyDays: number;
  /** Purchases. */
  readonly frequency: number;
  /** The money that was scored, in minor units: all of it, or the mean of a purchase, not rounded. */
  readonly monetaryMinor: number;
  /** All that the customer spent, in minor units. */
  readonly revenueMinor: number;
  /** The recency score, 1 (longest ago) to `bins`. */
  readonly r: number;
  /** The frequency score, 1 (fewest purchases) to `bins`. */
  readonly f: number;
  /** The monetary score, 1 (least money) to `bins`. */
  readonly m: number;
  /** The three in one: `"545"`, with more than nine bins `"10-4-9"`. */
  readonly score: string;
}

/**
 * How well one figure could be told apart.
 * @category RFM
 */
export interface RfmDiagnostics {
  /** How many different values there are. */
  readonly distinct: number;
  /** Customers with score 1, 2, … */
  readonly customersByScore: readonly number[];
  /** The scores that nobody has. */
  readonly emptyBins: readonly number[];
  /** Fewer different values than scores: the scores are lawful, but say less than they seem to. */
  readonly degenerate: boolean;
}

/**
 * How well each of the three figures could be told apart.
 * @category RFM
 */
export interface RfmFigureDiagnostics {
  /** Of the days since the last purchase; by recency score. */
  readonly recencyDays: RfmDiagnostics;
  /** Of the number of purchases. */
  readonly frequency: RfmDiagnostics;
  /** Of the money. */
  readonly monetaryMinor: RfmDiagnostics;
}

/**
 * The scores of all customers.
 * @category RFM
 */
export interface RfmScores {
  /** One row a customer, in the order of the summaries. */
  readonly rows: readonly RfmRow[];
  /**
   * The cuts that the scores come down to, lawful as `thresholds` of another call; `null` for `"ntile"` and `"nested"`, where the value alone does not tell the score,
   * and without customers unless thresholds were given.
   */
  readonly cuts: RfmThresholds | null;
  /** How well each figure could be told apart. */
  readonly diagnostics: RfmFigureDiagnostics;
  /** The currency of the money; `null` when the summaries do not say it. */
  readonly currency: string | null;
  /** What was scored. */
  readonly definition: RfmDefinition;
}

/**
 * What was scored, and how.
 * @category RFM
 */
export interface RfmDefinition {
  /** How a figure became a score. */
  readonly method: RfmMethod;
  /** How many scores there are. */
  readonly bins: number;
  /** What money was scored. */
  readonly monetary: "total" | "mean";
  /** When. */
  readonly asOf: Instant;
  /** The zone whose days were counted. */
  readonly timeZone: string;
}
