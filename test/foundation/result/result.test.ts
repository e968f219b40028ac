import { err, ok, type Result } from "clientele";
import { describe, expect, it } from "vitest";

describe("a result", () => {
  it("is plain data that survives JSON", () => {
    const results: Result<number, { code: "no" }>[] = [ok(3), err({ code: "no" })];
    expect(JSON.parse(JSON.stringify(results))).toStrictEqual([
      { ok: true, value: 3 },
      { ok: false, error: { code: "no" } },
    ]);
  });

  it("holds the very value or error that was given", () => {
    const [value, error] = [{ points: 1 }, { code: "no" }];
    expect(ok(value).value).toBe(value);
    expect(err(error).error).toBe(error);
  });
});
