import type { SegmentMap } from "./segment-map.js";

/**
 * Ready segment maps.
 *
 * `classic` cuts five recency, frequency and monetary scores into eleven segments under the names that the field uses. Recency says whether a customer is still
 * here, frequency how much they are used to buying, and money only sets the most valuable of the frequent buyers apart: Champions among those who are here, Cannot
 * lose among those who stay away.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * [...new Set(segmentation.segmentMaps.classic.segments.map(({ segment }) => segment))].length; // => 11
 *
 * @category Segment maps
 */
export const segmentMaps: {
  /** Five scores, eleven segments, without a hole. */
  readonly classic: SegmentMap;
} = deepFreeze({
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
});

/** Nobody may change for all others what `classic` means. */
function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
