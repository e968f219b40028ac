// Reads segments that come from outside. The one place that knows what a lawful one is.
import type { Condition, ConditionField } from "../../foundation/condition/condition.js";
import { fieldFinder } from "../../foundation/condition/known-fields.js";
import { readCondition } from "../../foundation/condition/read-condition.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { id, oneOf, optional, readSafely, type Reader } from "../../foundation/readers/readers.js";
import { record } from "../../foundation/readers/record.js";
import { segmentFields } from "./segment-fields.js";
import type { Segment, SegmentRuleOptions } from "./segment.js";

/** Reads segments whose rules may ask for the standard fields and those of the options. */
export function segmentReader({ fields = {} }: SegmentRuleOptions): (input: unknown, issues: ValidationIssue[]) => Segment {
  const read = record({
    kind: optional(oneOf(["segment"])),
    schemaVersion: optional(oneOf([1])),
    id,
    name: id,
    rule: conditionReader(fieldFinder({ ...segmentFields, ...fields })),
  });
  return (input, issues) => {
    const { id, name, rule } = (readSafely(input, read, issues) ?? {}) as Pick<Segment, "id" | "name" | "rule">;
    return { kind: "segment", schemaVersion: 1, id, name, rule };
  };
}

function conditionReader(fieldOf: (name: string) => ConditionField | undefined): Reader {
  return (value, issues): Condition | undefined => readCondition(value, issues, fieldOf);
}
