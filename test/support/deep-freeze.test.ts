import { describe, expect, it } from "vitest";
import { deepFreeze, withoutWriting } from "./deep-freeze.js";

describe("the guard of inputs", () => {
  it("throws at a write to a frozen value, however deep", () => {
    const input = deepFreeze({ rows: [{ minor: 1 }] });
    expect(() => {
      (input.rows[0] as { minor: number }).minor = 2;
    }).toThrow(TypeError);
  });

  it("sees a write to a typed array", () => {
    const columns = { at: Float64Array.of(1, 2) };
    expect(withoutWriting(columns, ({ at }) => at.length)).toBe(2);
    expect(() => withoutWriting(columns, ({ at }) => at.reverse())).toThrow("at was written to");
  });
});
