// Reads segments that come from outside. The one place that knows what a lawful one is.
import type { Condition, ConditionField, ConditionFields } from "../../foundation/condition/condition.js";
import { checkObject } from "../../foundation/errors/check.js";
import { fieldFinder } from "../../foundation/condition/known-fields.js";
import { readCondition } from "../../foundation/condition/read-condition.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { id, oneOf, optional, readSafely, type Reader } from "../../foundation/readers/readers.js";
import { record } from "../../foundation/readers/record.js";
import { segmentFields } from "./segment-fields.js";
import type { Segment, SegmentRuleOptions } from "./segment.js";

/** Reads segments whose rules may ask for the standard fields and those of the options. */
export function segmentReader(options: SegmentRuleOptions): (input: unknown, issues: ValidationIssue[]) => Segment {
  checkObject("options", options);
  const { fields = {} } = options;
  const read = record({
    kind: optional(oneOf(["segment"])),
    schemaVersion: optional(oneOf([1])),
    id,
    name: id,
    rule: conditionReader(fieldFinder(withOwnFirst(fields), "options.fields")),
  });
  return (input, issues) => {
    const { id, name, rule } = (readSafely(input, read, issues) ?? {}) as Pick<Segment, "id" | "name" | "rule">;
    return { kind: "segment", schemaVersion: 1, id, name, rule };
  };
}

/** The app's own fields go before standard ones, patterns too. */
function withOwnFirst(fields: ConditionFields): ConditionFields {
  checkObject("options.fields", fields);
  return { ...fields, ...segmentFields, ...fields };
}

function conditionReader(fieldOf: (name: string) => ConditionField | undefined): Reader {
  return (value, issues): Condition | undefined => readCondition(value, issues, fieldOf);
}
