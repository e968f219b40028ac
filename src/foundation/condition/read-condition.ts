// Reads conditions that come from outside, perhaps from somebody who means harm: every part is checked, and depth and size are bounded before anything is walked.
import { describeValue } from "../errors/describe-value.js";
import type { ValidationIssue } from "../errors/validation-error.js";
import { isObject, isStorable, locate, placeOfName, report } from "../readers/readers.js";
import { CONDITION_TESTS, type Condition, type ConditionField, type FieldCondition } from "./condition.js";
import { readExpected } from "./read-expected.js";

/** How deep conditions may lie in each other. */
export const DEEPEST_CONDITION = 16;
/** How many conditions and values a condition may hold in all. */
export const LARGEST_CONDITION = 500;

const FORMS = ["all", "any", "not", "field"] as const;
const LONGEST_FIELD = 256;
/** More unknown properties of one condition are not told. */
const MOST_STRANGERS = 20;

/** What one reading has used up so far. */
interface Reading {
  readonly fieldOf: (name: string) => ConditionField | undefined;
  readonly issues: ValidationIssue[];
  left: number;
}

/** The condition as a copy of its own, or `undefined` with everything that is wrong with it. */
export function readCondition(
  value: unknown,
  issues: ValidationIssue[],
  fieldOf: (name: string) => ConditionField | undefined,
): Condition | undefined {
  const before = issues.length;
  const condition = readNode(value, 1, { fieldOf, issues, left: LARGEST_CONDITION });
  return issues.length > before ? undefined : condition;
}

function readNode(value: unknown, depth: number, reading: Reading): Condition | undefined {
  const { issues } = reading;
  if (!takes(1, reading)) return undefined;
  if (depth > DEEPEST_CONDITION) {
    fault(issues, "too-deep", `expected conditions of at most ${DEEPEST_CONDITION} levels`);
    return undefined;
  }
  if (!isObject(value)) return report(issues, "not-an-object", "a condition", value) as undefined;
  const forms = FORMS.filter((form) => Object.hasOwn(value, form) && value[form] !== undefined);
  const [form] = forms;
  if (form === undefined || forms.length > 1) {
    fault(issues, "ambiguous-condition", `expected one of all, any, not or field, got ${forms.join(" and ") || "none of them"}`);
    return undefined;
  }
  if (form === "field") return readTests(value, reading);
  refuseOthers(value, [form], issues);
  if (form === "not") {
    const condition = within("not", reading, () => readNode(value["not"], depth + 1, reading));
    return condition && { not: condition };
  }
  const conditions = within(form, reading, () => readNodes(value[form], depth + 1, reading));
  if (conditions === undefined) return undefined;
  return form === "all" ? { all: conditions } : { any: conditions };
}

function readNodes(value: unknown, depth: number, reading: Reading): Condition[] | undefined {
  if (!Array.isArray(value)) return report(reading.issues, "invalid-list", "a list of conditions", value) as undefined;
  const conditions: Condition[] = [];
  for (let i = 0; i < value.length && reading.left >= 0; i += 1) {
    const condition = within(`[${i}]`, reading, () => readNode(value[i], depth, reading));
    if (condition !== undefined) conditions.push(condition);
  }
  return conditions;
}

function readTests(value: Readonly<Record<string, unknown>>, reading: Reading): FieldCondition | undefined {
  const { issues } = reading;
  const before = issues.length;
  refuseOthers(value, ["field", ...CONDITION_TESTS], issues);
  const { field } = value;
  const known = isStorable(field) && field.length <= LONGEST_FIELD ? reading.fieldOf(field) : undefined;
  if (known === undefined) {
    issues.push({ path: "field", code: "unknown-field", message: `expected a field that is known, got ${describeValue(field)}` });
    return undefined;
  }
  const tests = CONDITION_TESTS.filter((test) => Object.hasOwn(value, test) && value[test] !== undefined);
  if (tests.length === 0) fault(issues, "no-test", `expected at least one of ${CONDITION_TESTS.join(", ")}`);
  const read: Record<string, unknown> = { field };
  for (const test of tests) {
    if (!takes(test === "in" && Array.isArray(value["in"]) ? value["in"].length : 1, reading)) return undefined;
    read[test] = within(test, reading, () => readExpected(test, value[test], known, issues));
  }
  if (issues.length === before) refuseContradiction(read as unknown as FieldCondition, known, issues);
  return read as unknown as FieldCondition;
}

/** Tests that nothing can pass are a slip of whoever wrote them. */
function refuseContradiction({ exists, ...read }: FieldCondition, { list = false }: ConditionField, issues: ValidationIssue[]): void {
  const others = CONDITION_TESTS.filter((test) => Object.hasOwn(read, test));
  if (exists === false && others.length > 0) fault(issues, "contradiction", `expected no ${others.join(", ")} beside exists: false`);
  const { equals, in: among, atLeast, atMost } = read;
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    fault(issues, "contradiction", `expected atLeast to be at most atMost, got ${describeValue(atLeast)} and ${describeValue(atMost)}`);
  const passing = (equals === undefined ? among : [equals])?.filter(
    (value) => (among?.includes(value) ?? true) && (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost),
  );
  // The entries of a list may pass a test each.
  if (!list && passing?.length === 0) fault(issues, "contradiction", `expected a value that passes all of ${others.join(", ")}`);
}

function refuseOthers(value: Readonly<Record<string, unknown>>, allowed: readonly string[], issues: ValidationIssue[]): void {
  const strangers = Object.keys(value).filter((name) => !allowed.includes(name) && value[name] !== undefined);
  for (const name of strangers.slice(0, MOST_STRANGERS))
    issues.push({ path: placeOfName(name), code: "unknown-field", message: `expected one of ${allowed.join(", ")}` });
}

/** Uses up some of what a condition may hold; says so once when there is nothing left. */
function takes(count: number, reading: Reading): boolean {
  if (reading.left < 0) return false;
  reading.left -= count;
  if (reading.left < 0) fault(reading.issues, "too-large", `expected at most ${LARGEST_CONDITION} conditions and values in all`);
  return reading.left >= 0;
}

function within<T>(part: string, { issues }: Reading, read: () => T): T {
  const before = issues.length;
  const result = read();
  locate(issues, before, part);
  return result;
}

function fault(issues: ValidationIssue[], code: string, message: string): void {
  issues.push({ path: "", code, message });
}
