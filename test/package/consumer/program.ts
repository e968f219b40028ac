// A user's program. test/package/consumers.ts compiles it against the packed package as ESM, as CommonJS and for a bundler, and runs all three.
import * as root from "clientele";
import * as charts from "clientele/charts";
import * as clv from "clientele/clv";
import * as customers from "clientele/customers";
import * as foundation from "clientele/foundation";
import * as loyalty from "clientele/loyalty";
import * as money from "clientele/money";
import * as purchases from "clientele/purchases";
import * as report from "clientele/report";
import * as retention from "clientele/retention";
import * as segmentation from "clientele/segmentation";
import * as simulation from "clientele/simulation";
import * as subscriptions from "clientele/subscriptions";
import * as survival from "clientele/survival";
import * as time from "clientele/time";

/** The code of what a call throws; errors are told apart by it. */
function codeOf(call: () => unknown): string {
  try {
    call();
    return "nothing was thrown";
  } catch (error) {
    if (foundation.isInvalidArgumentError(error)) return `${error.code} ${error.argument}`;
    if (foundation.isValidationError(error)) return `${error.code} ${error.issues.map(({ path }) => path).join(" ")}`;
    return String(error);
  }
}

const modules = {
  root,
  charts,
  clv,
  customers,
  foundation,
  loyalty,
  money,
  purchases,
  report,
  retention,
  segmentation,
  simulation,
  subscriptions,
  survival,
  time,
};
const timeZone = "Europe/Berlin";
const asOf = time.instant("2025-03-01T00:00:00Z");
const rows = [
  { id: "p1", customerId: "ada", at: "2025-01-05T10:00:00Z", amount: "19.99" },
  { id: "p2", customerId: "ada", at: "2025-02-05T10:00:00Z", amount: "5.01" },
  { id: "p3", customerId: "bob", at: "2025-02-07T10:00:00Z", amount: "7.50" },
  { id: "p4", customerId: "bob", at: "2025-02-08T10:00:00Z", amount: "seven" },
];
const { values, summary } = purchases.parsePurchases(rows, { currency: "EUR" });
const summaries = purchases.customerSummaries(values, { asOf, timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" });
const price: money.Money = money.addMoney(money.money(1999, "EUR"), money.parseMoney("0.01", "EUR"));
const stages = { timeZone, regular: { minPurchases: 5 }, dormant: { afterDays: 180 }, lost: { afterDays: 720 } };
const shop = simulation.simulatePurchases({ seed: 7, customers: 200 });
const people = simulation.simulateCustomers({ seed: 7, purchases: shop.purchases, secondRecordShare: 0.1 });
const vips = segmentation.defineSegment({ id: "vips", name: "VIPs", rule: { field: "tags", equals: "vip" } });
const model: clv.BgNbd = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4.4, a: 0.8, b: 2.4 } };
const lines = subscriptions.parseSubscriptions(
  [{ customerId: "ada", start: "2025-01-05", end: null, amount: "120.00", interval: "year" }],
  { currency: "EUR" },
);
const revenue = subscriptions.recurringRevenue(lines.values, { from: "2025-01-01", until: "2025-03-01", timeZone, asOf });
const program = loyalty.parseProgram({ id: "points", timeZone, expiry: { kind: "rolling", months: 12 } });
const opened = loyalty.openAccount(program, { accountId: "a-1", customerId: "ada", at: "2025-01-01T00:00:00Z" });
const earned = loyalty.applyCommand(program, opened.account, {
  ...{ type: "earn", key: "k1", at: "2025-01-05T10:00:00Z", earningId: "p1", points: 19 },
  basis: { minor: 1999, currency: "EUR" },
  expiresOn: "2025-12-31",
});

const results = {
  exports: Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, Object.keys(module).sort()])),
  codes: [
    codeOf(() => root.rate(1, -1)),
    codeOf(() => money.money(0.5, "EUR")),
    codeOf(() => root.money.addMoney(price, money.money(1, "USD"))),
    codeOf(() => time.calendarDate(asOf, "Mars/Olympus")),
    codeOf(() => purchases.parsePurchase({ id: "p1" })),
  ],
  charts: charts.lorenzCurveChart(segmentation.lorenzCurve([1, 2, 3])),
  clv: clv.expectedPurchases(model, { frequency: 2, recency: 30, age: 39 }, 39),
  customers: [customers.lifecycleCounts(summaries, stages, asOf), customers.mergeCustomers(people.customers, { match: ["email"] })],
  foundation: foundation.rate(1, 4),
  loyalty: [earned, earned.ok && loyalty.replayEvents([...opened.events, ...earned.value.events])],
  money: [price, money.multiplyMoney(price, "1.075")],
  purchases: [summary, summaries, purchases.purchaseSchema.safeParse(rows[0]).success],
  report: report.customerBaseReport(shop.purchases, {
    asOf: time.instant("2026-01-01T00:00:00Z"),
    timeZone,
    inactivityDays: 180,
    period: "month",
    horizonDays: 365,
    annualDiscountRate: 0.1,
  }),
  retention: retention.cohortTriangle(values, { period: { unit: "month", timeZone }, asOf, mode: "on" }),
  segmentation: [segmentation.giniCoefficient([1, 2, 3]), segmentation.evaluateSegment(vips, { customerId: "ada", tags: ["vip"] })],
  simulation: shop.purchases.length,
  subscriptions: subscriptions.revenueMovements(revenue).months,
  survival: survival.medianSurvival(
    survival.kaplanMeier(
      survival.eventTable([
        { time: 3, event: true },
        { time: 5, event: false },
      ]),
    ),
  ),
  time: time.periodLabel(time.periodIndex(asOf, { unit: "month", timeZone }), { unit: "month", timeZone }),
};
console.log(JSON.stringify(results));
