import { deepFreeze } from "./deep-freeze.js";
import type { SegmentMap } from "./segment-map.js";

/**
 * Ready segment maps.
 *
 * `classic` cuts five recency, frequency and monetary scores into eleven segments under the names that the field uses. Recency says whether a customer is still
 * here, frequency how much they are used to buying, and money only sets the most valuable of the frequent buyers apart: Champions among those who are here, Cannot
 * lose among those who stay away.
 *
 * `shopify` has the ten groups of customers with orders under the names that Shopify gives them, on five recency scores and the mean of the frequency and monetary
 * scores (`fm`). Shopify describes its groups in words ("recent, some orders, moderate spend"), and where one ends and the next begins is not published: the boxes are
 * this library's own reading of those words, and numbers will not be those that a shop sees there. Its eleventh group, Prospects, are customers without an order; they
 * have no scores and so no box.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const { classic, shopify } = segmentation.segmentMaps;
 * [...new Set(classic.segments.map(({ segment }) => segment))].length; // => 11
 * shopify.segments[0]; // => { segment: "Champions", r: [5, 5], fm: [4, 5] }
 *
 * @category Segment maps
 */
export const segmentMaps: {
  /** Five scores, eleven segments, without a hole. */
  readonly classic: SegmentMap;
  /** Five scores, ten segments by recency and the mean of frequency and money, without a hole; the names are Shopify's, the boxes are not. */
  readonly shopify: SegmentMap;
} = /* @__PURE__ */ deepFreeze({
  classic: {
    bins: 5,
    segments: [
      { segment: "Champions", r: [4, 5], f: [4, 5], m: [4, 5] },
      { segment: "Loyal", r: [3, 5], f: [4, 5] },
      { segment: "Potential loyalist", r: [4, 5], f: [2, 3] },
      { segment: "New", r: [5, 5], f: [1, 1] },
      { segment: "Promising", r: [4, 4], f: [1, 1] },
      { segment: "Needs attention", r: [3, 3], f: [3, 3] },
      { segment: "About to sleep", r: [3, 3], f: [1, 2] },
      { segment: "Cannot lose", r: [1, 2], f: [4, 5], m: [4, 5] },
      { segment: "At risk", r: [1, 2], f: [3, 5] },
      { segment: "Hibernating", r: [2, 2], f: [1, 2] },
      { segment: "Lost", r: [1, 1], f: [1, 2] },
    ],
  },
  shopify: {
    bins: 5,
    segments: [
      { segment: "Champions", r: [5, 5], fm: [4, 5] },
      { segment: "Loyal", r: [3, 4], fm: [4, 5] },
      { segment: "Active", r: [4, 5], fm: [2.5, 3.5] },
      { segment: "New", r: [5, 5], fm: [1, 2] },
      { segment: "Promising", r: [3, 4], fm: [1, 2] },
      { segment: "Needs attention", r: [3, 3], fm: [2.5, 3.5] },
      { segment: "Previously loyal", r: [1, 2], fm: [4.5, 5] },
      { segment: "At risk", r: [1, 2], fm: [3.5, 4] },
      { segment: "Almost lost", r: [1, 2], fm: [2.5, 3] },
      { segment: "Dormant", r: [1, 2], fm: [1, 2] },
    ],
  },
});
