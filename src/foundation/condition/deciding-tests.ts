import type { ConditionTest, ConditionValue } from "./condition.js";
import type { ConditionTrace } from "./evaluate-condition.js";

/**
 * A test that decided how a condition came out.
 * @category Conditions
 */
export interface DecidingTest {
  /** The field. */
  readonly field: string;
  /** What the subject has there; `null` when it has nothing. */
  readonly value: ConditionValue | readonly ConditionValue[] | null;
  /** Which test. */
  readonly test: ConditionTest;
  /** What it expects. */
  readonly expected: ConditionValue | readonly ConditionValue[];
  /** Whether it holds. */
  readonly holds: boolean;
}

/**
 * Picks from a trace the tests that answer "why": those that would have to come out otherwise for the whole to come out otherwise.
 *
 * Where all had to hold and did not, the ones that failed; where any had to hold and none did, all of them; and so on down the tree.
 *
 * @param trace - How a condition came out.
 * @returns The tests, in the order of the rule.
 *
 * @example
 * import { decidingTests, evaluateCondition } from "clientele";
 *
 * const condition = { all: [{ field: "rfm.r", atLeast: 4 }, { field: "tags", equals: "vip" }] };
 * const trace = evaluateCondition(condition, { rfm: { r: 5 }, tags: ["press"] });
 * decidingTests(trace); // => [{ field: "tags", value: ["press"], test: "equals", expected: "vip", holds: false }]
 *
 * @category Conditions
 */
export function decidingTests(trace: ConditionTrace): DecidingTest[] {
  if ("all" in trace) return trace.all.filter(({ holds }) => trace.holds || !holds).flatMap(decidingTests);
  if ("any" in trace) return trace.any.filter(({ holds }) => !trace.holds || holds).flatMap(decidingTests);
  if ("not" in trace) return decidingTests(trace.not);
  const { field, value } = trace;
  return trace.tests.filter(({ holds }) => trace.holds || !holds).map((test) => ({ field, value, ...test }));
}
