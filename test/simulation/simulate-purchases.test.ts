import { simulation, time } from "clientele";
import { customerSummaries } from "clientele/purchases";
import { simulatePurchases, type SimulatePurchasesOptions } from "clientele/simulation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const BERLIN = "Europe/Berlin";
/** A shop that is equally busy at all times: its clock shows the time since it opened. */
const FLAT = {
  monthWeights: Array<number>(12).fill(1),
  weekdayWeights: Array<number>(7).fill(1),
  hourWeights: Array<number>(24).fill(1),
};
const DAY_MS = 86_400_000;

const shop = simulatePurchases({ seed: 20_251_231, timeZone: BERLIN });
const settled = shop.purchases.filter(({ status }) => status !== "cancelled");

/** Whether a count lies within four standard deviations of what is expected. */
function isNear(count: number, expected: number, deviation: number): boolean {
  return Math.abs(count - expected) < 4 * deviation;
}

function localHour(at: number, timeZone: string): number {
  return Number(time.localDateTime(at, timeZone).slice(11, 13));
}

describe("the shop that is made up without further options", () => {
  it("has 1500 customers and some thousand purchases in 2023 to 2025", () => {
    expect(shop.truth.customers).toHaveLength(1500);
    expect(shop.purchases.length).toBeGreaterThan(5000);
    expect(shop.purchases.length).toBeLessThan(10_000);
    expect(Math.min(...shop.purchases.map(({ at }) => at))).toBeGreaterThanOrEqual(time.instant("2023-01-01", { timeZone: BERLIN }));
    expect(Math.max(...shop.purchases.map(({ at }) => at))).toBeLessThan(time.instant("2026-01-01", { timeZone: BERLIN }));
  });

  it("numbers customers and purchases in the order of time", () => {
    const ats = shop.purchases.map(({ at }) => at);
    expect(ats).toStrictEqual([...ats].sort((a, b) => a - b));
    expect(shop.purchases.map(({ id }) => id)).toStrictEqual([...shop.purchases.map(({ id }) => id)].sort());
    expect([shop.purchases[0]?.id, shop.truth.customers[0]?.customerId, shop.truth.customers.at(-1)?.customerId]).toStrictEqual([
      "p0001",
      "c0001",
      "c1500",
    ]);
  });

  it("is believable: some never come back, some come very often, prices end as prices do", () => {
    const counts = customerSummaries(shop.purchases, {
      asOf: "2027-01-01T00:00:00Z",
      timeZone: BERLIN,
      occasion: "day",
      revenue: "net",
      fullyRefunded: "include",
    });
    const once = counts.filter(({ occasions }) => occasions === 1).length / counts.length;
    expect(once).toBeGreaterThan(0.25);
    expect(once).toBeLessThan(0.4);
    expect(Math.max(...counts.map(({ occasions }) => occasions))).toBeGreaterThan(30);
    expect(new Set(shop.purchases.map(({ amount }) => amount.minor % 100))).toStrictEqual(new Set([0, 50, 90, 95, 99]));
  });

  it("sells only in opening hours, by the clock on the wall, in summer and in winter", () => {
    const hours = new Set(shop.purchases.map(({ at }) => localHour(at, BERLIN)));
    expect([...hours].sort((a, b) => a - b)).toStrictEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
  });

  it("is busier in December than in February, and on Saturdays than on Sundays", () => {
    const inMonth = (month: string): number => settled.filter(({ at }) => time.calendarDate(at, BERLIN).slice(5, 7) === month).length;
    expect(inMonth("12")).toBeGreaterThan(1.4 * inMonth("02"));
    const onDay = (day: number): number => settled.filter(({ at }) => new Date(time.calendarDate(at, BERLIN)).getUTCDay() === day).length;
    expect(onDay(6)).toBeGreaterThan(1.6 * onDay(0));
  });

  it("has about as many refunds, cancelled and pending orders, and purchases per channel, as the options say", () => {
    const n = settled.length;
    const deviation = (share: number, of: number): number => Math.sqrt(of * share * (1 - share));
    const paid = settled.filter(({ status }) => status === "paid");
    expect(isNear(paid.filter(({ refunded }) => refunded !== undefined).length, 0.04 * paid.length, deviation(0.04, paid.length))).toBe(
      true,
    );
    expect(isNear(shop.purchases.length - n, 0.02 * n, deviation(0.02, n))).toBe(true);
    const lastWeek = settled.filter(({ at }) => at >= time.instant("2025-12-25", { timeZone: BERLIN }));
    expect(
      isNear(lastWeek.filter(({ status }) => status === "pending").length, 0.2 * lastWeek.length, deviation(0.2, lastWeek.length)),
    ).toBe(true);
    expect(settled.filter(({ at, status }) => status === "pending" && at < time.instant("2025-12-25", { timeZone: BERLIN }))).toStrictEqual(
      [],
    );
    const web = settled.filter(({ channel }) => channel === "web").length / n;
    expect(web).toBeGreaterThan(0.5);
    expect(web).toBeLessThan(0.7);
  });
});

