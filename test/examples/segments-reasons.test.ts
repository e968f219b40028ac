// Why somebody is in a segment or not, in words.
import { evaluateCondition, type Condition } from "clientele/foundation";
import { describe, expect, it } from "vitest";
import { reasonsOf } from "../../examples/segments/reasons.js";
import { reasonWords } from "../../examples/segments/words.js";

describe("reasons in words", () => {
  const words = (condition: Condition, subject: object): string[] => {
    const trace = evaluateCondition(condition, subject);
    return reasonsOf(trace).map((reason) => reasonWords(reason, trace.holds, { currency: "EUR", timeZone: "UTC" }));
  };
  const regular = { field: "lifecycle.stage", equals: "regular" };
  const rich = { field: "summary.revenueMinor", atLeast: 100_00 };

  it.each<[string, Condition, object, string[]]>([
    [
      "all: each that fails",
      { all: [regular, rich] },
      {},
      ["lifecycle stage: not known (it takes regular)", "revenue: not known (it takes €100.00 or more)"],
    ],
    [
      "all: not those that hold",
      { all: [regular, rich] },
      { lifecycle: { stage: "regular" }, summary: { revenueMinor: 99_99 } },
      ["revenue: €99.99 (it takes €100.00 or more)"],
    ],
    [
      "any: together",
      { any: [regular, rich] },
      { lifecycle: { stage: "new" } },
      ["lifecycle stage: new (it takes regular), and revenue: not known (it takes €100.00 or more)"],
    ],
    ["any that holds: the one", { any: [regular, rich] }, { lifecycle: { stage: "regular" } }, ["lifecycle stage: regular"]],
    [
      "not",
      { not: { field: "tags", in: ["press", "staff"] } },
      { tags: ["vip", "press"] },
      ["tags: vip, press (it takes anything but press or staff)"],
    ],
    [
      "not all: one less would do",
      { not: { all: [regular, rich] } },
      { lifecycle: { stage: "regular" }, summary: { revenueMinor: 100_00 } },
      ["lifecycle stage: regular (it takes anything but regular), and revenue: €100.00 (it takes anything but €100.00 or more)"],
    ],
    [
      "not any: each",
      { not: { any: [regular, rich] } },
      { lifecycle: { stage: "regular" }, summary: { revenueMinor: 100_00 } },
      ["lifecycle stage: regular (it takes anything but regular)", "revenue: €100.00 (it takes anything but €100.00 or more)"],
    ],
    [
      "one field, two tests at once",
      { field: "rfm.r", atLeast: 4, in: [4, 5] },
      { rfm: { r: 2 } },
      ["rfm.r: 2 (it takes 4 or 5 and 4 or more)"],
    ],
    [
      "neither there nor late enough",
      {
        any: [
          { field: "rfm.r", exists: false },
          { field: "rfm.r", atLeast: 4 },
        ],
      },
      { rfm: { r: 2 } },
      ["rfm.r: 2 (it takes none, or 4 or more)"],
    ],
    [
      "a moment",
      { field: "acquiredAt", atMost: Date.UTC(2024, 0, 1) },
      { acquiredAt: Date.UTC(2024, 5, 1) },
      ["acquiredAt: 2024-06-01 (it takes 2024-01-01 or less)"],
    ],
    [
      "what must not be there",
      { not: { field: "contact.contacts", exists: true } },
      { contact: { contacts: 3 } },
      ["contact.contacts: 3 (it takes none)"],
    ],
  ])("%s", (_, condition, subject, expected) => {
    expect(words(condition, subject)).toEqual(expected);
  });
});
