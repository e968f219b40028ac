import { CONDITION_TESTS, type Condition, type ConditionTest, type ConditionValue, type FieldCondition } from "./condition.js";
import { fieldValue, pathOfField } from "./field-value.js";

/**
 * How a condition came out for one subject, test by test.
 * @category Conditions
 */
export type ConditionTrace = AllTrace | AnyTrace | NotTrace | FieldTrace;

/**
 * How all of several conditions came out.
 * @category Conditions
 */
export interface AllTrace {
  /** Each of them. */
  readonly all: readonly ConditionTrace[];
  /** Whether every one holds. */
  readonly holds: boolean;
}

/**
 * How any of several conditions came out.
 * @category Conditions
 */
export interface AnyTrace {
  /** Each of them. */
  readonly any: readonly ConditionTrace[];
  /** Whether at least one holds. */
  readonly holds: boolean;
}

/**
 * How the opposite of a condition came out.
 * @category Conditions
 */
export interface NotTrace {
  /** The condition. */
  readonly not: ConditionTrace;
  /** Whether the opposite holds. */
  readonly holds: boolean;
}

/**
 * How the tests of one field came out.
 * @category Conditions
 */
export interface FieldTrace {
  /** The field. */
  readonly field: string;
  /** What the subject has there; `null` when it has nothing. */
  readonly value: ConditionValue | readonly ConditionValue[] | null;
  /** Each test. */
  readonly tests: readonly TestTrace[];
  /** Whether all tests hold. */
  readonly holds: boolean;
}

/**
 * How one test of a field came out.
 * @category Conditions
 */
export interface TestTrace {
  /** Which test. */
  readonly test: ConditionTest;
  /** What it expects. */
  readonly expected: ConditionValue | readonly ConditionValue[];
  /** Whether it holds. */
  readonly holds: boolean;
}

/**
 * Says test by test how a condition comes out for one subject.
 *
 * Every test is made, those too that no longer matter, so that the trace tells the whole. Only the subject's own properties are read; a value that is no text, finite
 * number, boolean or list of those counts as missing, and so does an empty list. Cost: O(size of the condition), times the entries of the subject's lists that it asks for.
 *
 * @param condition - The condition, as {@link parseCondition} gives it.
 * @param subject - Who is asked about: an object of the fields, nested by the dots of their names.
 * @returns The trace; `holds` says how the whole came out.
 *
 * @example
 * import { evaluateCondition } from "clientele";
 *
 * const condition = { all: [{ field: "rfm.r", atLeast: 4 }, { not: { field: "consent.newsletter.email", equals: "withdrawn" } }] };
 * evaluateCondition(condition, { rfm: { r: 5 } }).holds; // => true
 * evaluateCondition({ field: "rfm.r", atLeast: 4 }, { rfm: { r: 3 } });
 * // => { field: "rfm.r", value: 3, tests: [{ test: "atLeast", expected: 4, holds: false }], holds: false }
 *
 * @category Conditions
 */
export function evaluateCondition(condition: Condition, subject: unknown): ConditionTrace {
  if ("all" in condition) {
    const all = condition.all.map((part) => evaluateCondition(part, subject));
    return { all, holds: all.every(({ holds }) => holds) };
  }
  if ("any" in condition) {
    const any = condition.any.map((part) => evaluateCondition(part, subject));
    return { any, holds: any.some(({ holds }) => holds) };
  }
  if ("not" in condition) {
    const not = evaluateCondition(condition.not, subject);
    return { not, holds: !not.holds };
  }
  const value = fieldValue(subject, pathOfField(condition.field));
  const tests = testsOf(condition).map(({ test, expected }) => ({ test, expected, holds: passes(test, value, expected) }));
  return { field: condition.field, value: value ?? null, tests, holds: tests.every(({ holds }) => holds) };
}

/** A condition made ready for many subjects. */
export function conditionTest(condition: Condition): (subject: unknown) => boolean {
  if ("all" in condition) {
    const parts = condition.all.map(conditionTest);
    return (subject) => parts.every((holds) => holds(subject));
  }
  if ("any" in condition) {
    const parts = condition.any.map(conditionTest);
    return (subject) => parts.some((holds) => holds(subject));
  }
  if ("not" in condition) {
    const part = conditionTest(condition.not);
    return (subject) => !part(subject);
  }
  const path = pathOfField(condition.field);
  const tests = testsOf(condition);
  return (subject) => {
    const value = fieldValue(subject, path);
    return tests.every(({ test, expected }) => passes(test, value, expected));
  };
}

interface Test {
  readonly test: ConditionTest;
  readonly expected: ConditionValue | readonly ConditionValue[];
}

function testsOf(condition: FieldCondition): Test[] {
  return CONDITION_TESTS.flatMap((test) => {
    const expected = condition[test];
    return expected === undefined ? [] : [{ test, expected }];
  });
}

type FieldValue = ReturnType<typeof fieldValue>;

function passes(test: ConditionTest, value: FieldValue, expected: Test["expected"]): boolean {
  if (test === "exists") return (value !== undefined) === expected;
  if (value === undefined) return false;
  const accepted: readonly ConditionValue[] = isList(expected) ? expected : [expected];
  if (test === "equals" || test === "in") return isList(value) ? value.some((entry) => accepted.includes(entry)) : accepted.includes(value);
  if (isList(value) || isList(expected) || typeof value !== typeof expected) return false;
  return test === "atLeast" ? value >= expected : value <= expected;
}

function isList(value: ConditionValue | readonly ConditionValue[]): value is readonly ConditionValue[] {
  return typeof value === "object";
}
