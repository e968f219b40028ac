// The trace of a rule in plain English: what a customer has in the fields that decided, and what it takes.
import type { ConditionTrace, FieldTrace, TestTrace } from "clientele/foundation";

/** One thing that decided, and that would have to be otherwise. */
export interface FoundReason {
  /** Of several alternatives any would do; usually there is one. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  readonly field: string;
  /** `null`: nothing is known there. */
  readonly value: FieldTrace["value"];
  /** What it takes there: any of these, each of demands that must be met together. */
  readonly takes: readonly (readonly Demand[])[];
}

/** A test, or the opposite of one. */
export interface Demand {
  readonly test: TestTrace["test"];
  readonly expected: TestTrace["expected"];
  readonly isOpposite: boolean;
}

/** What decided, in the order of the rule. Where any of several would have been enough, none of which is so, they are one reason. */
export function reasonsOf(trace: ConditionTrace, isOpposite: boolean = false): FoundReason[] {
  if ("not" in trace) return reasonsOf(trace.not, !isOpposite);
  if ("all" in trace || "any" in trace) {
    const parts = "all" in trace ? trace.all : trace.any;
    const deciding = parts.filter(({ holds }) => holds === trace.holds);
    const reasons = deciding.map((part) => reasonsOf(part, isOpposite));
    const isIn = trace.holds !== isOpposite;
    const isAnyEnough = !isIn && ("any" in trace ? !trace.holds : trace.holds);
    if (!isAnyEnough || reasons.length === 0) return reasons.flat();
    return [{ alternatives: joined(reasons.flat().flatMap(({ alternatives }) => alternatives)) }];
  }
  const { field, value, tests, holds } = trace;
  const demands = tests.filter((test) => test.holds === holds).map(({ test, expected }) => ({ test, expected, isOpposite }));
  // Whoever passes tests that none should pass is kept out by all of them, and one less would do.
  const takes = holds && isOpposite ? demands.map((demand) => [demand]) : [demands];
  return [{ alternatives: [{ field, value, takes }] }];
}

/** Alternatives in one field are told together. */
function joined(alternatives: readonly Alternative[]): Alternative[] {
  const byField = new Map<string, Alternative>();
  for (const { field, value, takes } of alternatives) {
    byField.set(field, { field, value, takes: [...(byField.get(field)?.takes ?? []), ...takes] });
  }
  return [...byField.values()];
}
