// Text of a file as it may be shown: short, and without characters that steer a terminal.

const LONGEST_NAME = 40;
const MOST_NAMES = 12;
/** Controls but the line break and the tab, and the marks that turn the direction of writing. */
const STEERING = /(?![\n\t])\p{Cc}|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** The text without control characters. */
export function printable(text: string): string {
  return text.replace(STEERING, "");
}

/** A name from a file, cut when it is long. */
export function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** Names one after the other; of many only the first. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).map(shortened).join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
}
