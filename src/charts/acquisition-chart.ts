import { checkFinite, checkOneOf } from "../foundation/errors/check.js";
import { currencyDigits } from "../foundation/money/currency.js";
import { DAY_MS } from "../foundation/time/civil.js";
import { FIRST_INSTANT, type Instant } from "../foundation/time/instant.js";
import { periodIndex, periodLabel, type PeriodSpec, type PeriodUnit } from "../foundation/time/periods.js";
import type { AcquisitionByPeriod } from "../retention/acquisition-by-period.js";
import { amountScale, chart, CHART_WIDTH, spacedLabels } from "./chart-base.js";
import type { ChartOptions, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What an acquisition chart draws.
 * @category Charts
 */
export interface AcquisitionChartOptions extends ChartOptions {
  /** What is stacked: the revenue, how many purchases, or how many customers bought; `"revenue"` when left out. */
  readonly measure?: AcquisitionMeasure;
}

/**
 * What an acquisition chart stacks.
 * @category Charts
 */
export type AcquisitionMeasure = "revenue" | "purchases" | "customers";

const UNITS: readonly PeriodUnit[] = ["day", "week", "month", "quarter", "year"];
/** More areas could not be told apart; then cohorts are drawn together by longer periods. */
const MOST_AREAS = 12;
const MOST_LABELS = 12;
/** The middle of a week lies in the month and year that most of its days are in; that of a Monday week in the year that it is named after. */
const HALF_WEEK_MS = 3.5 * DAY_MS;
/** From the oldest customers, dark at the bottom, to the newest. */
const TONES = ["#08306B", "#2171B5", "#6BAED6", "#C6DBEF", "#FDD49E", "#FDAE61", "#E6550D"];

/**
 * Draws where the revenue of each period comes from: stacked areas of what the customers of each acquisition cohort bring in, the oldest customers at the bottom.
 *
 * Areas that keep their height are customers who stay; a top edge held up by new areas alone is bought anew each period. With more than 12 cohorts those of a month, a
 * quarter or a year are one area; a week belongs to the one that most of its days are in. The running period is left out.
 *
 * @param acquisition - What `acquisitionByPeriod` gave.
 * @param options - What is stacked, and the heading.
 * @returns A Vega-Lite 5 specification; without complete periods a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when the measure is unknown, or a number is not finite.
 *
 * @example
 * import { charts, retention, simulation } from "clientele";
 *
 * const { purchases } = simulation.simulatePurchases({ seed: 7, from: "2025-01-01", until: "2026-01-01" });
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const acquisition = retention.acquisitionByPeriod(purchases, { period: month, asOf: "2025-12-20T00:00:00Z" });
 * charts.acquisitionChart(acquisition).title.subtitle;
 * // => ["Revenue by the month of the first purchase, the oldest customers at the bottom", "Without the running period 2025-12"]
 *
 * @category Charts
 */
export function acquisitionChart(acquisition: AcquisitionByPeriod, options: AcquisitionChartOptions = {}): VegaLiteSpec {
  const { measure = "revenue" } = options;
  checkOneOf("options.measure", measure, ["revenue", "purchases", "customers"]);
  const { periods, definition, currency } = acquisition;
  const complete = periods.filter((period) => period.complete).map(({ label }) => label);
  const running = periods.filter((period) => !period.complete).map(({ label }) => label);
  const { unit, areas } = areasOf(acquisition, measure, complete.length);
  const when = unit !== "week" && definition.period.unit === "week" ? `${unit} of the week` : unit;
  const values = areas.flatMap((area, place) =>
    area.values.map((value, i) => ({ period: complete[i] as string, cohort: area.label, place, value })),
  );
  const isEmpty = complete.length === 0;
  const what = { revenue: "Revenue", purchases: "Purchases", customers: "Customers who bought" }[measure];
  return chart(
    {
      title: options.title ?? "What old and new customers bring",
      subtitle: [
        `${what} by the ${when} of the first purchase, the oldest customers at the bottom`,
        running.length > 0 ? `Without the running period ${running.join(", ")}` : "",
      ],
      description: `Stacked areas over time: ${what.toLowerCase()} of each ${definition.period.unit}, by the ${when} in which the customers first bought.`,
      isEmpty,
    },
    {
      width: CHART_WIDTH,
      height: 320,
      data: { values },
      // An area needs two periods.
      mark: complete.length === 1 ? { type: "bar" } : { type: "area", stroke: "#FFFFFF", strokeWidth: 0.5 },
      encoding: {
        x: {
          field: "period",
          type: "ordinal",
          sort: null,
          scale: { domain: complete },
          title: "Period",
          axis: { values: spacedLabels(complete, MOST_LABELS), labelAngle: 0 },
        },
        y: {
          field: "value",
          type: "quantitative",
          stack: "zero",
          title: measure === "revenue" && currency !== null ? `Revenue, ${currency}` : what,
          scale: amountScale(isEmpty),
          axis: { tickCount: 5, format: ",~r" },
        },
        color: {
          field: "cohort",
          type: "nominal",
          sort: null,
          // Newest first, so that the names stand as the areas do.
          scale: { domain: areas.map(({ label }) => label).reverse(), range: tones(areas.length).reverse() },
          legend: { title: "First purchase", orient: "right" },
        },
        order: { field: "place", type: "quantitative", sort: "ascending" },
      },
    },
  );
}

/** What is drawn as one: the cohorts of one period, oldest first, with a number for each complete period. */
interface Area {
  readonly label: string;
  readonly values: number[];
}

function areasOf(acquisition: AcquisitionByPeriod, measure: AcquisitionMeasure, periods: number): { unit: PeriodUnit; areas: Area[] } {
  const { cohorts, currency, definition } = acquisition;
  const divisor = measure === "revenue" && currency !== null ? 10 ** currencyDigits(currency) : 1;
  const field = measure === "revenue" ? "revenueMinor" : measure;
  // Who was won in the running period has nothing to be drawn yet.
  const end = acquisition.periods[periods - 1]?.end ?? -Infinity;
  const reach = definition.period.unit === "week" ? HALF_WEEK_MS : 0;
  const moments = cohorts.filter(({ start }) => start < end).map(({ start }) => Math.max(start + reach, FIRST_INSTANT) as Instant);
  const spec = areaSpec(definition.period, moments);
  const areas = new Map<string, number[]>();
  moments.forEach((moment, i) => {
    const label = periodLabel(periodIndex(moment, spec), spec);
    const values = areas.get(label) ?? new Array<number>(periods).fill(0);
    for (let k = 0; k < periods; k += 1) {
      const value = acquisition[field][i]?.[k];
      checkFinite(`acquisition.${field}[${i}][${k}]`, value);
      (values[k] as number) += value;
    }
    areas.set(label, values);
  });
  return { unit: spec.unit, areas: Array.from(areas, ([label, values]) => ({ label, values: values.map((value) => value / divisor) })) };
}

/** The periods that areas stand for: those of the cohorts, or the shortest longer ones of which there are few enough. */
function areaSpec(period: PeriodSpec, moments: readonly Instant[]): PeriodSpec {
  const longer = UNITS.slice(UNITS.indexOf(period.unit)).map((unit): PeriodSpec => ({ ...period, unit }));
  const fits = (spec: PeriodSpec): boolean => new Set(moments.map((moment) => periodIndex(moment, spec))).size <= MOST_AREAS;
  return longer.find(fits) ?? { ...period, unit: "year" };
}

/** So many tones, evenly spaced between those given. */
function tones(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const place = count === 1 ? 1 : (i / (count - 1)) * (TONES.length - 1);
    const [below, above] = [channels(TONES[Math.floor(place)] as string), channels(TONES[Math.ceil(place)] as string)];
    return `#${below.map((value, channel) => hex(value + (place % 1) * ((above[channel] as number) - value))).join("")}`;
  });
}

function channels(tone: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(tone.slice(start, start + 2), 16));
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, "0").toUpperCase();
}
