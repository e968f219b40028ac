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

describe("compressCustomers", () => {
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
    ["options.horizon", () => discountedExpectedPurchases(model, customer, { horizon: NaN, discount })],
    [
      "options.discount.annualRate",
      () => discountedExpectedPurchases(model, customer, { horizon: 1, discount: { ...discount, annualRate: -0.1 } }),
    ],
    [
      "options.discount.unitsPerYear",
      () => discountedExpectedPurchases(model, customer, { horizon: 1, discount: { ...discount, unitsPerYear: 0 } }),
    ],
    ["customer.meanSpend", () => expectedSpend(spendModel, { frequency: 1, meanSpend: null })],
    ["model.parameters.gamma", () => expectedSpend({ ...spendModel, parameters: { p: 1, q: 2, gamma: 0 } }, customer)],
    ["options.margin", () => customerLifetimeValue(model, spendModel, customer, { horizon: 1, discount, margin: NaN })],
  ])("%s", (argument, call) => {
    expect(call).toThrow(invalid(argument));
  });
});