describe("the truth", () => {
  const { purchases, truth } = simulatePurchases({
    seed: 3,
    customers: 20_000,
    from: "2024-01-01",
    until: "2025-01-01",
    rhythm: FLAT,
    cancelledShare: 0,
  });
  const repeats = new Map(truth.customers.map(({ customerId }) => [customerId, -1]));
  for (const { customerId } of purchases) repeats.set(customerId, (repeats.get(customerId) ?? NaN) + 1);

  it("has the traits that the parameters say: r / alpha, a / (a + b), p gamma / (q - 1) on average", () => {
    const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const rates = truth.customers.map(({ purchaseRatePerDay }) => purchaseRatePerDay);
    expect(isNear(meanOf(rates), 0.5 / 30, Math.sqrt(0.5) / 30 / Math.sqrt(20_000))).toBe(true);
    const dropouts = truth.customers.map(({ dropoutProbability }) => dropoutProbability);
    expect(isNear(meanOf(dropouts), 0.6 / 2.6, Math.sqrt((0.6 * 2) / (2.6 ** 2 * 3.6)) / Math.sqrt(20_000))).toBe(true);
    const spends = truth.customers.map(({ meanSpendMinor }) => meanSpendMinor);
    expect(isNear(meanOf(spends), 4800, 4800 / Math.sqrt(3) / Math.sqrt(20_000))).toBe(true);
  });

  it("is that each repeat purchase ends the story with the customer's own probability", () => {
    const left = truth.customers.filter(({ churnedAt }) => churnedAt !== null).length;
    const chances = truth.customers.map(({ customerId, dropoutProbability: p }) => ({ p, x: repeats.get(customerId) ?? NaN }));
    const expected = chances.reduce((sum, { p, x }) => sum + p * x, 0);
    expect(isNear(left, expected, Math.sqrt(chances.reduce((sum, { p, x }) => sum + p * (1 - p) * x, 0)))).toBe(true);
  });

  it("is that amounts vary around the customer's own mean, also after they became prices", () => {
    const means = new Map(truth.customers.map(({ customerId, meanSpendMinor }) => [customerId, meanSpendMinor]));
    let [difference, variance] = [0, 0];
    for (const { customerId, amount } of purchases) {
      const mean = means.get(customerId) ?? NaN;
      difference += amount.minor - mean;
      variance += mean ** 2 / 4;
    }
    expect(isNear(difference, 0, Math.sqrt(variance))).toBe(true);
  });

  it("is that nobody who never leaves buys more or less often than their rate says", () => {
    const loyal = simulatePurchases({
      seed: 4,
      customers: 2000,
      rhythm: FLAT,
      cancelledShare: 0,
      transactions: { r: 0.5, alpha: 30, a: 1e-9, b: 1 },
    });
    const end = time.instant("2026-01-01T00:00:00Z");
    const expected = loyal.truth.customers.reduce(
      (sum, { purchaseRatePerDay, acquiredAt }) => sum + (purchaseRatePerDay * (end - acquiredAt)) / DAY_MS,
      0,
    );
    expect(isNear(loyal.purchases.length - 2000, expected, Math.sqrt(expected))).toBe(true);
  });

  it("is that arrivals grow in a straight line", () => {
    // With density (1 + 2 x) / 2, 0.375 of the customers come in the first half.
    const grown = simulatePurchases({ seed: 5, customers: 10_000, from: "2024-01-01", until: "2024-12-31", growth: 2, rhythm: FLAT });
    const half = time.instant("2024-07-01T12:00:00Z");
    const early = grown.truth.customers.filter(({ acquiredAt }) => acquiredAt < half).length;
    expect(isNear(early, 3750, Math.sqrt(10_000 * 0.375 * 0.625))).toBe(true);
  });
});

