import { grossRevenueRetention, logoChurn, recurringRevenue, revenueMovements } from "clientele/subscriptions";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { faultOf, HALF_YEAR, line } from "./make.js";

describe("revenue that was stored", () => {
  const revenue = deepFreeze(
    recurringRevenue(
      [line({ start: "2023-05-01", end: "2024-03-10" }), line({ customer: "ben", start: "2024-02-01", minor: 700 })],
      HALF_YEAR,
    ),
  );

  it("may come in another order", () => {
    const shuffled = { ...revenue, rows: revenue.rows.toReversed(), opening: revenue.opening.toReversed() };
    expect(revenueMovements(shuffled)).toStrictEqual(revenueMovements(revenue));
  });

  it("is refused where it says what cannot be", () => {
    const fault = (change: object) => faultOf(() => revenueMovements({ ...revenue, ...change }));
    const row = { customerId: "anna", month: "2024-01", amountMinor: 5 };
    expect(fault({ kind: "invoice" })).toBe("revenue");
    expect(faultOf(() => logoChurn(null as never))).toBe("revenue");
    expect(faultOf(() => grossRevenueRetention(undefined as never, { basis: "cohort" }))).toBe("revenue");
    expect(faultOf(() => logoChurn({ kind: "recurring-revenue" } as never))).toBe("revenue.months");
    expect(faultOf(() => grossRevenueRetention({ kind: "recurring-revenue" } as never, { basis: "cohort" }))).toBe("revenue.months");
    expect(fault({ months: ["2024-02", "2024-01"] })).toBe("revenue.months[1]");
    expect(fault({ months: ["2024-01", 2] })).toBe("revenue.months[1]");
    expect(fault({ rows: [null] })).toBe("revenue.rows[0]");
    expect(fault({ rows: [row, { month: "2024-01", amountMinor: 5 }] })).toBe("revenue.rows[1].customerId");
    expect(fault({ rows: [{ ...row, month: null }] })).toBe("revenue.rows[0].month");
    expect(fault({ rows: undefined })).toBe("revenue.rows");
    expect(fault({ opening: [{ amountMinor: 5 }] })).toBe("revenue.opening[0].customerId");
    expect(fault({ formerCustomerIds: ["anna", 3] })).toBe("revenue.formerCustomerIds[1]");
    expect(fault({ formerCustomerIds: null })).toBe("revenue.formerCustomerIds");
    expect(fault({ rows: [row, row] })).toBe('revenue.rows ("anna", 2024-01).month');
    expect(fault({ rows: [{ ...row, month: "2023-12" }] })).toBe('revenue.rows ("anna", 2023-12).month');
    expect(fault({ rows: [{ ...row, amountMinor: 0 }] })).toBe('revenue.rows ("anna", 2024-01).amountMinor');
    expect(fault({ rows: [{ ...row, amountMinor: NaN }] })).toBe('revenue.rows ("anna", 2024-01).amountMinor');
    expect(fault({ opening: [row, row] })).toBe('revenue.opening ("anna").customerId');
    expect(fault({ opening: [{ ...row, amountMinor: "5" }] })).toBe('revenue.opening ("anna").amountMinor');
  });
});
