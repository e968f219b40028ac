import { purchases, segmentation, type ConditionTrace } from "clientele";
import { expectTypeOf, test } from "vitest";

const options = { asOf: 0, timeZone: "UTC", method: "quantile", monetary: "total" } as const;

test("customer summaries are scored, and scores are assigned", () => {
  expectTypeOf<purchases.CustomerSummary>().toExtend<segmentation.RfmSubject>();
  const rfm = segmentation.rfmScores([] as purchases.CustomerSummary[], options);
  expectTypeOf(rfm.rows).toEqualTypeOf<readonly segmentation.RfmRow[]>();
  expectTypeOf(segmentation.assignSegments(rfm, segmentation.segmentMaps.classic).segments).toEqualTypeOf<
    readonly segmentation.SegmentRow[]
  >();
});

test("what would change what a reader believes is not left out", () => {
  // @ts-expect-error [ts2345] -- by which rule?
  segmentation.rfmScores([], { asOf: 0, timeZone: "UTC", monetary: "total" });
  // @ts-expect-error [ts2345] -- all the money, or the mean?
  segmentation.rfmScores([], { asOf: 0, timeZone: "UTC", method: "quantile" });
  // @ts-expect-error [ts2345] -- where does an item on the cut belong?
  segmentation.abcClassify([], { thresholds: [0.8, 0.95] });
  // @ts-expect-error [ts2554] -- the share of which customers?
  segmentation.topShare([1, 2]);
});

test("what may be undefined says so", () => {
  expectTypeOf(segmentation.giniCoefficient([])).toEqualTypeOf<number | null>();
  expectTypeOf(segmentation.lorenzCurve(new Float64Array())).toEqualTypeOf<segmentation.LorenzCurve | null>();
  expectTypeOf<segmentation.XyzRow["class"]>().toEqualTypeOf<"X" | "Y" | "Z" | null>();
});

test("rules are conditions, and segments are asked about subjects", () => {
  const segment = segmentation.defineSegment({ id: "a", name: "A", rule: { field: "rfm.r", atLeast: 4 } });
  expectTypeOf(segment).toEqualTypeOf<segmentation.Segment>();
  expectTypeOf(segmentation.segmentSchema.parse(null)).toEqualTypeOf<segmentation.Segment>();
  expectTypeOf(segmentation.evaluateSegment(segment, { customerId: "anna" }).because).toEqualTypeOf<ConditionTrace>();
  // @ts-expect-error [ts2353] -- no such test
  segmentation.defineSegment({ id: "a", name: "A", rule: { field: "rfm.r", matches: "a+" } });
  // @ts-expect-error [ts2345] -- who?
  segmentation.evaluateSegment(segment, { rfm: { r: 4 } });
});

test("rows and columns of scores are assigned alike, and clusters may be refused", () => {
  const columns = segmentation.rfmColumns([], { ...options, revenue: "net", fullyRefunded: "exclude" });
  expectTypeOf(segmentation.assignSegments(columns, segmentation.segmentMaps.shopify)).toEqualTypeOf<segmentation.SegmentAssignment>();
  expectTypeOf(segmentation.rfmRows(columns)).toEqualTypeOf<segmentation.RfmRow[]>();
  const clusters = segmentation.kMeansSegments([] as segmentation.RfmRow[], { k: 2, seed: 1, features: ["r"] });
  if (!clusters.ok) expectTypeOf(clusters.error.code).toEqualTypeOf<"too-few-distinct-rows">();
});
