// The library speaks of its options; whoever runs the program knows its flags.
import { inFlagWords } from "../customer-base-report/flag-words.js";

const FLAGS: ReadonlyMap<string, string> = new Map([
  ["a date, YYYY-MM-DD (a moment: with a timeZone beside it)", "a date such as 2024-12-31"],
  ["options.from", "--as-of"],
  ["options.until", "--as-of"],
]);

/** A message of the library with the program's flags. */
export function inMetricsWords(message: string): string {
  return inFlagWords([...FLAGS].reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), message));
}
