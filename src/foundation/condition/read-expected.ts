// Reads what a test expects of a field, by what the field holds.
import type { ValidationIssue } from "../errors/validation-error.js";
import { calendarDate, isStorable, locate, momentOf, report, type Reader } from "../readers/readers.js";
import type { ConditionField, ConditionFieldType, ConditionTest } from "./condition.js";

const LONGEST_TEXT = 1000;

/** What a test expects, in the form in which it is compared. */
export function readExpected(test: ConditionTest, value: unknown, field: ConditionField, issues: ValidationIssue[]): unknown {
  if (test === "exists") return READERS.boolean(value, issues);
  const read = valueReader(field);
  if (test === "equals") return read(value, issues);
  if (test === "in") return readList(value, read, issues);
  const isOrdered = field.list !== true && field.type !== "boolean" && field.type !== "text";
  if (!isOrdered) return report(issues, "wrong-test", `no ${test} for a field that is ${nameOf(field)}`, value);
  return field.type === "any" ? READERS.number(value, issues) : read(value, issues);
}

function readList(value: unknown, read: Reader, issues: ValidationIssue[]): unknown[] | undefined {
  if (!Array.isArray(value) || value.length === 0)
    return report(issues, "invalid-list", "a list of at least one value", value) as undefined;
  return Array.from(value, (entry: unknown, i) => {
    const before = issues.length;
    const read1 = read(entry, issues);
    locate(issues, before, `[${i}]`);
    return read1;
  });
}

function valueReader({ type, values }: ConditionField): Reader {
  if (values === undefined) return READERS[type];
  return (value, issues) =>
    values.includes(value as string) ? value : report(issues, "unknown-value", `one of ${values.join(", ")}`, value);
}

function nameOf({ type, list }: ConditionField): string {
  return list === true ? `a list of ${type} values` : type;
}

const READERS: Readonly<Record<ConditionFieldType, Reader>> = {
  number: (value, issues) =>
    typeof value === "number" && Number.isFinite(value) ? value + 0 : report(issues, "invalid-number", "a finite number", value),
  text: (value, issues) =>
    isStorable(value) && value.length <= LONGEST_TEXT
      ? value
      : report(issues, "invalid-text", `a text of at most ${LONGEST_TEXT} whole characters`, value),
  boolean: (value, issues) => (typeof value === "boolean" ? value : report(issues, "invalid-boolean", "true or false", value)),
  date: (value, issues) => calendarDate(value, issues),
  instant: (value, issues) => momentOf(value, issues),
  any: (value, issues) => {
    if (typeof value === "string") return READERS.text(value, issues);
    return typeof value === "number" ? READERS.number(value, issues) : READERS.boolean(value, issues);
  },
};
