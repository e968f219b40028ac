import { checkIterable } from "../../foundation/errors/check.js";
import { rejection, type Rejection } from "../../foundation/errors/rejection.js";
import { ValidationError, type ValidationIssue } from "../../foundation/errors/validation-error.js";
import { segmentReader } from "./read-segment.js";
import type { Segment, SegmentInput, SegmentRuleOptions } from "./segment.js";

/**
 * Segments of a store, and the rows that are none.
 * @category Rule segments
 */
export interface ParsedSegments {
  /** The segments, in the order of the rows. */
  readonly values: Segment[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
}

/**
 * Defines a segment by a rule: who belongs to it is what the rule says, today and whenever it is asked.
 *
 * The rule is read and checked against the {@link segmentFields}: a field that nobody knows, a value of the wrong kind or a test that nothing can pass is an error that
 * names its place, so that a typing error does not become an empty list.
 *
 * @param segment - Its id, its name, and the rule.
 * @param options - Fields of the app's own.
 * @returns The segment, to be stored as JSON; {@link parseSegment} reads it back.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const vips = segmentation.defineSegment({
 *   id: "vips",
 *   name: "Regulars who may be written to",
 *   rule: { all: [{ field: "lifecycle.stage", equals: "regular" }, { field: "consent.newsletter.email", equals: "confirmed" }] },
 * });
 * vips.kind; // => "segment"
 * segmentation.defineSegment({ id: "x", name: "X", rule: { field: "lifecycle.stage", equals: "regulars" } }); // => throws validation
 *
 * @category Rule segments
 */
export function defineSegment(segment: SegmentInput, options: SegmentRuleOptions = {}): Segment {
  return parseSegment(segment, options);
}

/**
 * Reads one segment from outside: from a form, or back from a store.
 *
 * Made for input that nobody vouches for: rules are bounded in depth and size, ask only for fields that are named, and run no code.
 *
 * @param input - Anything, usually of `JSON.parse`; see {@link SegmentInput}.
 * @param options - Fields of the app's own; the same with which the segment was defined.
 * @returns The segment, as a copy.
 * @throws A {@link ValidationError} that lists everything wrong with it, each with its place (`"rule.all[1].field"`).
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const stored = JSON.stringify({ id: "late", name: "Away for long", rule: { field: "rfm.recencyDays", atLeast: 180 } });
 * segmentation.parseSegment(JSON.parse(stored)).rule; // => { field: "rfm.recencyDays", atLeast: 180 }
 *
 * @category Rule segments
 */
export function parseSegment(input: unknown, options: SegmentRuleOptions = {}): Segment {
  const issues: ValidationIssue[] = [];
  const segment = segmentReader(options)(input, issues);
  if (issues.length > 0) throw new ValidationError("segment", issues);
  return segment;
}

/**
 * Reads many segments from outside, and never stops at a bad one. A second segment with the id of one before is rejected.
 *
 * @param rows - The segments of a store.
 * @param options - Fields of the app's own.
 * @returns The segments, and the rejected rows with reasons.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; never because of a row.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const { values, rejected } = segmentation.parseSegments([
 *   { id: "late", name: "Away for long", rule: { field: "rfm.recencyDays", atLeast: 180 } },
 *   { id: "oops", name: "Oops", rule: { field: "rfm.recency", atLeast: 180 } },
 * ]);
 * values.length; // => 1
 * rejected[0]?.path; // => "rule.field"
 *
 * @category Rule segments
 */
export function parseSegments(rows: Iterable<unknown>, options: SegmentRuleOptions = {}): ParsedSegments {
  checkIterable("rows", rows);
  const read = segmentReader(options);
  const values: Segment[] = [];
  const rejected: Rejection[] = [];
  const ids = new Set<string>();
  let row = 0;
  for (const input of rows) {
    row += 1;
    const issues: ValidationIssue[] = [];
    const segment = read(input, issues);
    if (issues.length === 0 && ids.has(segment.id))
      issues.push({ path: "id", code: "id-conflict", message: `expected an id of its own, got that of another segment: ${segment.id}` });
    if (issues.length > 0) rejected.push(rejection(row, issues));
    else {
      ids.add(segment.id);
      values.push(segment);
    }
  }
  return { values, rejected };
}
