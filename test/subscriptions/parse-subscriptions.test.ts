import { isInvalidArgumentError, isValidationError } from "clientele";
import { parseSubscription, parseSubscriptions, subscriptionSchema, type ParseSubscriptionsOptions } from "clientele/subscriptions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const row = { customerId: "anna", start: "2024-05-01", amount: "9.90", currency: "EUR", interval: "month" };
const parsed = { customerId: "anna", start: "2024-05-01", end: null, amount: { minor: 990, currency: "EUR" }, interval: "month" };

/** The first fault of a row. */
function faultOf(change: object, options: ParseSubscriptionsOptions = {}): string | null {
  const [rejection] = parseSubscriptions([deepFreeze({ ...row, ...change })], options).rejected;
  return rejection === undefined ? null : `${rejection.path}: ${rejection.code}`;
}

const valueOf = (change: object, options: ParseSubscriptionsOptions = {}) =>
  parseSubscriptions([deepFreeze({ ...row, ...change })], options).values[0];

describe("a subscription from outside", () => {
  it("is read from what sources have", () => {
    expect(parseSubscription(row)).toStrictEqual(parsed);
    expect(subscriptionSchema.parse(row)).toStrictEqual(parsed);
    expect(valueOf({ customerId: 17, end: "2024-06-01", amount: null, amountMinor: "990" })).toStrictEqual({
      ...parsed,
      customerId: "17",
      end: "2024-06-01",
    });
    expect(valueOf({ amount: { minor: 990, currency: "EUR" }, currency: "" })).toStrictEqual(parsed);
    expect(valueOf({ amount: 9.9, end: "" })).toStrictEqual(parsed);
    expect(valueOf({ amount: "9,90", currency: null }, { currency: "EUR", decimalSeparator: "," })).toStrictEqual(parsed);
    expect(valueOf({ end: "2024-05-01" })?.end).toBe("2024-05-01");
  });

  it("may have moments for dates where a zone is named", () => {
    const options = { timeZone: "Europe/Berlin" };
    expect(valueOf({ start: "2024-04-30T22:30:00Z", end: new Date("2024-05-31T22:00:00Z") }, options)).toMatchObject({
      start: "2024-05-01",
      end: "2024-06-01",
    });
    expect(valueOf({ start: Date.UTC(2024, 3, 30, 22) }, options)?.start).toBe("2024-05-01");
    expect(faultOf({ start: "2024-04-30T22:30:00Z" })).toBe("start: invalid-date");
    expect(faultOf({ start: -62135596800000 }, { timeZone: "America/New_York" })).toBe("start: invalid-date");
  });

  it("is found under the names of the source", () => {
    const columns = { customerId: "who", start: "since", currency: null };
    const source = { who: "anna", since: "2024-05-01", amount: "9.90", currency: "points", interval: "month" };
    expect(parseSubscriptions([source], { columns, currency: "EUR" }).values).toStrictEqual([parsed]);
  });

  it.each([
    ["customerId: invalid-id", { customerId: null }],
    ["customerId: invalid-id", { customerId: " " }],
    ["customerId: invalid-id", { customerId: 0.5 }],
    ["start: invalid-date", { start: "2024-02-30" }],
    ["start: invalid-date", { start: undefined }],
    ["end: invalid-date", { end: "never" }],
    ["end: ends-before-start", { end: "2024-04-30" }],
    ["amount: invalid-amount", { amount: "-1" }],
    ["amount: invalid-amount", { amount: "9.999" }],
    ["amount: invalid-amount", { amount: 0.1 + 0.2 }],
    ["amount: invalid-amount", { amount: undefined }],
    ["amount: invalid-amount", { amountMinor: 990 }],
    ["amountMinor: invalid-amount", { amount: null, amountMinor: 0.5 }],
    ["amount.minor: invalid-amount", { amount: { minor: NaN, currency: "EUR" } }],
    ["currency: invalid-currency", { currency: undefined }],
    ["currency: invalid-currency", { currency: "euro" }],
    ["currency: invalid-currency", { amount: { minor: 1, currency: "USD" } }],
    ["interval: invalid-interval", { interval: "week" }],
    ["interval: invalid-interval", { interval: undefined }],
  ])("is rejected with %s", (fault, change) => {
    expect(faultOf(change)).toBe(fault);
  });

  it("is rejected in another currency than that of the source", () => {
    expect(faultOf({}, { currency: "USD" })).toBe("currency: invalid-currency");
  });

  it("is rejected with all its faults at once", () => {
    try {
      parseSubscription({ start: "x", interval: "x" });
      expect.unreachable();
    } catch (error) {
      expect(isValidationError(error) && error.issues.map(({ path }) => path)).toStrictEqual([
        "customerId",
        "start",
        "currency",
        "interval",
      ]);
    }
    const [issue] = subscriptionSchema.safeParse({ ...row, end: "2024-01-01" }).error?.issues ?? [];
    expect([issue?.path, issue?.message]).toStrictEqual([["end"], 'expected a date not before the start (2024-05-01), got "2024-01-01"']);
  });
});

