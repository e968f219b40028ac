import { conditionTest } from "../../foundation/condition/evaluate-condition.js";
import { checkIterable } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { checkSegment, checkSubject } from "./check-segment.js";
import type { Segment, SegmentSubject } from "./segment.js";

/**
 * Who belongs to which of several segments.
 * @category Rule segments
 */
export interface SegmentAudience {
  /** The segments in the order given, each with its customers. */
  readonly segments: readonly SegmentMembers[];
  /** The pairs of segments that share customers, in the order of the segments. */
  readonly overlaps: readonly SegmentOverlap[];
  /** All customers who were asked about. */
  readonly customers: number;
  /** The customers who belong to none of the segments. */
  readonly unmatchedIds: readonly string[];
}

/**
 * The customers of one segment.
 * @category Rule segments
 */
export interface SegmentMembers {
  /** Which segment. */
  readonly segmentId: string;
  /** What people call it. */
  readonly name: string;
  /** Everybody who belongs to it, in the order of the subjects. */
  readonly customerIds: readonly string[];
  /** Those of them who belong to no segment before it: so that each customer is addressed once, by the segment that comes first. */
  readonly exclusiveIds: readonly string[];
}

/**
 * How many customers two segments share.
 * @category Rule segments
 */
export interface SegmentOverlap {
  /** The one that comes first. */
  readonly segmentId: string;
  /** The other. */
  readonly otherId: string;
  /** How many belong to both; 1 or more. */
  readonly customers: number;
}

/**
 * Goes through all customers and says who belongs to which segment, how the segments overlap, and who gets which when each customer may be in one only: the first in
 * the order given.
 *
 * Cost: O(size of the rules) a customer, and the square of the number of segments that they belong to.
 *
 * @param segments - The segments, the most important first; at most 1000.
 * @param subjects - The customers, each once; see {@link segmentSubjects}.
 * @returns The members of each segment. The exclusive members and the unmatched add up to all customers.
 * @throws An {@link InvalidArgumentError} when two segments have one id, a customer comes twice, or something is no segment or no subject.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const vips = segmentation.defineSegment({ id: "vips", name: "VIPs", rule: { field: "rfm.m", equals: 5 } });
 * const late = segmentation.defineSegment({ id: "late", name: "Away for long", rule: { field: "rfm.r", atMost: 2 } });
 * const { segments, overlaps, unmatchedIds } = segmentation.segmentAudience([vips, late], [
 *   { customerId: "anna", rfm: { r: 1, m: 5 } },
 *   { customerId: "ben", rfm: { r: 2, m: 1 } },
 *   { customerId: "cem", rfm: { r: 5, m: 3 } },
 * ]);
 * segments[1]; // => { segmentId: "late", name: "Away for long", customerIds: ["anna", "ben"], exclusiveIds: ["ben"] }
 * overlaps; // => [{ segmentId: "vips", otherId: "late", customers: 1 }]
 * unmatchedIds; // => ["cem"]
 *
 * @category Rule segments
 */
export function segmentAudience(segments: Iterable<Segment>, subjects: Iterable<SegmentSubject>): SegmentAudience {
  checkIterable("segments", segments);
  checkIterable("subjects", subjects);
  const members = membersOf(Array.from(segments));
  const shared = new Int32Array(members.length ** 2);
  const seen = new Set<string>();
  const unmatchedIds: string[] = [];
  for (const subject of subjects) {
    checkSubject(`subjects[${seen.size}]`, subject);
    const { customerId } = subject;
    if (seen.has(customerId)) throw new InvalidArgumentError(`subjects[${seen.size}].customerId`, "each customer once", customerId);
    seen.add(customerId);
    const matching: number[] = [];
    for (let i = 0; i < members.length; i += 1) if (members[i]?.holds(subject) === true) matching.push(i);
    matching.forEach((first, place) => {
      const { customerIds, exclusiveIds } = members[first] as Members;
      customerIds.push(customerId);
      if (place === 0) exclusiveIds.push(customerId);
      for (const other of matching.slice(place + 1)) (shared[first * members.length + other] as number) += 1;
    });
    if (matching.length === 0) unmatchedIds.push(customerId);
  }
  return {
    segments: members.map(({ segment, customerIds, exclusiveIds }) => ({
      segmentId: segment.id,
      name: segment.name,
      customerIds,
      exclusiveIds,
    })),
    overlaps: overlapsOf(members, shared),
    customers: seen.size,
    unmatchedIds,
  };
}

interface Members {
  readonly segment: Segment;
  readonly holds: (subject: SegmentSubject) => boolean;
  readonly customerIds: string[];
  readonly exclusiveIds: string[];
}

/** More could not be told apart by anybody, and their overlaps would not fit. */
const MOST_SEGMENTS = 1000;

function membersOf(segments: readonly Segment[]): Members[] {
  if (segments.length > MOST_SEGMENTS) throw new InvalidArgumentError("segments", `at most ${MOST_SEGMENTS} segments`, segments.length);
  const ids = new Set<string>();
  return Array.from(segments, (segment, i) => {
    checkSegment(`segments[${i}]`, segment);
    if (ids.has(segment.id)) throw new InvalidArgumentError(`segments[${i}].id`, "an id of its own", segment.id);
    ids.add(segment.id);
    return { segment, holds: conditionTest(segment.rule), customerIds: [], exclusiveIds: [] };
  });
}

/** The pairs that share somebody; `shared` has a row and a column a segment. */
function overlapsOf(members: readonly Members[], shared: Int32Array): SegmentOverlap[] {
  const idAt = (place: number): string => (members[place] as Members).segment.id;
  const overlaps: SegmentOverlap[] = [];
  shared.forEach((customers, pair) => {
    if (customers > 0)
      overlaps.push({ segmentId: idAt(Math.floor(pair / members.length)), otherId: idAt(pair % members.length), customers });
  });
  return overlaps;
}
