import { decidingTests, type DecidingTest } from "../../foundation/condition/deciding-tests.js";
import { evaluateCondition, type ConditionTrace } from "../../foundation/condition/evaluate-condition.js";
import { checkSegment, checkSubject } from "./check-segment.js";
import type { Segment, SegmentSubject } from "./segment.js";

/**
 * Whether a customer belongs to a segment, and why.
 * @category Rule segments
 */
export interface SegmentEvaluation {
  /** Which segment. */
  readonly segmentId: string;
  /** Who. */
  readonly customerId: string;
  /** Whether they belong to it. */
  readonly matches: boolean;
  /** How every test of the rule came out. */
  readonly because: ConditionTrace;
  /** The tests that decided: what would have to be otherwise. */
  readonly deciding: readonly DecidingTest[];
}

/**
 * Says whether one customer belongs to a segment, and why or why not, test by test.
 *
 * Only the subject's own properties are read. The trace repeats what is known about the customer in the fields that the rule asks for: show it to those alone who may
 * see that. Cost: O(size of the rule).
 *
 * @param segment - The segment.
 * @param subject - The customer; see {@link segmentSubjects}.
 * @returns The answer with its reasons.
 * @throws An {@link InvalidArgumentError} when the segment or the subject is not one.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const late = segmentation.defineSegment({ id: "late", name: "Away for long", rule: { field: "rfm.recencyDays", atLeast: 180 } });
 * const { matches, deciding } = segmentation.evaluateSegment(late, { customerId: "anna", rfm: { recencyDays: 20 } });
 * matches; // => false
 * deciding; // => [{ field: "rfm.recencyDays", value: 20, test: "atLeast", expected: 180, holds: false }]
 *
 * @category Rule segments
 */
export function evaluateSegment(segment: Segment, subject: SegmentSubject): SegmentEvaluation {
  checkSegment("segment", segment);
  checkSubject("subject", subject);
  const because = evaluateCondition(segment.rule, subject);
  return { segmentId: segment.id, customerId: subject.customerId, matches: because.holds, because, deciding: decidingTests(because) };
}
