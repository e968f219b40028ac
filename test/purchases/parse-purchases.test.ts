import { isValidationError } from "clientele";
import { parsePurchase, parsePurchases, parsePurchasesAsync, purchaseSchema, type ParsePurchasesOptions } from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const LAWFUL = deepFreeze({ id: "p1", customerId: "c1", at: "2024-05-01T09:30:00Z", amount: "19.99", currency: "EUR" });
const AT = Date.parse("2024-05-01T09:30:00Z");
const parsed = (row: object, options: ParsePurchasesOptions = {}): ReturnType<typeof parsePurchases> =>
  parsePurchases([deepFreeze({ ...LAWFUL, ...row })], options);
/** The place and code of the first fault; null when the row is accepted. */
const fault = (row: unknown, options: ParsePurchasesOptions = {}): [string, string] | null => {
  const [rejection] = parsePurchases([row], options).rejected;
  return rejection === undefined ? null : [rejection.path, rejection.code];
};

describe("a lawful purchase", () => {
  it("is read with its own fields, and nothing else", () => {
    const lines = [{ productId: 7, amount: "19.99", category: "tea", colour: "green" }];
    expect(parsePurchase({ ...LAWFUL, refunded: "5", channel: "web", status: "paid", lines, note: "ignored" })).toStrictEqual({
      id: "p1",
      customerId: "c1",
      at: AT,
      amount: { minor: 1999, currency: "EUR" },
      refunded: { minor: 500, currency: "EUR" },
      channel: "web",
      status: "paid",
      lines: [{ productId: "7", quantity: 1, amount: { minor: 1999, currency: "EUR" }, category: "tea" }],
    });
  });

  it.each([
    ["a decimal string", { amount: "20.5" }, 2050],
    ["money", { amount: { minor: 2050, currency: "EUR" } }, 2050],
    ["minor units", { amount: undefined, amountMinor: 2050 }, 2050],
    ["minor units as text", { amount: "", amountMinor: "2050" }, 2050],
    ["a float that is exact", { amount: 20.5 }, 2050],
    ["a float as sources write it", { amount: 19.99 }, 1999],
    ["a whole number", { amount: 20 }, 2000],
    ["0", { amount: 0 }, 0],
    ["-0", { amount: -0 }, 0],
    ["-0 as text", { amount: "-0.00" }, 0],
    ["-0 minor units", { amount: null, amountMinor: -0 }, 0],
    ["the largest", { amount: "90071992547409.91" }, Number.MAX_SAFE_INTEGER],
  ])("has its amount as %s", (_, row, minor) => {
    const [value] = parsed(row).values;
    expect(value?.amount.minor).toBe(minor);
  });

  it.each([
    ["a Date", new Date(AT)],
    ["milliseconds", AT],
    ["ISO 8601 with an offset", "2024-05-01T11:30:00+02:00"],
  ])("has its instant as %s", (_, at) => {
    expect(parsed({ at }).values[0]?.at).toBe(AT);
  });

  it("has local dates and times only beside a zone", () => {
    expect(parsed({ at: "2024-05-01T11:30" }, { timeZone: "Europe/Berlin" }).values[0]?.at).toBe(AT);
    expect(parsed({ at: "2024-05-01" }, { timeZone: "Europe/Berlin" }).values[0]?.at).toBe(Date.parse("2024-04-30T22:00:00Z"));
    expect(fault({ ...LAWFUL, at: "2024-05-01" })).toStrictEqual(["at", "invalid-instant"]);
  });

  it("has ids that are text or whole numbers, also such as look like properties", () => {
    expect(parsed({ id: 1001, customerId: 17 }).values[0]).toMatchObject({ id: "1001", customerId: "17" });
    expect(parsed({ id: "__proto__", customerId: "constructor" }).values[0]).toMatchObject({ id: "__proto__", customerId: "constructor" });
  });

  it("has amounts as its country writes them, when the options say so", () => {
    expect(parsed({ amount: "1.234,50" }, { decimalSeparator: ",", groupSeparator: "." }).values[0]?.amount.minor).toBe(123_450);
    expect(parsed({ amount: 1234.5 }, { decimalSeparator: "," }).values[0]?.amount.minor).toBe(123_450);
    expect(fault({ ...LAWFUL, amount: "12.50" }, { decimalSeparator: "," })).toStrictEqual(["amount", "invalid-amount"]);
  });
});

