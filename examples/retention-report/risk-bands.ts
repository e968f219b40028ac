// The churn risks of all customers in a few bands, and the customers whose silence is unusual before the rule calls them gone.
import type { CustomerSummary } from "clientele/purchases";
import type { ChurnRisks } from "clientele/retention";

export interface RiskBand {
  readonly name: string;
  readonly customers: number;
  /** Those who count as active still. */
  readonly active: number;
  readonly revenueMinor: number;
}

/** An active customer whose silence is unusual. */
export interface WatchedCustomer {
  readonly customerId: string;
  readonly risk: number;
  readonly silentDays: number;
  readonly purchases: number;
  readonly revenueMinor: number;
}

const BANDS = [
  { name: "usual (below 0.5)", from: 0 },
  { name: "a little long (0.5 to 0.8)", from: 0.5 },
  { name: "long (0.8 to 0.95)", from: 0.8 },
  { name: "very long (0.95 or more)", from: 0.95 },
] as const;
const NOT_COMPARABLE = "nothing to compare with";
/** From here on a silence is called unusual. */
export const UNUSUAL = 0.8;
const WATCHED = 10;

/** Customers by how unusual their silence is; every customer is in one band. Whoever is silent for at most `activeDays` counts as active. */
export function riskBands({ customers }: ChurnRisks, summaries: readonly CustomerSummary[], activeDays: number): RiskBand[] {
  const revenueOf = new Map(summaries.map(({ customerId, revenueMinor }) => [customerId, revenueMinor]));
  const bandOf = (risk: number | null): string =>
    risk === null ? NOT_COMPARABLE : (BANDS.findLast(({ from }) => risk >= from)?.name ?? "");
  return [...BANDS.map(({ name }) => name), NOT_COMPARABLE].map((name) => {
    const members = customers.filter(({ risk }) => bandOf(risk) === name);
    return {
      name,
      customers: members.length,
      active: members.filter(({ silentDays }) => silentDays <= activeDays).length,
      revenueMinor: members.reduce((sum, { customerId }) => sum + (revenueOf.get(customerId) ?? 0), 0),
    };
  });
}

/** The active customers with an unusual silence who spent most. */
export function watchList({ customers }: ChurnRisks, summaries: readonly CustomerSummary[], activeDays: number): WatchedCustomer[] {
  const summaryOf = new Map(summaries.map((summary) => [summary.customerId, summary]));
  return customers
    .flatMap(({ customerId, risk, silentDays }) => {
      const summary = summaryOf.get(customerId);
      if (summary === undefined || risk === null || risk < UNUSUAL || silentDays > activeDays) return [];
      return [{ customerId, risk, silentDays, purchases: summary.purchases, revenueMinor: summary.revenueMinor }];
    })
    .sort((a, b) => b.revenueMinor - a.revenueMinor || (a.customerId < b.customerId ? -1 : 1))
    .slice(0, WATCHED);
}
