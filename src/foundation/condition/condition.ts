/**
 * What must hold of a subject: a tree of tests on its fields, as plain JSON, so that an app can store it and a person can be told what it says.
 *
 * One of four forms: all of several, any of several, the opposite of one, or tests of one field.
 *
 * @category Conditions
 */
export type Condition = AllCondition | AnyCondition | NotCondition | FieldCondition;

/**
 * Holds when every one of its conditions holds; of no conditions, always.
 * @category Conditions
 */
export interface AllCondition {
  /** The conditions. */
  readonly all: readonly Condition[];
}

/**
 * Holds when at least one of its conditions holds; of no conditions, never.
 * @category Conditions
 */
export interface AnyCondition {
  /** The conditions. */
  readonly any: readonly Condition[];
}

/**
 * Holds when its condition does not. A missing field fails a test, so the opposite of the test holds for it.
 * @category Conditions
 */
export interface NotCondition {
  /** The condition. */
  readonly not: Condition;
}

/**
 * Tests of one field. All that are there must hold; a missing field passes only `exists: false`.
 *
 * A list (interests, tags) passes `equals` and `in` when one of its entries does.
 *
 * @category Conditions
 */
export interface FieldCondition {
  /** The field, its parts joined by dots: `"rfm.r"`. */
  readonly field: string;
  /** The value is this. */
  readonly equals?: ConditionValue;
  /** The value is one of these. */
  readonly in?: readonly ConditionValue[];
  /** The value is this or more; of dates and instants, then or later. */
  readonly atLeast?: number | string;
  /** The value is this or less; of dates and instants, then or earlier. */
  readonly atMost?: number | string;
  /** Whether there is a value at all. */
  readonly exists?: boolean;
}

/**
 * What a field is compared with.
 * @category Conditions
 */
export type ConditionValue = string | number | boolean;

/**
 * What a field of a subject holds.
 * @category Conditions
 */
export interface ConditionField {
  /**
   * What its values are: numbers, texts, booleans, local dates (`"2024-05-01"`), instants (epoch milliseconds; rules may also say ISO 8601 with offset), or any text,
   * number or boolean.
   */
  readonly type: ConditionFieldType;
  /** Whether it holds several values. */
  readonly list?: boolean;
  /** The values that a text may have; any when left out. */
  readonly values?: readonly string[];
}

/**
 * The kind of values that a field holds.
 * @category Conditions
 */
export type ConditionFieldType = "number" | "text" | "boolean" | "date" | "instant" | "any";

/**
 * The fields that conditions may ask for, by name. A `*` stands for any one part, at the end for all that is left of the name: `"consent.*.*"` allows
 * `"consent.newsletter.email"`.
 * @category Conditions
 */
export type ConditionFields = Readonly<Record<string, ConditionField>>;

/**
 * What a field's tests are called.
 * @category Conditions
 */
export type ConditionTest = "equals" | "in" | "atLeast" | "atMost" | "exists";

/** The tests in the order in which they are told. */
export const CONDITION_TESTS: readonly ConditionTest[] = ["exists", "equals", "in", "atLeast", "atMost"];