describe("a row that is no purchase", () => {
  it.each([
    ["a comma as decimal point", { amount: "12,50" }, "amount"],
    ["1e400", { amount: "1e400" }, "amount"],
    ["1e400 as a number", { amount: Number("1e400") }, "amount"],
    ["NaN", { amount: NaN }, "amount"],
    ["a float with a rounding error", { amount: 0.1 + 0.2 }, "amount"],
    ["a float in exponents", { amount: 1e-7 }, "amount"],
    ["a float beyond the safe integers", { amount: 1e21 }, "amount"],
    ["too many decimals", { amount: "19.999" }, "amount"],
    ["decimals of yen", { amount: "19.99", currency: "JPY" }, "amount"],
    ["a negative amount", { amount: "-5" }, "amount"],
    ["no amount", { amount: null }, "amount"],
    ["an empty amount", { amount: "" }, "amount"],
    ["two amounts", { amountMinor: 1999 }, "amount"],
    ["an array as amount", { amount: [1999] }, "amount"],
    ["a bigint as amount", { amount: 20n }, "amount"],
    ["a boolean as amount", { amount: true }, "amount"],
    ["part of a cent", { amount: null, amountMinor: 0.5 }, "amountMinor"],
    ["money without a whole number", { amount: { minor: 0.5, currency: "EUR" } }, "amount.minor"],
    ["an unknown currency", { currency: "Euro" }, "currency"],
    ["no currency", { currency: null }, "currency"],
    ["a number as currency", { currency: 978 }, "currency"],
    ["no date", { at: null }, "at"],
    ["a date that does not exist", { at: "2024-02-30T00:00:00Z" }, "at"],
    ["an American date", { at: "05/01/2024" }, "at"],
    ["an invalid Date", { at: new Date(NaN) }, "at"],
    ["part of a millisecond", { at: 0.5 }, "at"],
    ["no id", { id: "" }, "id"],
    ["blanks as id", { id: "  " }, "id"],
    ["an id that is too long", { id: "x".repeat(257) }, "id"],
    ["a float as id", { id: 1.5 }, "id"],
    ["an object as id", { id: {} }, "id"],
    ["no customer", { customerId: undefined }, "customerId"],
    ["NaN as customer", { customerId: NaN }, "customerId"],
    ["a refund above the amount", { refunded: "20" }, "refunded"],
    ["a negative refund", { refunded: "-1" }, "refunded"],
    ["a refund in another currency", { refunded: { minor: 1, currency: "USD" } }, "refunded"],
    ["an unknown status", { status: "shipped" }, "status"],
    ["a property as status", { status: "constructor" }, "status"],
    ["a number as channel", { channel: 5 }, "channel"],
    ["text as lines", { lines: "2 x tea" }, "lines"],
    ["a line that is none", { lines: [null] }, "lines[0].line"],
    ["a line without a product", { lines: [{ amount: "1" }] }, "lines[0].productId"],
    ["none of a product", { lines: [{ productId: "tea", amount: "1", quantity: 0 }] }, "lines[0].quantity"],
    ["a line in another currency", { lines: [{ productId: "tea", amount: { minor: 1, currency: "USD" } }] }, "lines[0].currency"],
  ])("for %s is rejected with its place", (_, change, path) => {
    const { values, rejected, summary } = parsed(change);
    expect([values, rejected.map((rejection) => rejection.path), summary.rejected]).toStrictEqual([[], [path], 1]);
    expect(() => parsePurchase({ ...LAWFUL, ...change })).toThrow(expect.objectContaining({ code: "validation" }));
  });

  it.each([null, undefined, 5, "id,customer", true, Symbol("row"), [LAWFUL], () => LAWFUL])("is rejected: %o", (row) => {
    expect(fault(row)).toStrictEqual(["", "not-an-object"]);
  });

  it("says everything that is wrong, first things first", () => {
    const { rejected } = parsePurchases([{}]);
    expect(rejected).toHaveLength(1);
    expect([rejected[0], ...(rejected[0]?.furtherIssues ?? [])].map((issue) => issue?.path)).toStrictEqual([
      "id",
      "customerId",
      "at",
      "currency",
    ]);
    expect(rejected[0]?.row).toBe(1);
  });

  it("throws with all issues when it is parsed alone", () => {
    try {
      parsePurchase({ ...LAWFUL, at: "yesterday", amount: "12,50" });
      expect.unreachable();
    } catch (error) {
      if (!isValidationError(error)) throw error;
      expect(error.issues.map(({ path, code }) => [path, code])).toStrictEqual([
        ["at", "invalid-instant"],
        ["amount", "invalid-amount"],
      ]);
      expect(error.message).toMatch(/^invalid purchase: at: expected .*, got "yesterday" \(and 1 more\)$/);
    }
  });

  it("that throws when it is looked at is rejected like any other", () => {
    const bomb = Object.defineProperty({ ...LAWFUL }, "amount", {
      get: () => {
        throw new Error("boom");
      },
    });
    expect(parsePurchases([LAWFUL, bomb, { ...LAWFUL, id: "p2" }]).summary).toMatchObject({ rows: 3, accepted: 2, rejected: 1 });
  });
});

