import { fieldValue, pathOfField, type FieldPath } from "../../foundation/condition/field-value.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../../foundation/ids/ids.js";
import type { Customer } from "../customer.js";
import { isScalarField } from "./customer-fields.js";

/** A field that one person cannot have two of. */
export interface SeparatingField {
  /** Its path: `"profile.birthday"`. */
  readonly field: string;
  /** The way to it; the name of an attribute may hold dots. */
  readonly path: FieldPath;
}

/** A field in which records differ. */
export interface Differing {
  readonly field: string;
  /** What they say, each once. */
  readonly values: readonly (string | number | boolean)[];
}

/** Reads the path of a single-valued field; `place` names it in an error. */
export function separatingField(field: unknown, place: string): SeparatingField {
  if (typeof field !== "string" || !isScalarField(field) || isLostInMerges(field))
    throw new InvalidArgumentError(
      place,
      'a field of a customer that has one value and that merges keep, such as "profile.birthday"',
      field,
    );
  return { field, path: pathOfField(field) };
}

/** Merged records have the address and the acquisition of one of them, whole: what another said there would keep nobody apart in a later run. */
function isLostInMerges(field: string): boolean {
  return field.startsWith("profile.address.") || field === "acquisition.referredBy";
}

/** The fields in which the records say different things; those that say nothing agree with everybody. */
export function fieldsThatDiffer(records: readonly Customer[], fields: readonly SeparatingField[]): Differing[] {
  return fields.flatMap(({ field, path }) => {
    const said = new Map<string, string | number | boolean>();
    for (const record of records) {
      const value = fieldValue(record, path);
      if (value !== undefined && typeof value !== "object") said.set(JSON.stringify(value), value);
    }
    if (said.size < 2) return [];
    return [{ field, values: [...said.entries()].sort(([a], [b]) => compareIds(a, b)).map(([, value]) => value) }];
  });
}
