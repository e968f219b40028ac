import { checkFinite, checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { currencyDigits } from "../foundation/money/currency.js";
import type { SegmentAssignment } from "../segmentation/assign-segments.js";
import type { RfmScores } from "../segmentation/rfm.js";
import { chart, spacedLabels } from "./chart-base.js";
import { heatMap, type CellLine } from "./heat-map.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";
import { withThousands } from "./with-thousands.js";

/** What is counted in one cell. */
interface Tally {
  customers: number;
  revenueMinor: number;
  readonly segments: Map<string, number>;
}

/** How large cells are drawn, and what is written into them. */
interface CellLooks {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly CellLine[];
  /** What the subtitle says of the text. */
  readonly says: string;
  readonly hasNames: boolean;
}

/** More scores than this leave no room for names in the cells, more than that none for text. */
const MOST_WITH_NAMES = 6;
const MOST_WITH_TEXT = 12;
/** More names along an axis would touch each other. */
const MOST_SCORE_NAMES = 25;
/** In letters. */
const LONGEST_NAME = 20;

/**
 * Draws where customers stand by recency and frequency: one cell for each pair of scores, with its customers, what one of them spent on average, and the segment that
 * most of them are in.
 *
 * The best are at the top right: bought lately, and often. Segments may depend on money too, so that a cell can hold several; it shows the largest, the first in the
 * order of the map among equals. With more than six scores the names are left out, with more than twelve the cells are colours alone.
 *
 * @param rfm - The scores, as `rfmScores` gives them; of columns `{ ...columns, rows: rfmRows(columns) }`.
 * @param assignment - The segments of the same customers in the same order, as `assignSegments` gives them; no names when left out.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification, money in major units; without customers a lawful chart of empty cells.
 * @throws An {@link InvalidArgumentError} when a score is none of the bins, a number is not finite, or the assignment is of other customers.
 *
 * @example
 * import { charts, segmentation } from "clientele";
 *
 * const summaries = [
 *   { customerId: "anna", lastAt: Date.UTC(2024, 4, 30), purchases: 9, revenueMinor: 45_000, currency: "EUR" },
 *   { customerId: "ben", lastAt: Date.UTC(2023, 6, 1), purchases: 2, revenueMinor: 8_000, currency: "EUR" },
 * ];
 * const rfm = segmentation.rfmScores(summaries, { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 2, method: "quantile", monetary: "total" });
 * const segments = segmentation.assignSegments(rfm, { bins: 2, segments: [{ segment: "active", r: [2, 2] }, { segment: "away" }] });
 * const spec = charts.rfmMapChart(rfm, segments);
 * spec.title.subtitle; // => ["2 customers by their scores: how many, and what one spent on average in EUR", "With the segment that most of them are in"]
 *
 * @category Charts
 */
export function rfmMapChart(
  rfm: Pick<RfmScores, "rows" | "currency" | "definition">,
  assignment?: Pick<SegmentAssignment, "rows" | "segments"> | null,
  options: ChartOptions = {},
): VegaLiteSpec {
  const { rows, currency, definition } = rfm;
  const { bins } = definition;
  checkInteger("rfm.definition.bins", bins, 2, 100);
  const digits = currency === null ? 0 : currencyDigits(currency);
  const order = assignment?.segments.map(({ segment }) => segment) ?? [];
  const tallies = tallyCells(rows, bins, assignment?.rows ?? null);
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  const cells = [...scores]
    .reverse()
    .flatMap((r) => scores.map((f) => cellOf(r, f, tallies.get(r * (bins + 1) + f) ?? null, order, digits)));
  const names = scores.map(String);
  const looks = cellLooks(bins, order.length > 0);
  const side = { names, axis: { labelAngle: 0, values: spacedLabels(names, MOST_SCORE_NAMES) } };
  return chart(
    {
      title: options.title ?? "Where customers stand: recency and frequency",
      subtitle: [
        `${customersOf(rows.length)} by their scores${looks.says}${looks.says !== "" && currency !== null ? ` in ${currency}` : ""}`,
        looks.hasNames ? "With the segment that most of them are in" : "",
      ],
      description:
        "Heat map: one row a recency score, the most recent at the top, one column a frequency score, coloured by the number of customers.",
      isEmpty: rows.length === 0,
    },
    heatMap({
      cells,
      columns: { ...side, field: "frequency", step: looks.width, title: "Frequency score (right: most purchases)" },
      rows: { ...side, field: "recency", step: looks.height, title: "Recency score (top: bought last)", names: [...names].reverse() },
      heat: { field: "customers", title: "Customers", format: "~s" },
      lines: looks.lines,
      words: "words",
    }),
  );
}

function cellLooks(bins: number, hasSegments: boolean): CellLooks {
  const says = ": how many, and what one spent on average";
  if (bins > MOST_WITH_TEXT) {
    const side = Math.max(5, Math.floor(560 / bins));
    return { width: side, height: side, lines: [], says: "", hasNames: false };
  }
  const isSmall = bins > MOST_WITH_NAMES;
  const hasNames = hasSegments && !isSmall;
  const [width, height] = isSmall ? [62, 40] : [126, hasNames ? 66 : 52];
  const middle = hasNames ? 0 : -7;
  const lines: CellLine[] = [
    { field: "customersLabel", fontSize: isSmall ? 11 : 15, fontWeight: "bold", dy: middle },
    { field: "spendLabel", fontSize: isSmall ? 9 : 11, dy: hasNames ? 19 : 10 },
  ];
  return { width, height, lines: hasNames ? [{ field: "segmentLabel", fontSize: 11, dy: -19 }, ...lines] : lines, says, hasNames };
}

function tallyCells(rows: RfmScores["rows"], bins: number, segments: SegmentAssignment["rows"] | null): Map<number, Tally> {
  if (segments !== null && segments.length !== rows.length) {
    throw new InvalidArgumentError("assignment.rows", `the ${rows.length} customers of the scores`, segments);
  }
  const tallies = new Map<number, Tally>();
  for (const [i, { customerId, r, f, revenueMinor }] of rows.entries()) {
    checkInteger(`rfm.rows[${i}].r`, r, 1, bins);
    checkInteger(`rfm.rows[${i}].f`, f, 1, bins);
    checkFinite(`rfm.rows[${i}].revenueMinor`, revenueMinor);
    const place = r * (bins + 1) + f;
    const tally = tallies.get(place) ?? { customers: 0, revenueMinor: 0, segments: new Map<string, number>() };
    tallies.set(place, tally);
    tally.customers += 1;
    tally.revenueMinor += revenueMinor;
    if (segments === null) continue;
    const own = segments[i];
    if (own?.customerId !== customerId) {
      throw new InvalidArgumentError(
        `assignment.rows[${i}].customerId`,
        `the customer of the scores, ${JSON.stringify(customerId)}`,
        own?.customerId,
      );
    }
    tally.segments.set(own.segment, (tally.segments.get(own.segment) ?? 0) + 1);
  }
  return tallies;
}

function cellOf(r: number, f: number, tally: Tally | null, order: readonly string[], digits: number): Record<string, Json> {
  const place = { recency: String(r), frequency: String(f) };
  const words = `recency ${r}, frequency ${f}`;
  if (tally === null) {
    const blank = { customersLabel: "", spendLabel: "", segmentLabel: "" };
    return { ...place, customers: null, meanSpend: null, segment: null, ...blank, words: `${words}: nobody` };
  }
  const { customers, revenueMinor, segments } = tally;
  const meanSpend = revenueMinor / customers / 10 ** digits;
  const segment = order.reduce<string | null>(
    (best, name) => ((segments.get(name) ?? 0) > (best === null ? 0 : (segments.get(best) ?? 0)) ? name : best),
    null,
  );
  const customersLabel = withThousands(customers);
  // Cents tell nothing in an amount of hundreds.
  const spendLabel = `Ø ${withThousands(meanSpend, Math.abs(meanSpend) < 100 ? digits : 0)}`;
  const segmentLabel = segment === null ? "" : shortened(segment);
  const named = segment === null ? "" : `, ${segment}`;
  return {
    ...place,
    customers,
    meanSpend,
    segment,
    customersLabel,
    spendLabel,
    segmentLabel,
    words: `${words}: ${customersOf(customers)}, ${spendLabel}${named}`,
  };
}

function customersOf(customers: number): string {
  return customers === 1 ? "1 customer" : `${withThousands(customers)} customers`;
}

/** A name that fits into a cell. */
function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
}
