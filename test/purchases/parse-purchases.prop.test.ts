import { isValidationError } from "clientele";
import { parsePurchase, parsePurchases, purchaseSchema, type ParsePurchasesOptions } from "clientele/purchases";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});
const empty = fc.constantFrom("", null, undefined);
const text = fc.constantFrom("p1", "p2", "17", "__proto__", "constructor", " ", "x".repeat(256), "x".repeat(257));
const id = fc.oneof({ weight: 6, arbitrary: text }, fc.integer(), fc.double(), empty, anything);
const moneyObject = fc.record(
  {
    minor: fc.oneof(fc.integer({ min: -5, max: 5000 }), fc.constantFrom("5", 0.5, -0, 1e300)),
    currency: fc.constantFrom("EUR", "USD", "JPY", "euro", 5),
  },
  { requiredKeys: [] },
);
const decimal = fc.constantFrom("19.99", "5", "0", "-0", "12,50", "1e400", "-5", "19.999", 19.99, 5, 0.1 + 0.2, NaN, Infinity, 1e21);
const amount = fc.oneof({ weight: 5, arbitrary: decimal }, moneyObject, empty, anything);
const minor = fc.oneof(fc.constantFrom(0, -0, 1999, "1999", "+5", "-0", 0.5, 2 ** 53, "9".repeat(17)), empty);
const line = fc.oneof(
  fc.record(
    {
      productId: id,
      quantity: fc.constantFrom(1, 0.35, 0, -1, NaN, null, "2", ""),
      amount,
      amountMinor: minor,
      category: fc.constantFrom("tea", null, "", 5),
    },
    { requiredKeys: ["productId"] },
  ),
  anything,
);
const at = fc.constantFrom(
  0,
  1e12,
  0.5,
  "2024-05-01T09:30:00Z",
  "2024-05-01",
  "2024-02-30T00:00:00Z",
  "",
  null,
  8.64e15,
  new Date(0),
  new Date(NaN),
);

/** Rows as sources have them: mostly lawful, with any fault in any field. */
const plausible = fc.record(
  {
    id,
    customerId: id,
    at: fc.oneof({ weight: 5, arbitrary: at }, anything),
    amount,
    amountMinor: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, minor),
    currency: fc.constantFrom("EUR", "EUR", "EUR", "USD", "euro", "", null, 978),
    refunded: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, amount),
    refundedMinor: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, minor),
    channel: fc.constantFrom(undefined, undefined, "web", "", null, 5),
    status: fc.constantFrom(undefined, undefined, "paid", "pending", "", null, "shipped", 5),
    lines: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.array(line, { maxLength: 3 }), empty, anything),
  },
  { requiredKeys: ["id", "customerId", "at"] },
);
const lawful = fc.record({
  id: fc.nat({ max: 20 }),
  customerId: fc.nat({ max: 5 }),
  at: fc.constantFrom(0, "2024-05-01T09:30:00Z"),
  amount: fc.constantFrom("5.00", 5, "7"),
  currency: fc.constant("EUR"),
});
const rows = fc.array(fc.oneof(lawful, plausible, anything), { maxLength: 30 });
const options = fc.record<ParsePurchasesOptions>(
  {
    currency: fc.constantFrom("EUR", "JPY"),
    timeZone: fc.constantFrom("UTC", "America/Sao_Paulo"),
    anonymous: fc.constantFrom("reject", "one-time"),
    ids: fc.constant("row-number"),
    decimalSeparator: fc.constantFrom(".", ","),
  },
  { requiredKeys: [] },
);

describe("parsing many rows", () => {
  it("never throws because of a row, and accounts for every one", () => {
    fc.assert(
      fc.property(rows, options, (source, given) => {
        const { values, rejected, summary } = parsePurchases(source, deepFreeze(given));
        expect(summary.rows).toBe(source.length);
        expect(summary.accepted + summary.rejected + summary.duplicates).toBe(summary.rows);
        expect([values.length, rejected.length]).toStrictEqual([summary.accepted, summary.rejected]);
        expect(rejected.map(({ row }) => row)).toStrictEqual([...new Set(rejected.map(({ row }) => row))].sort((a, b) => a - b));
        expect(new Set(values.map((value) => value.id)).size).toBe(values.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives purchases that survive JSON and are read again as themselves", () => {
    fc.assert(
      fc.property(rows, options, (source, given) => {
        for (const value of parsePurchases(source, given).values) {
          expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value);
          expect(Object.is(value.at, -0) || Object.is(value.amount.minor, -0)).toBe(false);
          if (!value.customerId.startsWith("anonymous:")) expect(parsePurchase(deepFreeze(value))).toStrictEqual(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("accepts lawful rows, each id once", () => {
    fc.assert(
      fc.property(fc.array(lawful), (source) => {
        const { values, summary } = parsePurchases(deepFreeze(source));
        expect(new Set(values.map(({ id: own }) => own))).toStrictEqual(new Set(source.map(({ id: own }) => String(own))));
        expect(summary.suspectedDuplicates + summary.anonymous).toBe(0);
      }),
    );
  });

  it("gives for one row what parsing it alone gives", () => {
    fc.assert(
      fc.property(fc.oneof(plausible, anything), (row) => {
        const { values, rejected } = parsePurchases([row]);
        try {
          expect(values).toStrictEqual([parsePurchase(row)]);
        } catch (error) {
          if (!isValidationError(error)) throw error;
          expect(rejected[0]).toMatchObject({ ...error.issues[0] });
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the schema", () => {
  const read = (row: unknown): unknown => {
    try {
      return parsePurchase(row);
    } catch {
      return "refused";
    }
  };
  const schemaRead = (row: unknown): unknown => {
    const result = purchaseSchema.safeParse(row);
    return result.success ? result.data : "refused";
  };

  it("accepts what parsePurchase accepts, and gives the same", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(lawful, plausible, plausible, anything), (row) => {
        const expected = read(row);
        if (expected !== "refused") accepted += 1;
        expect(schemaRead(row)).toStrictEqual(expected);
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  const LAWFUL = { id: "p1", customerId: "c1", at: 0, amount: "5.00", currency: "EUR" };
  it.each([
    ["an empty amountMinor beside an amount", { ...LAWFUL, amountMinor: "" }],
    ["an empty refundedMinor", { ...LAWFUL, refundedMinor: "" }],
    ["empty lines", { ...LAWFUL, lines: "" }],
    ["money whose minor units are text", { ...LAWFUL, amount: { minor: "500", currency: "EUR" } }],
    ["money beside a currency that is none", { ...LAWFUL, amount: { minor: 500, currency: "EUR" }, currency: 978 }],
    ["money beside another currency", { ...LAWFUL, amount: { minor: 500, currency: "EUR" }, currency: "USD" }],
    ["inherited fields", Object.create(LAWFUL)],
    ["an inherited currency", Object.assign(Object.create({ currency: "EUR" }) as object, { id: 1, customerId: 1, at: 0, amount: "5" })],
    ["a line with blanks for numbers", { ...LAWFUL, lines: [{ productId: "tea", quantity: "", amount: "1" }] }],
  ])("and parsePurchase agree on %s", (_, row) => {
    expect(schemaRead(row)).toStrictEqual(read(row));
  });

  it("is a Standard Schema whose issues say where", () => {
    const result = purchaseSchema["~standard"].validate({ ...LAWFUL, lines: [{ productId: "tea", amount: "x" }] });
    expect(result).toMatchObject({ issues: [{ path: ["lines", "0", "amount"] }] });
  });
});