describe("what is not a row's own", () => {
  it("is never read from its prototype", () => {
    expect(fault(Object.create(LAWFUL))).toStrictEqual(["id", "invalid-id"]);
    expect(fault(Object.assign(Object.create({ currency: "EUR" }) as object, { ...LAWFUL, currency: undefined }))).toStrictEqual([
      "currency",
      "invalid-currency",
    ]);
  });

  it("is not read for a column named like a property of all objects", () => {
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      expect(fault(LAWFUL, { columns: { channel: name } })).toBeNull();
      expect(parsePurchases([LAWFUL], { columns: { channel: name } }).values[0]?.channel).toBeUndefined();
    }
  });

  it("is not taken for an amount or a line", () => {
    const inherited = Object.create({ minor: 5, currency: "EUR" }) as object;
    expect(fault({ ...LAWFUL, amount: inherited })).not.toBeNull();
    expect(fault({ ...LAWFUL, lines: [Object.create({ productId: "tea", amount: "1" })] })).not.toBeNull();
  });

  it("never gets into Object.prototype", () => {
    const row = JSON.parse('{"id":"p1","customerId":"c1","at":0,"amount":"1","currency":"EUR","__proto__":{"polluted":true}}') as object;
    const [value] = parsePurchases([row]).values;
    expect([Object.getPrototypeOf(value), "polluted" in {}]).toStrictEqual([Object.prototype, false]);
    expect(purchaseSchema.safeParse(row).success).toBe(true);
    expect("polluted" in {}).toBe(false);
  });
});

describe("a field of ten megabytes", () => {
  const huge = "9".repeat(1e7);

  it.each(["id", "customerId", "at", "amount", "amountMinor", "currency", "refunded", "channel", "status"])(
    "is rejected as %s, in few words",
    (field) => {
      const row = { ...LAWFUL, ...(field === "amountMinor" ? { amount: null } : {}), [field]: huge };
      const { rejected } = parsePurchases([row]);
      expect(rejected).toHaveLength(1);
      expect(JSON.stringify(rejected).length).toBeLessThan(400);
    },
  );

  it("of separators is rejected too", () => {
    expect(fault({ ...LAWFUL, amount: ".".repeat(1e7) })).toStrictEqual(["amount", "invalid-amount"]);
    expect(fault({ ...LAWFUL, amount: "1" + ",000".repeat(2e6) }, { groupSeparator: "," })).toStrictEqual(["amount", "invalid-amount"]);
  });
});

