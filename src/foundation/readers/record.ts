// Reads objects by the readers of their fields.
import type { ValidationIssue } from "../errors/validation-error.js";
import { ENOUGH, isObject, isPlain, locate, placeOfName, report, type Fields, type Reader } from "./readers.js";

/** An object of these fields and no others. Fields left out stay left out. */
export function record(fields: Fields): Reader {
  const names = Object.keys(fields);
  const readers = Object.values(fields);
  return (value, issues) => {
    if (!isObject(value)) return report(issues, "not-an-object", "an object", value);
    const read = readByName(names, readers, value, issues);
    for (const name in value) {
      if (Object.hasOwn(fields, name) || value[name] === undefined) continue;
      issues.push({ path: placeOfName(name), code: "unknown-field", message: `expected one of ${names.join(", ")}` });
      if (issues.length >= ENOUGH) break;
    }
    return read;
  };
}

/**
 * An object that has these fields of its own; others are left out. Made for speed: an object that is in order is given back as it is, and copied only otherwise.
 */
export function openRecord(fields: Fields): Reader {
  const names = Object.keys(fields);
  const readers = Object.values(fields);
  const places = new Map(names.map((name, i) => [name, i]));
  const isNeeded = readers.map((reader) => !takesNothing(reader));
  const needed = isNeeded.filter(Boolean).length;

  /** Goes through the object once, field by field as they come, which is what engines do fastest; `undefined` where something is not in order. */
  function readAsTheyCome(value: Record<string, unknown>, issues: ValidationIssue[]): Record<string, unknown> | undefined {
    const before = issues.length;
    let read = value;
    let found = 0;
    let next = 0;
    for (const name in value) {
      const place = names[next] === name ? next : (places.get(name) ?? names.length);
      if (place === names.length) return undefined;
      const given = value[name];
      const field = (readers[place] as Reader)(given, issues);
      if (issues.length > before || field === undefined) return undefined;
      if (!Object.is(field, given)) {
        if (read === value) read = { ...value };
        read[name] = field;
      }
      if (isNeeded[place] === true) found += 1;
      next = place + 1;
    }
    return found === needed ? read : undefined;
  }

  return (value, issues) => {
    if (!isObject(value)) return report(issues, "not-an-object", "an object", value);
    const before = issues.length;
    const read = isPlain(value) ? readAsTheyCome(value, issues) : undefined;
    if (read !== undefined) return read;
    issues.length = before;
    return readByName(names, readers, value, issues);
  };
}

function readByName(
  names: readonly string[],
  readers: readonly Reader[],
  value: Readonly<Record<string, unknown>>,
  issues: ValidationIssue[],
): unknown {
  const read: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    const before = issues.length;
    const field = (readers[i] as Reader)(value[name], issues);
    if (field !== undefined) read[name] = field;
    if (issues.length > before) locate(issues, before, name);
  }
  return read;
}

/** Whether a reader is content when there is nothing. */
function takesNothing(reader: Reader): boolean {
  const issues: ValidationIssue[] = [];
  reader(undefined, issues);
  return issues.length === 0;
}
