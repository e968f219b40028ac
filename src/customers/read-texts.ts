// Reads the texts of customers' records; each throws an InvalidArgumentError that names the place.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { LONGEST_ID } from "../foundation/ids/ids.js";
import { isStorable } from "../foundation/readers/readers.js";

/** The longest text that is more than a name: an address of a device, a piece of evidence. */
export const LONGEST_TEXT = 2000;
/** The most labels in one list. */
const MOST_NAMES = 1000;

/** A text as it is. */
export function readText(path: string, value: unknown, most: number = LONGEST_ID): string {
  if (typeof value === "string" && value !== "" && value.length <= most && isStorable(value)) return value;
  throw new InvalidArgumentError(path, `a string of 1 to ${most} whole characters`, value);
}

/** A text that stands for something, and so is more than blanks. */
export function readName(path: string, value: unknown, most: number = LONGEST_ID): string {
  if (typeof value === "string" && value.length <= most && value.trim() !== "" && isStorable(value)) return value;
  throw new InvalidArgumentError(path, `a string of 1 to ${most} whole characters, not all blank`, value);
}

/** Names in the order given, each once; entries that are not given are passed over. */
export function readNames(path: string, value: unknown): string[] {
  const names = readList(path, value, MOST_NAMES).map((name, i) => (isGiven(name) ? readName(`${path}[${i}]`, name) : undefined));
  return Array.from(new Set(names.filter((name) => name !== undefined)));
}

/** A list of at most so many entries, its holes `undefined`. */
export function readList(path: string, value: unknown, most: number): unknown[] {
  if (Array.isArray(value) && value.length <= most) return Array.from(value as unknown[]);
  throw new InvalidArgumentError(path, `a list of at most ${most} entries`, value);
}

/** Whether there is something: neither missing nor `null` nor empty. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