describe("a source", () => {
  const count = (rows: readonly unknown[], options: ParsePurchasesOptions = {}): Record<string, number> => ({
    ...parsePurchases(rows, options).summary,
  });

  it("without rows is no mistake", () => {
    expect(parsePurchases([])).toStrictEqual({
      values: [],
      rejected: [],
      summary: { rows: 0, accepted: 0, rejected: 0, duplicates: 0, suspectedDuplicates: 0, anonymous: 0 },
    });
  });

  it("is read to its end, in order, past bad rows", () => {
    const { values, rejected } = parsePurchases([{ ...LAWFUL, id: 2 }, "junk", { ...LAWFUL, id: 1 }, { ...LAWFUL, id: 3, amount: "x" }]);
    expect([values.map(({ id }) => id), rejected.map(({ row }) => row)]).toStrictEqual([
      ["2", "1"],
      [2, 4],
    ]);
  });

  it("may repeat an id with equal content, but not with other content", () => {
    const rows = [
      LAWFUL,
      { ...LAWFUL, amount: "19.990".slice(0, 5), id: "p1" },
      { ...LAWFUL, at: new Date(AT), amount: 19.99 },
      { ...LAWFUL, amount: "20" },
    ];
    const { summary, rejected } = parsePurchases(rows);
    expect(summary).toMatchObject({ rows: 4, accepted: 1, duplicates: 2, rejected: 1 });
    expect(rejected[0]).toMatchObject({ row: 4, path: "id", code: "id-conflict" });
  });

  it.each(["customerId", "at", "amount", "refunded", "channel", "status", "lines"])("tells rows of one id apart by %s", (field) => {
    const other = { customerId: "c2", at: 0, amount: "1.00", refunded: "1.00", channel: "shop", status: "pending", lines: [] }[field];
    expect(count([LAWFUL, { ...LAWFUL, [field]: other }])).toMatchObject({ accepted: 1, duplicates: 0, rejected: 1 });
  });

  it("without ids is read when the caller says so; equal rows are kept and suspected", () => {
    const row = { ...LAWFUL, id: undefined };
    const { values, summary } = parsePurchases([row, { ...row, amount: "5" }, row, row], { ids: "row-number" });
    expect(values.map(({ id }) => id)).toStrictEqual(["row-1", "row-2", "row-3", "row-4"]);
    expect(summary).toStrictEqual({ rows: 4, accepted: 4, rejected: 0, duplicates: 0, suspectedDuplicates: 2, anonymous: 0 });
    expect(count([row])).toMatchObject({ rejected: 1 });
  });

  it("numbers its rows as they stand in the source, bad ones included", () => {
    const row = { ...LAWFUL, id: undefined };
    expect(parsePurchases(["junk", row], { ids: "row-number" }).values[0]?.id).toBe("row-2");
  });

  it("has purchases of nobody rejected, or each as a customer of its own", () => {
    const rows = [
      { ...LAWFUL, customerId: "" },
      { ...LAWFUL, id: "p2", customerId: null },
      { ...LAWFUL, id: "p3" },
    ];
    expect(fault(rows[0])).toStrictEqual(["customerId", "anonymous"]);
    expect(count(rows)).toMatchObject({ accepted: 1, rejected: 2, anonymous: 0 });
    expect(count(rows, { anonymous: "reject" })).toMatchObject({ accepted: 1, rejected: 2, anonymous: 0 });
    const { values, summary } = parsePurchases(rows, { anonymous: "one-time" });
    expect(summary).toMatchObject({ accepted: 3, rejected: 0, anonymous: 2 });
    expect(new Set(values.map(({ customerId }) => customerId)).size).toBe(3);
  });

  it("never takes a named customer for an anonymous one: where buyers may be nobody, such names are kept for them", () => {
    const rows = [
      { ...LAWFUL, id: "1", customerId: "anonymous:1" },
      { ...LAWFUL, id: "2", customerId: null },
      { ...LAWFUL, id: "3", customerId: "anonymous:2" },
    ];
    const { values, summary } = parsePurchases(rows, { anonymous: "one-time" });
    expect(summary).toMatchObject({ accepted: 1, rejected: 2, anonymous: 1 });
    expect(values.map(({ customerId }) => customerId)).toStrictEqual(["anonymous:2"]);
    expect(parsePurchases([rows[0]]).values[0]?.customerId).toBe("anonymous:1");
  });

  it("has the names of columns that it has", () => {
    const columns = { id: "Order ID", customerId: "Kunde", at: "Datum", amount: "Betrag" };
    const { values } = parsePurchases([{ "Order ID": 1, Kunde: "anna", Datum: "2024-05-01", Betrag: "5.00" }], {
      currency: "EUR",
      timeZone: "UTC",
      columns,
    });
    expect(values[0]).toMatchObject({ id: "1", customerId: "anna", amount: { minor: 500 } });
  });

  it("of one currency refuses rows of another, however they say it", () => {
    expect(fault(LAWFUL, { currency: "USD" })).toStrictEqual(["currency", "invalid-currency"]);
    expect(fault({ ...LAWFUL, amount: { minor: 1, currency: "EUR" }, currency: null }, { currency: "USD" })).toStrictEqual([
      "currency",
      "invalid-currency",
    ]);
    expect(fault({ ...LAWFUL, amount: { minor: 1, currency: "USD" } }, { currency: "USD" })).not.toBeNull();
  });

  it.each([
    [{ currency: "Euro" }, "currency"],
    [{ timeZone: "Mars/Base" }, "options.timeZone"],
    [{ columns: { customer: "x" } }, "options.columns"],
    [{ columns: null }, "options.columns"],
    [{ columns: { at: 5 } }, "options.columns.at"],
    [null, "options"],
    [{ anonymous: "drop" }, "options.anonymous"],
    [{ ids: "uuid" }, "options.ids"],
    [{ decimalSeparator: ";" }, "options.decimalSeparator"],
  ])("with the options %o is a mistake before the first row", (options, argument) => {
    expect(() => parsePurchases([], options as ParsePurchasesOptions)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }),
    );
  });

  it("have to be rows", async () => {
    const fault: unknown = expect.objectContaining({ code: "invalid-argument", argument: "rows" });
    for (const rows of [undefined, null, {}, 5]) {
      expect(() => parsePurchases(rows as never)).toThrow(fault);
      await expect(parsePurchasesAsync(rows as never)).rejects.toThrow(fault);
    }
  });

  it("may be any iterable, or a stream", async () => {
    function* rows(): Generator<unknown> {
      yield LAWFUL;
      yield "junk";
    }
    async function* stream(): AsyncGenerator<unknown> {
      yield* rows();
    }
    expect(await parsePurchasesAsync(stream())).toStrictEqual(parsePurchases(rows()));
    expect(await parsePurchasesAsync([LAWFUL])).toStrictEqual(parsePurchases([LAWFUL]));
  });

  it("of a hundred thousand equal rows is one purchase", () => {
    const rows = Array<unknown>(100_000).fill(LAWFUL);
    expect(count(rows)).toMatchObject({ accepted: 1, duplicates: 99_999 });
    expect(count(rows, { ids: "row-number" })).toMatchObject({ accepted: 100_000, suspectedDuplicates: 99_999 });
  });
});