describe("a source of subscriptions", () => {
  it("is read to its end, with bad rows counted and named", () => {
    const hostile = {
      get customerId() {
        throw new Error("no");
      },
    };
    const { values, rejected, summary } = parseSubscriptions([row, null, [], hostile, "row", row, { ...row, interval: "week" }]);
    expect(values).toStrictEqual([parsed, parsed]);
    expect(rejected.map(({ row: number, code, furtherIssues }) => [number, code, furtherIssues.length])).toStrictEqual([
      [2, "not-an-object", 0],
      [3, "not-an-object", 0],
      [4, "unreadable", 0],
      [5, "not-an-object", 0],
      [7, "invalid-interval", 0],
    ]);
    expect(summary).toStrictEqual({ rows: 7, accepted: 2, rejected: 5 });
  });

  it("does not take properties that are not the row's own", () => {
    expect(parseSubscriptions([Object.create(row)]).values).toStrictEqual([]);
  });

  it.each<[string, object]>([
    ["currency", { currency: "euro" }],
    ["options.timeZone", { timeZone: "Mars/Base" }],
    ["options.columns", { columns: { id: "id" } }],
    ["options.columns", { columns: null }],
    ["options.columns.start", { columns: { start: 5 } }],
    ["options.decimalSeparator", { decimalSeparator: ";" }],
  ])("wants lawful options: %s", (argument, options) => {
    try {
      parseSubscriptions([], options);
      expect.unreachable();
    } catch (error) {
      expect(isInvalidArgumentError(error) && error.argument).toBe(argument);
    }
  });

  it("wants rows, and options or none", () => {
    for (const rows of [undefined, null, {}, "rows"])
      expect(() => parseSubscriptions(rows as never)).toThrow(expect.objectContaining({ code: "invalid-argument", argument: "rows" }));
    expect(() => parseSubscriptions([], null as never)).toThrow(expect.objectContaining({ code: "invalid-argument", argument: "options" }));
  });

  it("never throws because of a row, and what it accepts it accepts again", () => {
    const any = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true });
    const field = (...usual: unknown[]) => fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...usual) }, any);
    const rows = fc.array(
      fc.oneof(
        fc.record({
          customerId: field("anna", 17),
          start: field("2024-05-01", "2024-02-29", Date.UTC(2024, 0, 1)),
          end: field(null, "2024-06-01", ""),
          amount: field("9.90", 0, 5),
          currency: field("EUR"),
          interval: field("month", "year"),
        }),
        any,
      ),
    );
    let accepted = 0;
    fc.assert(
      fc.property(rows, (given) => {
        const { values, rejected, summary } = parseSubscriptions(given, { timeZone: "UTC" });
        expect(values.length + rejected.length).toBe(summary.rows);
        expect(parseSubscriptions(values).values).toStrictEqual(values);
        accepted += values.length;
      }),
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