describe("the options", () => {
  it("have weights that close months, weekdays and hours", () => {
    const { purchases } = simulatePurchases({
      seed: 1,
      customers: 300,
      timeZone: "Australia/Lord_Howe",
      rhythm: {
        monthWeights: [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
        weekdayWeights: [1, 0, 0, 0, 0, 0, 1],
        hourWeights: [0, 0, 1, ...Array<number>(21).fill(0)],
      },
    });
    expect(new Set(purchases.map(({ at }) => localHour(at, "Australia/Lord_Howe")))).toStrictEqual(new Set([2]));
    expect(new Set(purchases.map(({ at }) => new Date(time.calendarDate(at, "Australia/Lord_Howe")).getUTCDay()))).toStrictEqual(
      new Set([0, 1]),
    );
    const months = new Set(purchases.map(({ at }) => time.calendarDate(at, "Australia/Lord_Howe").slice(5, 7)));
    expect([months.has("01"), months.has("12"), months.size]).toStrictEqual([false, false, 10]);
  });

  it("fit the prices to the currency", () => {
    const minorsOf = (currency: string): number[] =>
      simulatePurchases({ seed: 1, customers: 200, currency }).purchases.map(({ amount }) => amount.minor);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(minorsOf("JPY"))).toBe(mean(minorsOf("EUR")));
    expect(Math.round(mean(minorsOf("KWD")) / 1000)).toBe(Math.round(mean(minorsOf("EUR")) / 100));
    expect(new Set(minorsOf("KWD").map((minor) => minor % 1000))).toStrictEqual(new Set([0, 500, 900, 950, 990]));
  });

  it("may leave out channels, refunds, cancelled and pending orders", () => {
    const { purchases } = simulatePurchases({
      seed: 1,
      customers: 200,
      channels: [],
      refundedShare: 0,
      cancelledShare: 0,
      pendingShare: 0,
    });
    expect(purchases.every((purchase) => !("channel" in purchase) && !("refunded" in purchase) && purchase.status === "paid")).toBe(true);
  });

  it("may ask for nobody, or for one day", () => {
    expect(simulatePurchases({ seed: 1, customers: 0 })).toMatchObject({ purchases: [], truth: { customers: [] } });
    const { purchases } = simulatePurchases({ seed: 1, customers: 50, from: "2024-02-29", until: "2024-03-01", timeZone: "Pacific/Apia" });
    expect(new Set(purchases.map(({ at }) => time.calendarDate(at, "Pacific/Apia")))).toStrictEqual(new Set(["2024-02-29"]));
  });

  it("are not written to, and the result is plain JSON", () => {
    const options: SimulatePurchasesOptions = deepFreeze({
      seed: 1,
      customers: 50,
      transactions: { r: 1, alpha: 20, a: 1, b: 3 },
      spend: { p: 2, q: 3, gamma: 900 },
    });
    const simulated = simulatePurchases(options);
    expect(JSON.parse(JSON.stringify(simulated))).toStrictEqual(simulated);
    expect([simulated.truth.transactionModel, simulated.truth.spendModel]).toStrictEqual([
      { kind: "bg-nbd", parameters: { r: 1, alpha: 20, a: 1, b: 3 }, timeUnit: "day" },
      { kind: "gamma-gamma", parameters: { p: 2, q: 3, gamma: 900 } },
    ]);
  });

  it.each<[string, object]>([
    ["options.seed", { seed: 0.5 }],
    ["options.seed", { seed: undefined }],
    ["options.customers", { customers: -1 }],
    ["options.customers", { customers: 1e9 }],
    ["options.until", { from: "2024-01-01", until: "2024-01-01" }],
    ["options.until", { from: "1024-01-01" }],
    ["options.from", { from: "2024-02-30" }],
    ["options.until", { until: "soon" }],
    ["timeZone", { timeZone: "Mars/Olympus" }],
    ["currency", { currency: "euro" }],
    ["options.growth", { growth: -1.1 }],
    ["options.growth", { growth: Infinity }],
    ["options.transactions.a", { transactions: { r: 1, alpha: 1, a: 0, b: 1 } }],
    ["options.transactions.b", { transactions: { r: 1, alpha: 1, a: 1 } }],
    ["options.transactions", { customers: 5, transactions: { r: 1, alpha: 1e-6, a: 1e-9, b: 1 } }],
    ["options.spend.q", { spend: { p: 1, q: -1, gamma: 1 } }],
    ["options.spend.q", { spend: { p: 1, q: 1, gamma: 10 } }],
    ["options.spend", { spend: { p: 1, q: 2, gamma: 1e28 } }],
    ["options.rhythm.monthWeights", { rhythm: { monthWeights: [1] } }],
    ["options.rhythm.hourWeights", { rhythm: { hourWeights: 3 } }],
    ["options.rhythm.weekdayWeights[6]", { rhythm: { weekdayWeights: [1, 1, 1, 1, 1, 1, -1] } }],
    ["options.rhythm", { rhythm: { weekdayWeights: [0, 0, 0, 0, 0, 0, 0] } }],
    [
      "options.channels[1].weight",
      {
        channels: [
          { channel: "a", weight: 1 },
          { channel: "b", weight: NaN },
        ],
      },
    ],
    ["options.channels[0].channel", { channels: [{ channel: "", weight: 1 }] }],
    ["options.channels", { channels: [{ channel: "a", weight: 0 }] }],
    ["options.channels", { channels: "web" }],
    ["options.channels[0]", { channels: [null] }],
    ["options.transactions.b", { transactions: { r: 1, alpha: 1, a: 1, b: 1e-320 } }],
    ["options.spend.p", { spend: { p: 1e-320, q: 2, gamma: 1 } }],
    ["options.refundedShare", { refundedShare: 1.5 }],
    ["options.cancelledShare", { cancelledShare: -0.5 }],
    ["options.pendingShare", { pendingShare: "few" }],
  ])("are refused: %s of %o", (argument, options) => {
    expect(() => simulation.simulatePurchases({ seed: 1, ...options })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }),
    );
  });

  it("are wanted", () => {
    expect(() => simulation.simulatePurchases(undefined as never)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "options" }),
    );
  });

  it("may be the smallest there are", () => {
    const transactions = { r: 1e-30, alpha: 1e-30, a: 1e-30, b: 1e-30 };
    const { truth } = simulation.simulatePurchases({ seed: 1, customers: 200, transactions });
    for (const { purchaseRatePerDay, dropoutProbability } of truth.customers) {
      expect(purchaseRatePerDay).toBeGreaterThanOrEqual(0);
      expect(dropoutProbability >= 0 && dropoutProbability <= 1).toBe(true);
    }
  });
});
