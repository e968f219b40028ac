import { mergeRecurringRevenue, recurringRevenue, type RecurringRevenue, type Subscription } from "clientele/subscriptions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { faultOf, HALF_YEAR, line, subscriptions, windows } from "./make.js";

const partsOf = (lines: readonly Subscription[], window: typeof HALF_YEAR, partOf: (id: string) => number): RecurringRevenue[] =>
  [0, 1, 2].map((part) =>
    recurringRevenue(
      lines.filter(({ customerId }) => partOf(customerId) === part),
      window,
    ),
  );

describe("recurring revenue of parts", () => {
  it("merged is that of the whole, however customers are split", () => {
    const seen = { rows: 0, former: 0, opening: 0, several: 0 };
    fc.assert(
      fc.property(subscriptions, windows, fc.func(fc.nat({ max: 2 })), (lines, window, partOf) => {
        const whole = recurringRevenue(lines, window);
        const parts = deepFreeze(partsOf(lines, window, partOf));
        expect(mergeRecurringRevenue(parts)).toStrictEqual(whole);
        expect(JSON.stringify(mergeRecurringRevenue(new Set(parts.toReversed())))).toBe(JSON.stringify(whole));
        seen.rows += whole.rows.length;
        seen.former += whole.formerCustomerIds.length;
        seen.opening += whole.opening.length;
        if (parts.filter(({ rows }) => rows.length > 0).length > 1) seen.several += 1;
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  it("may be stored before", () => {
    const parts = partsOf([line(), line({ customer: "ben" })], HALF_YEAR, (id) => (id === "ben" ? 1 : 0));
    const stored = JSON.parse(JSON.stringify(parts)) as RecurringRevenue[];
    // Databases keep the fields of an object in an order of their own.
    const turned = stored.map((part) => ({
      ...part,
      definition: { asOf: part.definition.asOf, timeZone: "UTC", method: part.definition.method },
    }));
    expect(mergeRecurringRevenue(turned)).toStrictEqual(mergeRecurringRevenue(parts));
    expect(mergeRecurringRevenue(parts).currency).toBe("EUR");
  });

  it("that do not fit together are refused where they do not", () => {
    const [anna, ben] = ["anna", "ben"].map((customer) => recurringRevenue([line({ customer })], HALF_YEAR));
    const fault = (...parts: unknown[]): string | null => faultOf(() => mergeRecurringRevenue(parts as RecurringRevenue[]));
    expect(fault(anna, ben)).toBeNull();
    expect(fault()).toBe("parts");
    expect(faultOf(() => mergeRecurringRevenue(anna as never))).toBe("parts");
    expect(fault(anna, null)).toBe("parts[1]");
    expect(fault(anna, { ...ben, rows: [null] })).toBe("parts[1].rows[0]");
    expect(fault(anna, { ...ben, months: ["2024-01"] })).toBe("parts[1].months");
    expect(fault(anna, { ...ben, definition: undefined })).toBe("parts[1].definition");
    expect(fault(anna, recurringRevenue([], { ...HALF_YEAR, timeZone: "Europe/Berlin" }))).toBe("parts[1].definition.timeZone");
    expect(fault(anna, recurringRevenue([], { ...HALF_YEAR, asOf: "2025-01-02T00:00:00Z" }))).toBe("parts[1].definition.asOf");
    expect(fault(anna, recurringRevenue([line({ customer: "ben", currency: "USD" })], HALF_YEAR))).toBe("parts[1].currency");
    expect(fault(recurringRevenue([], HALF_YEAR), anna, recurringRevenue([], HALF_YEAR))).toBeNull();
    expect(fault(ben, anna, anna)).toBe("parts[2].rows[0].customerId");
    const former = recurringRevenue([line({ start: "2023-01-01", end: "2023-05-01" })], HALF_YEAR);
    expect(fault(anna, former)).toBe("parts[1].formerCustomerIds[0]");
    const much = ["cem", "dana"].map((customer) => recurringRevenue([line({ customer, minor: Math.floor(2 ** 51 / 12) })], HALF_YEAR));
    expect(fault(...much)).toBe("parts");
  });
});
