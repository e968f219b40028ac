import type { EventRow } from "clientele/survival";
import fc from "fast-check";

const whole = fc.nat(8);
const broken = fc.integer({ min: 0, max: 40 }).map((steps) => steps / 8);

function rowsOf(time: fc.Arbitrary<number>): fc.Arbitrary<EventRow[]> {
  return fc.array(fc.record({ time, event: fc.boolean() }), { maxLength: 40 });
}

/** Rows with many ties, whole times or not. */
export const plainRows: fc.Arbitrary<EventRow[]> = fc.oneof(rowsOf(whole), rowsOf(broken));

const fullRow = fc
  .record({
    time: fc.oneof(whole, broken),
    event: fc.oneof(fc.boolean(), fc.constantFrom(0, 1)),
    weight: fc.option(fc.nat(3), { nil: undefined }),
    before: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  })
  .map(({ time, event, weight, before }): EventRow => ({
    time,
    event,
    ...(weight !== undefined && { weight }),
    ...(before !== undefined && time > 0 && { entry: Math.max(0, time - before / 2) }),
  }));

/** Rows of which some entered late, and some stand for several. */
export const rows: fc.Arbitrary<EventRow[]> = fc.array(fullRow, { maxLength: 30 });

/** Each row as often as its weight says. */
export function spreadOut(given: readonly EventRow[]): EventRow[] {
  return given.flatMap(({ weight = 1, ...row }) => Array.from({ length: weight }, () => row));
}

/** Equal up to rounding; `null` only equals `null`. */
export function isNear(got: unknown, expected: unknown, relative = 1e-12): boolean {
  if (typeof got === "number" && typeof expected === "number") return Math.abs(got - expected) <= relative * (Math.abs(expected) + 1e-3);
  if (Array.isArray(got) && Array.isArray(expected))
    return got.length === expected.length && got.every((value, i) => isNear(value, expected[i], relative));
  return got === expected;
}
