import {
  assignSegments,
  rfmColumns,
  type RfmColumnsOptions,
  type RfmMethod,
  rfmRows,
  rfmScores,
  segmentCounts,
  segmentMaps,
} from "clientele/segmentation";
import type { CurrencyCode } from "clientele/money";
import { customerSummaries, type PurchaseColumns } from "clientele/purchases";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutWriting } from "../support/deep-freeze.js";

const DAY = 86_400_000;
const asOf = Date.parse("2024-06-30T22:30:00Z");
/** Columns with ids in any order, customers without purchases, purchases after `asOf`, and refunds in part and in full. */
const columns = fc
  .record({
    customerIds: fc.uniqueArray(
      fc.oneof(fc.constantFrom("__proto__", "constructor", "Z", "a"), fc.string({ minLength: 1, maxLength: 3 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
    rows: fc.array(
      fc.record({
        customer: fc.nat(),
        at: fc.integer({ min: asOf - 400 * DAY, max: asOf + 20 * DAY }),
        amount: fc.integer({ min: 0, max: 500 }),
        refunded: fc.constantFrom(0, 0, 0.5, 1),
      }),
      { maxLength: 60, size: "max" },
    ),
    refunds: fc.boolean(),
  })
  .map(({ customerIds, rows, refunds }): PurchaseColumns => ({
    customerIds,
    customer: Int32Array.from(rows, ({ customer }) => customer % customerIds.length),
    at: Float64Array.from(rows, ({ at }) => at),
    amountMinor: Float64Array.from(rows, ({ amount }) => amount),
    ...(refunds && { refundedMinor: Float64Array.from(rows, ({ amount, refunded }) => Math.floor(amount * refunded)) }),
    currency: "EUR" as CurrencyCode,
  }));
const METHODS: readonly RfmMethod[] = ["quantile", "quantile-left-closed", "ntile", "mid-rank", "thresholds", "equal-width", "nested"];
const thresholds = { recencyDays: [10, 50, 100, 200], frequency: [1, 2, 3, 5], monetaryMinor: [100, 200, 400, 800] };
const options = fc
  .record({
    asOf: fc.constant(asOf),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin"),
    bins: fc.constant(5),
    method: fc.constantFrom(...METHODS),
    monetary: fc.constantFrom("total", "mean"),
    revenue: fc.constantFrom("net", "gross"),
    fullyRefunded: fc.constantFrom("exclude", "include"),
  })
  .map((how): RfmColumnsOptions => (how.method === "thresholds" ? { ...how, thresholds } : how));

describe("rfmColumns", () => {
  it("are the scores of the summaries, by every method", () => {
    const methods = new Set<RfmMethod>();
    let customers = 0;
    fc.assert(
      fc.property(columns, options, (purchases, how) => {
        const ours = withoutWriting(purchases, (frozen) => rfmColumns(frozen, how));
        const summaries = customerSummaries(purchases, { ...how, occasion: "purchase" });
        const rfm = rfmScores(summaries, how);
        const { revenue, fullyRefunded } = how;
        expect({
          rows: rfmRows(ours),
          cuts: ours.cuts,
          diagnostics: ours.diagnostics,
          currency: ours.currency,
          definition: ours.definition,
        }).toStrictEqual({ ...rfm, definition: { ...rfm.definition, revenue, fullyRefunded } });
        methods.add(how.method);
        customers += rfm.rows.length;
      }),
    );
    expect(methods.size).toBe(METHODS.length);
    expect(customers).toBeGreaterThan(500);
  });

  it("are assigned and counted as rows are", () => {
    fc.assert(
      fc.property(columns, options, fc.constantFrom(segmentMaps.classic, segmentMaps.shopify), (purchases, how, map) => {
        const ours = rfmColumns(purchases, how);
        const ofRows = assignSegments(rfmScores(customerSummaries(purchases, { ...how, occasion: "purchase" }), how), map);
        const { rows, segments, currency } = assignSegments(ours, map);
        expect({ rows, segments, currency }).toStrictEqual({
          rows: ofRows.rows,
          segments: ofRows.segments,
          currency: ofRows.currency,
        });
        const counts = segmentCounts(ours, map);
        expect(counts.segments).toStrictEqual(segments);
        expect(counts.segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(ours.customerIds.length);
      }),
    );
  });
});
