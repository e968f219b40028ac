export type {
  AllCondition,
  AnyCondition,
  Condition,
  ConditionField,
  ConditionFields,
  ConditionFieldType,
  ConditionTest,
  ConditionValue,
  FieldCondition,
  NotCondition,
} from "./condition/condition.js";
export { decidingTests, type DecidingTest } from "./condition/deciding-tests.js";
export {
  evaluateCondition,
  type AllTrace,
  type AnyTrace,
  type ConditionTrace,
  type FieldTrace,
  type NotTrace,
  type TestTrace,
} from "./condition/evaluate-condition.js";
export { parseCondition } from "./condition/parse-condition.js";
export type { Accumulator } from "./accumulator/accumulator.js";
export { InvalidArgumentError, isInvalidArgumentError } from "./errors/invalid-argument-error.js";
export type { Rejection } from "./errors/rejection.js";
export { isValidationError, ValidationError, type ValidationIssue } from "./errors/validation-error.js";
export { customerId, purchaseId, type CustomerId, type PurchaseId } from "./ids/ids.js";
export { rate, type Rate } from "./rate/rate.js";
export { err, ok, type Err, type Ok, type Result } from "./result/result.js";
