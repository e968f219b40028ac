import { checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { normalReach } from "../numerics/normal-quantile.js";
import { addToSum, emptySum, sumValue } from "../numerics/sum.js";
import type { EventTable } from "./event-table.js";
import { checkEventTable, riskSets } from "./risk-sets.js";
import { INTERVALS, limitOf, type SurvivalInterval } from "./survival-limits.js";

/**
 * How {@link kaplanMeier} draws its band.
 * @category Survival curves
 */
export interface KaplanMeierOptions {
  /** How often the band of one moment is to hold the truth, between 0 and 1; 0.95 when left out. */
  readonly level?: number;
  /** On which scale; `"log-log"` when left out. */
  readonly interval?: SurvivalInterval;
}

/**
 * The share still there over time. Before the first time it is 1; from each time up to the next it stays as it is.
 * @category Survival curves
 */
export interface SurvivalCurve {
  /** What it is. */
  readonly kind: "survival-curve";
  /** How often the band of one moment is to hold the truth. */
  readonly level: number;
  /** On which scale the band was made. */
  readonly interval: SurvivalInterval;
  /** The different times of events and censorings, ascending. */
  readonly time: readonly number[];
  /** Per time, how many were watched and still there just before. */
  readonly atRisk: readonly number[];
  /** Per time, how many had the event. */
  readonly events: readonly number[];
  /** Per time, how many were censored; they were still there when the events of that time happened. */
  readonly censored: readonly number[];
  /** Per time, the share that is still there after it. */
  readonly survival: readonly number[];
  /** Per time, the standard error of that share; `null` where it is 0. */
  readonly standardError: readonly (number | null)[];
  /** Per time, the lower limit; `null` where the share is 0, and for `"log-log"`, `"logit"` and `"arcsin"` also where it is 1. */
  readonly lower: readonly (number | null)[];
  /** Per time, the upper limit; `null` as the lower one is. */
  readonly upper: readonly (number | null)[];
  /** What was computed. */
  readonly definition: {
    /** The product of the shares that survive each time. */
    readonly method: "kaplan-meier";
    /** How its variance was estimated. */
    readonly variance: "greenwood";
  };
}

/**
 * The share still there over time, from customers of whom some had not left when last seen: the estimator of Kaplan and Meier (1958).
 *
 * S(t) is the product of 1 - d / n over the times up to t, where n are at risk (entered before, not yet gone) and d have the event; events come before censorings of the
 * same time. Standard errors by Greenwood's formula. The band holds its level at each moment, not for the whole curve at once. Cost: O(times).
 *
 * @param table - The rows, counted by {@link eventTable}.
 * @param options - The level and the scale of the band.
 * @returns The curve; without times when the table is empty.
 * @throws An {@link InvalidArgumentError} when the table is none, or an option is not lawful.
 *
 * @example
 * import { eventTable, kaplanMeier } from "clientele/survival";
 *
 * const table = eventTable({ time: [2, 2, 2, 5, 5, 9, 9, 9], event: [1, 0, 1, 1, 0, 0, 1, 0] });
 * const { time, atRisk, survival, lower, upper } = kaplanMeier(table);
 * time; // => [2, 5, 9]
 * atRisk; // => [8, 5, 3]
 * survival.map((share) => share.toFixed(2)); // => ["0.75", "0.60", "0.40"]
 * [lower[0]?.toFixed(3), upper[0]?.toFixed(3)]; // => ["0.315", "0.931"]
 *
 * @category Survival curves
 */
export function kaplanMeier(table: EventTable, options: KaplanMeierOptions = {}): SurvivalCurve {
  const { level = 0.95, interval = "log-log" } = options;
  checkLevel(level);
  checkOneOf("options.interval", interval, INTERVALS);
  checkEventTable("table", table);
  const atRisk = riskSets(table);
  const { survival, spread } = productLimit(atRisk, table.events);
  return {
    kind: "survival-curve",
    level,
    interval,
    time: table.time.slice(),
    atRisk,
    events: table.events.slice(),
    censored: table.censored.slice(),
    survival,
    ...band(survival, spread, { interval, level }),
    definition: { method: "kaplan-meier", variance: "greenwood" },
  };
}

export function checkLevel(level: unknown): asserts level is number {
  if (typeof level !== "number" || !(level > 0 && level < 1))
    throw new InvalidArgumentError("options.level", "a level between 0 and 1", level);
}

type Band = Pick<SurvivalCurve, "standardError" | "lower" | "upper">;

function band(survival: readonly number[], spread: Float64Array, { interval, level }: Required<KaplanMeierOptions>): Band {
  const [limit, reach] = [limitOf(interval), normalReach(level)];
  const { length } = survival;
  const standardError = new Array<number | null>(length);
  const lower = new Array<number | null>(length);
  const upper = new Array<number | null>(length);
  for (let i = 0; i < length; i++) {
    const share = survival[i] as number;
    const deviation = spread[i] as number;
    standardError[i] = share === 0 ? null : share * deviation;
    lower[i] = limit(share, deviation, -reach);
    upper[i] = limit(share, deviation, reach);
  }
  return { standardError, lower, upper };
}

/** The share still there, and the standard error of its logarithm, which means nothing once the share is 0. */
export function productLimit(atRisk: readonly number[], events: readonly number[]): { survival: number[]; spread: Float64Array } {
  const survival = new Array<number>(events.length);
  const spread = new Float64Array(events.length);
  const variance = emptySum();
  let share = 1;
  // As long as nobody is censored or enters between two events, the product is one quotient.
  let [start, startRisk, left] = [1, 0, -1];
  for (let i = 0; i < events.length; i++) {
    const n = atRisk[i] as number;
    const d = events[i] as number;
    if (d > 0) {
      if (n !== left) {
        start = share;
        startRisk = n;
      }
      left = n - d;
      share = start * (left / startRisk);
      if (left > 0) addToSum(variance, d / n / left);
    }
    survival[i] = share;
    spread[i] = Math.sqrt(sumValue(variance));
  }
  return { survival, spread };
}
