import type { Rate } from "../foundation/rate/rate.js";
import type { CustomerSummary } from "../purchases/customer-summaries.js";
import { abcClassify, giniCoefficient, lorenzCurve, topShare } from "../segmentation/index.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

/** The share of customers whose share of the revenue is given. */
const TOP = 0.2;
/** A picture needs no more points than this. */
const LORENZ_STEPS = 100;

/**
 * How unequally revenue is spread over customers.
 * @category Report
 */
export interface ConcentrationContent {
  /** 0 when all customers spend the same, near 1 when one spends all; `null` when revenue is 0. */
  readonly giniCoefficient: number | null;
  /** What the most valuable 20 % of customers brought in. */
  readonly topShare: Rate & {
    /** How many customers that is. */
    readonly count: number;
  };
  /** ABC classes by cumulative revenue: A up to 80 %, B up to 95 %, C the rest. */
  readonly abc: readonly AbcRow[];
  /** The Lorenz curve, thinned to at most 101 points for drawing; `null` where there is no Gini coefficient. */
  readonly lorenz: {
    /** Shares of customers, from those who spend least. */
    readonly population: readonly number[];
    /** The share of revenue that is theirs. */
    readonly share: readonly number[];
  } | null;
}

/**
 * One ABC class.
 * @category Report
 */
export interface AbcRow {
  /** The class. */
  readonly class: "A" | "B" | "C";
  /** How many customers. */
  readonly customers: number;
  /** Their revenue, in minor units. */
  readonly revenueMinor: number;
}

export function concentrationSection(summaries: readonly CustomerSummary[]): Section<ConcentrationContent> {
  if (summaries.length === 0) return unavailable(NO_PURCHASES);
  const values = summaries.map(({ revenueMinor }) => revenueMinor);
  const items = summaries.map(({ customerId, revenueMinor }) => ({ id: customerId, value: revenueMinor }));
  const { rows } = abcClassify(items, { thresholds: [0.8, 0.95], boundary: "crossing-in-higher" });
  const abc = (["A", "B", "C"] as const).map((name) => {
    const own = rows.filter((row) => row.class === name);
    return { class: name, customers: own.length, revenueMinor: own.reduce((sum, { value }) => sum + value, 0) };
  });
  return available({
    giniCoefficient: giniCoefficient(values),
    topShare: topShare(values, TOP),
    abc,
    lorenz: thinned(lorenzCurve(values)),
  });
}

function thinned(curve: ReturnType<typeof lorenzCurve>): ConcentrationContent["lorenz"] {
  if (curve === null) return null;
  const last = curve.population.length - 1;
  const steps = Math.min(last, LORENZ_STEPS);
  const places = Array.from({ length: steps + 1 }, (_, i) => Math.round((i * last) / steps));
  return { population: places.map((i) => curve.population[i] as number), share: places.map((i) => curve.share[i] as number) };
}
