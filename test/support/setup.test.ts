import { expect, it } from "vitest";

it("tests run in a zone far from UTC", () => {
  const expected = process.env["CLIENTELE_TEST_TZ"] ?? "Pacific/Apia";
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(expected);
  if (expected === "Pacific/Apia") expect(new Date(0).getTimezoneOffset()).toBe(660);
});
