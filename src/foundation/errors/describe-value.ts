const LONGEST_DESCRIPTION = 60;

/** Prints any value in one short line for an error message; never throws and never calls the value's own code. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(shorten(value));
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${shorten(String(value))}n`;
  if (typeof value === "symbol" || typeof value === "function") return `a ${typeof value}`;
  if (isArray(value)) return `an array of ${String(value.length)}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** A revoked proxy throws even when it is asked what it is. */
function isArray(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_DESCRIPTION ? `${text.slice(0, LONGEST_DESCRIPTION - 3)}...` : text;
}
