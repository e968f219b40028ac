import {
  compressCustomers,
  customerEquity,
  customerLifetimeValue,
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesOfNewCustomer,
  expectedSpend,
  probabilityAlive,
  purchaseCountDistribution,
  type BgNbd,
  type Discount,
} from "clientele/clv";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const model = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const);
const spendModel = deepFreeze({ kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const);
const customer = deepFreeze({ frequency: 2, recency: 30, age: 39, meanSpend: 22 });
const discount = deepFreeze({ annualRate: 0.1, unitsPerYear: 52, compounding: "annual" } as const);
const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

describe("probabilityAlive", () => {
  it("is 1 for every one-time buyer", () => {
    expect(probabilityAlive(model, { frequency: 0, recency: 0, age: 1000 })).toBe(1);
  });

  it("right after a purchase is the chance of not having left with it", () => {
    // Of two chances of leaving, one was not taken: (b + 1) / (a + b + 1).
    expect(probabilityAlive(model, { frequency: 2, recency: 39, age: 39 })).toBeCloseTo(3.5 / 4.3, 14);
  });

  it("of a heavy buyer gone silent is 0, not NaN", () => {
    expect(probabilityAlive(model, { frequency: 9000, recency: 10, age: 5000 })).toBe(0);
  });
});

describe("expectedPurchases", () => {
  it("without a horizon are none", () => {
    expect(expectedPurchases(model, customer, 0)).toBe(0);
  });

  it("of a customer who never leaves are the purchase rate times the time", () => {
    const stays: BgNbd = { kind: "bg-nbd", parameters: { r: 3, alpha: 10, a: 1e-9, b: 1 } };
    expect(expectedPurchases(stays, { frequency: 2, recency: 20, age: 30 }, 8)).toBeCloseTo(1, 7); // (3 + 2) / (10 + 30) * 8
    expect(expectedPurchasesOfNewCustomer(stays, 20)).toBeCloseTo(6, 7);
  });
});

describe("purchaseCountDistribution", () => {
  it("has as many entries as asked for, and begins with the chance of not coming back", () => {
    const counts = purchaseCountDistribution(model, 12, 3);
    expect(counts).toHaveLength(4);
    expect(counts[0]).toBeCloseTo((4 / 16) ** 0.25, 14);
  });

  it("has the mean of expectedPurchasesOfNewCustomer", () => {
    const counts = purchaseCountDistribution(model, 30, 3000);
    expect(counts.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(counts.reduce((sum, p, count) => sum + count * p, 0)).toBeCloseTo(expectedPurchasesOfNewCustomer(model, 30), 10);
  });

  it("of no time is certain", () => {
    expect(purchaseCountDistribution(model, 0, 2)).toEqual([1, 0, 0]);
  });
});

describe("parameters near 0", () => {
  it("do not round to NaN", () => {
    const extreme: BgNbd = { kind: "bg-nbd", parameters: { r: 1, alpha: 1, a: 1e-20, b: 1e-20 } };
    // One in two leaves after the first repeat purchase, all others never do.
    expect(purchaseCountDistribution(extreme, 1, 2).map((p) => p.toFixed(4))).toEqual(["0.5000", "0.3750", "0.0625"]);
    expect(probabilityAlive(extreme, { frequency: 1, recency: 1, age: 1 })).toBe(0.5);
  });
});

describe("discountedExpectedPurchases", () => {
  const discounted = (horizon: number | null, change: Partial<Discount> = {}): number | null =>
    discountedExpectedPurchases(model, customer, { horizon, discount: { ...discount, ...change } });

  it("without a discount are expectedPurchases", () => {
    expect(discounted(52, { annualRate: 0 })).toBe(expectedPurchases(model, customer, 52));
  });

  it("take the rate as annual or continuous, of a year of the unit", () => {
    const continuous = discounted(52, { annualRate: Math.log(1.1), compounding: "continuous" });
    expect(discounted(52)).toBeCloseTo(continuous ?? NaN, 14);
    expect(discounted(52, { unitsPerYear: 26 })).toBeLessThan(continuous ?? NaN);
  });

  it("for ever are infinite only without a discount and where many hardly ever leave", () => {
    expect(discounted(null, { annualRate: 0 })).toBeNull();
    const leave: BgNbd = { kind: "bg-nbd", parameters: { ...model.parameters, a: 2 } };
    const fresh = { frequency: 0, recency: 0, age: 0 };
    const options = { horizon: null, discount: { ...discount, annualRate: 0 } };
    expect(discountedExpectedPurchases(leave, fresh, options)).toBeCloseTo(3.5, 14); // the mean of 1 / p: (2 + 2.5 - 1) / (2 - 1)
  });
});

describe("expectedSpend", () => {
  it("lies between the customer's mean and that of all", () => {
    expect(expectedSpend(spendModel, { frequency: 0, meanSpend: null })).toBe(30); // 6 * 15 / (4 - 1)
    expect(expectedSpend(spendModel, { frequency: 2, meanSpend: 22 })).toBeCloseTo((6 * (15 + 44)) / 15, 14);
    expect(expectedSpend(spendModel, { frequency: 1e6, meanSpend: 22 })).toBeCloseTo(22, 4);
  });

  it("is null where it is infinite, and for a mean below 0", () => {
    const heavyTail = { kind: "gamma-gamma", parameters: { p: 0.1, q: 0.8, gamma: 15 } } as const;
    expect(expectedSpend(heavyTail, { frequency: 0, meanSpend: null })).toBeNull();
    expect(expectedSpend(heavyTail, { frequency: 2, meanSpend: 10 })).toBeNull();
    expect(expectedSpend(heavyTail, { frequency: 3, meanSpend: 10 })).toBeCloseTo((0.1 * 45) / 0.1, 12);
    expect(expectedSpend(spendModel, { frequency: 2, meanSpend: -1 })).toBeNull();
    expect(expectedSpend(spendModel, { frequency: 2, meanSpend: 0 })).toBeCloseTo(6, 14);
  });
});

describe("customerLifetimeValue and customerEquity", () => {
  const options = deepFreeze({ horizon: 52, discount, margin: 0.3 });

  it("multiply purchases, spend and margin", () => {
    const purchases = discountedExpectedPurchases(model, customer, options) ?? NaN;
    const spend = expectedSpend(spendModel, customer) ?? NaN;
    expect(customerLifetimeValue(model, spendModel, customer, options)).toBeCloseTo(purchases * spend * 0.3, 12);
  });

  it("add up over customers, and say how many", () => {
    const oneTime = { frequency: 0, recency: 0, age: 10, meanSpend: null };
    const value = (who: typeof oneTime | typeof customer): number => customerLifetimeValue(model, spendModel, who, options) ?? NaN;
    const equity = customerEquity(model, spendModel, [customer, { ...oneTime, count: 3 }], options);
    expect(equity.value).toBeCloseTo(value(customer) + 3 * value(oneTime), 10);
    expect(equity).toMatchObject({ customers: 4, customersWithoutValue: 0 });
  });

  it("are null where something is infinite", () => {
    const heavyTail = { kind: "gamma-gamma", parameters: { p: 6, q: 0.8, gamma: 15 } } as const;
    const oneTime = { frequency: 0, recency: 0, age: 10, meanSpend: null };
    expect(customerLifetimeValue(model, heavyTail, oneTime, options)).toBeNull();
    expect(
      customerLifetimeValue(model, spendModel, customer, { ...options, horizon: null, discount: { ...discount, annualRate: 0 } }),
    ).toBeNull();
    expect(customerEquity(model, heavyTail, [oneTime], options)).toEqual({ value: null, customers: 0, customersWithoutValue: 1 });
    expect(customerEquity(model, heavyTail, [oneTime, customer], options)).toMatchObject({ customers: 1, customersWithoutValue: 1 });
    expect(customerEquity(model, spendModel, [], options)).toEqual({ value: null, customers: 0, customersWithoutValue: 0 });
  });
});

describe("customerEquity", () => {
  const options = deepFreeze({ horizon: 52, discount, margin: 0.3 });
  const rows = [customer, { frequency: 0, recency: 0, age: 10, meanSpend: null, count: 2.5 }, { ...customer, meanSpend: -3 }];

  it("takes columns as well", () => {
    const columns = { frequency: [2, 0, 2], recency: [30, 0, 30], age: [39, 10, 39], meanSpend: [22, NaN, -3], count: [1, 2.5, 1] };
    expect(customerEquity(model, spendModel, columns, options)).toEqual(customerEquity(model, spendModel, rows, options));
  });

  it("leaves out who has a mean spend below 0", () => {
    expect(customerEquity(model, spendModel, rows, options)).toMatchObject({ customers: 3.5, customersWithoutValue: 1 });
    expect(customerLifetimeValue(model, spendModel, { ...customer, meanSpend: -3 }, options)).toBeNull();
  });

  it.each<[string, object]>([
    ["customers[1].count", { count: NaN }],
    ["customers[1].count", { count: -5 }],
    ["customers[1].count", { count: "3" }],
    ["customers[1].recency", { recency: 40 }],
    ["customers[1].recency", { recency: 0 }],
    ["customers[1].meanSpend", { meanSpend: null }],
    ["customers[1].meanSpend", { meanSpend: 1e308 }],
  ])("names the row: %s of %o", (argument, change) => {
    expect(() => customerEquity(model, spendModel, [customer, { ...customer, ...change }], options)).toThrow(invalid(argument));
  });

  it("checks models and options also of nobody", () => {
    expect(() => customerEquity(model, spendModel, [], { ...options, margin: NaN })).toThrow(invalid("options.margin"));
    expect(() => customerEquity(model, { ...spendModel, parameters: { p: 1, q: 2, gamma: 0 } }, [], options)).toThrow(
      invalid("model.parameters.gamma"),
    );
    expect(() => customerEquity(model, spendModel, undefined as never, options)).toThrow(invalid("customers"));
  });
});

describe("compressCustomers", () => {
  it("takes -0 for 0", () => {
    const oneTime = { frequency: 0, recency: 0, age: 31 };
    const joined = [{ ...oneTime, count: 2 }];
    expect(compressCustomers([{ frequency: -0, recency: -0, age: 31 }, oneTime])).toEqual(joined);
    const columns = { frequency: Float64Array.of(-0, 0), recency: Float64Array.of(0, -0), age: [31, 31] };
    expect(compressCustomers(columns)).toEqual(joined);
    expect(Object.is(columns.frequency[0], -0)).toBe(true);
  });

  it("joins equal histories in order, and leaves out those of nobody", () => {
    const rows = [
      { frequency: 2, recency: 9, age: 38, count: 2 },
      { frequency: 0, recency: 0, age: 38 },
      { frequency: 2, recency: 9, age: 38 },
      { frequency: 2, recency: 8, age: 38, count: 0 },
      { frequency: 0, recency: 0, age: 31 },
    ];
    expect(compressCustomers(deepFreeze(rows))).toEqual([
      { frequency: 0, recency: 0, age: 31, count: 1 },
      { frequency: 0, recency: 0, age: 38, count: 1 },
      { frequency: 2, recency: 9, age: 38, count: 3 },
    ]);
    expect(compressCustomers([])).toEqual([]);
  });
});

describe("a wrong argument is told", () => {
  it.each<[string, () => unknown]>([
    ["customer.frequency", () => probabilityAlive(model, { frequency: 1.5, recency: 1, age: 2 })],
    ["customer.recency", () => probabilityAlive(model, { frequency: 1, recency: 3, age: 2 })],
    ["customer.recency", () => probabilityAlive(model, { frequency: 0, recency: 1, age: 2 })],
    ["customer.recency", () => probabilityAlive(model, { frequency: 1, recency: 0, age: 2 })],
    ["customer.age", () => probabilityAlive(model, { frequency: 0, recency: 0, age: NaN })],
    ["model.kind", () => probabilityAlive({ ...model, kind: "gamma-gamma" } as unknown as BgNbd, customer)],
    ["model.parameters.b", () => probabilityAlive({ ...model, parameters: { ...model.parameters, b: -1 } }, customer)],
    ["horizon", () => expectedPurchases(model, customer, -1)],
    ["horizon", () => purchaseCountDistribution(model, Infinity, 3)],
    ["upTo", () => purchaseCountDistribution(model, 3, -1)],
    ["upTo", () => purchaseCountDistribution(model, 3, 2 ** 32)],
    ["options.horizon", () => discountedExpectedPurchases(model, customer, { horizon: NaN, discount })],
    [
      "options.discount.annualRate",
      () => discountedExpectedPurchases(model, customer, { horizon: 1, discount: { ...discount, annualRate: -0.1 } }),
    ],
    [
      "options.discount.unitsPerYear",
      () => discountedExpectedPurchases(model, customer, { horizon: 1, discount: { ...discount, unitsPerYear: 0 } }),
    ],
    [
      "options.discount.annualRate",
      () => discountedExpectedPurchases(model, customer, { horizon: null, discount: { ...discount, annualRate: 1e300 } }),
    ],
    [
      "options.discount.unitsPerYear",
      () => discountedExpectedPurchases(model, customer, { horizon: null, discount: { ...discount, unitsPerYear: 1e-300 } }),
    ],
    ["customer.age", () => expectedPurchases(model, { frequency: 0, recency: 0, age: 1e308 }, 1)],
    ["model.parameters.r", () => expectedPurchases({ ...model, parameters: { ...model.parameters, r: 1e9 } }, customer, 1)],
    ["model.parameters.alpha", () => expectedPurchases({ ...model, parameters: { ...model.parameters, alpha: 1e-320 } }, customer, 1)],
    ["customer.meanSpend", () => expectedSpend(spendModel, { frequency: 3, meanSpend: 1e308 })],
    ["customer.meanSpend", () => expectedSpend(spendModel, { frequency: 1, meanSpend: null })],
    ["model.parameters.gamma", () => expectedSpend({ ...spendModel, parameters: { p: 1, q: 2, gamma: 0 } }, customer)],
    ["options.margin", () => customerLifetimeValue(model, spendModel, customer, { horizon: 1, discount, margin: NaN })],
  ])("%s", (argument, call) => {
    expect(call).toThrow(invalid(argument));
  });
});
