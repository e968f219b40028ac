import { customerId, purchaseId } from "clientele";
import { describe, expect, it } from "vitest";

describe.each([
  ["customerId", customerId],
  ["purchaseId", purchaseId],
])("%s", (argument, make) => {
  it.each(["1", " ", "ä", "__proto__", "constructor", "x".repeat(256)])("takes %o as it is", (text) => {
    expect(make(text)).toBe(text);
  });

  it.each(["", "x".repeat(257), 17, null, undefined, {}])("refuses %o", (text) => {
    expect(() => make(text as string)).toThrow(expect.objectContaining({ code: "invalid-argument", argument, received: text }));
  });
});
