import { decidingTests, evaluateCondition, parseCondition, type Condition, type ConditionFields, type ConditionTrace } from "clientele";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionTest } from "../../../src/foundation/condition/evaluate-condition.js";

const FIELDS: ConditionFields = { a: { type: "number" }, "b.c": { type: "text" }, d: { type: "text", list: true }, e: { type: "boolean" } };

const number = fc.integer({ min: 0, max: 4 });
const text = fc.constantFrom("x", "y", "z");
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant("a"), equals: number }),
  fc.record({ field: fc.constant("a"), atLeast: number }),
  fc.record({ field: fc.constant("a"), in: fc.array(number, { minLength: 1, maxLength: 3 }) }),
  number.chain((least) => fc.record({ field: fc.constant("a"), atLeast: fc.constant(least), atMost: fc.integer({ min: least, max: 4 }) })),
  fc.record({ field: fc.constantFrom("b.c", "d"), equals: text }),
  fc.record({ field: fc.constantFrom("b.c", "d"), in: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({ field: fc.constant("e"), equals: fc.boolean() }),
  fc.record({ field: fc.constantFrom("a", "b.c", "d", "e"), exists: fc.boolean() }),
);
/** Conditions whose lists hold at least so many. */
const conditions = (minLength: number): fc.Arbitrary<Condition> =>
  fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie("condition"), { minLength, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { minLength, maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
    ),
  })).condition;
const condition = conditions(0);
const missing = fc.constantFrom(null, undefined);
const subject = fc.record(
  {
    a: fc.oneof(number, missing),
    b: fc.oneof(fc.record({ c: fc.oneof(text, missing) }), missing),
    d: fc.oneof(fc.array(text, { maxLength: 2 }), missing),
    e: fc.oneof(fc.boolean(), missing),
  },
  { requiredKeys: [] },
);

/** What a condition says, read plainly. */
function says(rule: Condition, about: Record<string, unknown>): boolean {
  if ("all" in rule) return !rule.all.some((part) => !says(part, about));
  if ("any" in rule) return rule.any.some((part) => says(part, about));
  if ("not" in rule) return !says(rule.not, about);
  const value = rule.field === "b.c" ? (about["b"] as { c?: unknown } | null | undefined)?.c : about[rule.field];
  const values = (Array.isArray(value) ? value : [value]).filter((entry) => entry !== null && entry !== undefined) as (string | number)[];
  if (rule.exists !== undefined) return values.length > 0 === rule.exists;
  const accepts = (entry: string | number | boolean): boolean =>
    (rule.equals === undefined || entry === rule.equals) &&
    (rule.in === undefined || rule.in.includes(entry)) &&
    (rule.atLeast === undefined || entry >= rule.atLeast) &&
    (rule.atMost === undefined || entry <= rule.atMost);
  return values.some(accepts);
}

function sizeOf(rule: Condition): number {
  if ("all" in rule) return 1 + rule.all.reduce((sum, part) => sum + sizeOf(part), 0);
  if ("any" in rule) return 1 + rule.any.reduce((sum, part) => sum + sizeOf(part), 0);
  return "not" in rule ? 1 + sizeOf(rule.not) : 1;
}

/** The trace with a name of its own for every field. */
function named(trace: ConditionTrace, next: () => string): ConditionTrace {
  if ("all" in trace) return { ...trace, all: trace.all.map((part) => named(part, next)) };
  if ("any" in trace) return { ...trace, any: trace.any.map((part) => named(part, next)) };
  return "not" in trace ? { ...trace, not: named(trace.not, next) } : { ...trace, field: next() };
}

/** How a trace would come out if the named tests came out otherwise. */
function comesOut(trace: ConditionTrace, turned: ReadonlySet<string>): boolean {
  if ("all" in trace) return trace.all.every((part) => comesOut(part, turned));
  if ("any" in trace) return trace.any.some((part) => comesOut(part, turned));
  if ("not" in trace) return !comesOut(trace.not, turned);
  return trace.tests.every(({ test, holds }) => holds !== turned.has(`${trace.field} ${test}`));
}

describe("conditions", () => {
  it("say the same in a trace, made ready for many, and read plainly", () => {
    fc.assert(
      fc.property(condition, subject, (rule, about) => {
        const expected = says(rule, about);
        expect(evaluateCondition(rule, about).holds).toBe(expected);
        expect(conditionTest(rule)(about)).toBe(expected);
      }),
    );
  });

  it("hold and fail, both", () => {
    const outcomes = new Set(fc.sample(fc.tuple(condition, subject), 200).map(([rule, about]) => evaluateCondition(rule, about).holds));
    expect(outcomes).toEqual(new Set([true, false]));
  });

  it("are read back as they are, from JSON too", () => {
    fc.assert(
      fc.property(condition, (rule) => {
        expect(parseCondition(JSON.parse(JSON.stringify(rule)), FIELDS)).toEqual(rule);
      }),
    );
  });

  it("follow De Morgan", () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 3 }), subject, (rules, about) => {
        const negated = rules.map((rule) => ({ not: rule }));
        expect(evaluateCondition({ not: { all: rules } }, about).holds).toBe(evaluateCondition({ any: negated }, about).holds);
      }),
    );
  });

  it("come out otherwise when all deciding tests do", () => {
    fc.assert(
      fc.property(conditions(1), subject, (rule, about) => {
        let fields = 0;
        const trace = named(evaluateCondition(rule, about), () => `f${(fields += 1)}`);
        const deciding = decidingTests(trace);
        expect(deciding.length).toBeGreaterThan(0);
        expect(comesOut(trace, new Set())).toBe(trace.holds);
        expect(comesOut(trace, new Set(deciding.map(({ field, test }) => `${field} ${test}`)))).toBe(!trace.holds);
      }),
    );
  });

  it("read only own properties of the subject, at most four for every part of the rule", () => {
    fc.assert(
      fc.property(condition, subject, (rule, about) => {
        let reads = 0;
        const watched = (target: object): object =>
          new Proxy(target, {
            get(own, name) {
              reads += 1;
              if (!Object.hasOwn(own, name)) throw new Error(`read ${String(name)}, which is not the subject's own`);
              const value = Reflect.get(own, name) as unknown;
              return typeof value === "object" && value !== null && !Array.isArray(value) ? watched(value) : value;
            },
            getPrototypeOf: () => {
              throw new Error("asked for the prototype");
            },
            set: () => {
              throw new Error("written to");
            },
          });
        evaluateCondition(rule, watched(about));
        expect(reads).toBeLessThanOrEqual(4 * sizeOf(rule));
      }),
    );
  });
});
