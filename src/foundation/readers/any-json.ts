import { compareIds } from "../ids/ids.js";
import { isPlain, isStorable, report, type Reader } from "./readers.js";

const DEEPEST = 32;
const MOST_NODES = 10_000;

/** Anything that JSON can hold, at most 32 levels deep and 10000 values long, as a copy with sorted keys. */
export const anyJson: Reader = (value, issues) => {
  if (value === null) return null;
  let nodes = 0;
  const copy = (part: unknown, depth: number): unknown => {
    nodes += 1;
    if (depth > DEEPEST || nodes > MOST_NODES) throw new Error("too large");
    if (part === null || typeof part === "boolean" || isStorable(part)) return part;
    if (typeof part === "number" && Number.isFinite(part)) return part + 0;
    if (Array.isArray(part)) return Array.from(part as unknown[], (entry) => copy(entry, depth + 1));
    if (typeof part !== "object" || !isPlain(part)) throw new Error("not JSON");
    const entries = Object.entries(part);
    if (!entries.every(([name]) => isStorable(name))) throw new Error("not storable");
    return Object.fromEntries(
      entries
        .filter(([, entry]) => entry !== undefined)
        .sort(([a], [b]) => compareIds(a, b))
        .map(([name, entry]) => [name, copy(entry, depth + 1)]),
    );
  };
  try {
    return copy(value, 0);
  } catch {
    return report(issues, "invalid-json", `JSON of at most ${DEEPEST} levels and ${MOST_NODES} values`, value);
  }
};
