import type { Condition, ConditionFields } from "../../foundation/condition/condition.js";

/**
 * A group of customers that a rule describes, as plain JSON that an app can store.
 * @category Rule segments
 */
export interface Segment {
  /** Always `"segment"`. */
  readonly kind: "segment";
  /** The layout of this record. */
  readonly schemaVersion: 1;
  /** Names the segment; unique. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Who belongs to it. */
  readonly rule: Condition;
}

/**
 * A segment as forms and stores have it.
 * @category Rule segments
 */
export interface SegmentInput {
  /** `"segment"`, where it is given. */
  readonly kind?: "segment";
  /** 1, where it is given. */
  readonly schemaVersion?: 1;
  /** A string of 1 to 256 characters. */
  readonly id: string;
  /** A string of 1 to 256 characters. */
  readonly name: string;
  /** A condition on the {@link segmentFields}, and on the app's own. */
  readonly rule: Condition;
}

/**
 * What the rules of an app may ask for beyond the {@link segmentFields}.
 * @category Rule segments
 */
export interface SegmentRuleOptions {
  /** Fields of the app's own; they go before standard ones of the same name, patterns too. */
  readonly fields?: ConditionFields;
}

/**
 * What rules are asked about: everything that is known about one customer, nested as the names of the fields say. {@link segmentSubjects} makes them.
 * @category Rule segments
 */
export interface SegmentSubject {
  /** Who. */
  readonly customerId: string;
  /** What is known: `profile`, `summary`, `rfm`, `consent`, … */
  readonly [part: string]: unknown;
}
