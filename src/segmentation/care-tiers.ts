import { checkIterable } from "../foundation/errors/check.js";
import { careDecision, completeCareRules } from "./care-tier.js";
import type { CareRow, CareRules, CareTier, CareTiers } from "./care.js";
import { addToTotal, checkedTotal, emptyTotal } from "./exact-total.js";
import { newCustomer } from "./new-customer.js";

const AMOUNTS = ["contributionMinor", "costToServeMinor", "netMinor"] as const;
const TIERS: readonly CareTier[] = ["key-account", "develop", "standard", "self-service", "let-go"];

/**
 * Puts every customer into a tier of care by {@link careTier}, and adds up what each tier brings and costs.
 *
 * The totals show where the effort goes: a key-account tier with less net than cost, or a self-service tier that still eats half of the cost. Cost: O(customers).
 *
 * @param rows - The customers, each once, over the same period and in one currency.
 * @param rules - Where care ends.
 * @returns The tier of each customer, and each tier in numbers.
 * @throws An {@link InvalidArgumentError} that names the row, where {@link careTier} refuses it or a customer is there twice; also when a sum leaves the safe integers.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const { rows, tiers } = segmentation.careTiers([
 *   { customerId: "anna", abcClass: "A", stage: "regular", contributionMinor: 90_000, costToServeMinor: 12_000 },
 *   { customerId: "ben", abcClass: "C", stage: "existing", contributionMinor: 900, costToServeMinor: 4_000 },
 * ], { selfServiceCostMinor: 500 });
 * rows.map(({ customerId, tier, because }) => [customerId, tier, because]);
 * // => [["anna", "key-account", "valuable"], ["ben", "self-service", "costs-what-it-brings"]]
 * tiers[3]; // => { tier: "self-service", customers: 1, contributionMinor: 900, costToServeMinor: 4000, netMinor: -3100 }
 *
 * @category Care
 */
export function careTiers(rows: Iterable<CareRow>, rules: CareRules = {}): CareTiers {
  const complete = completeCareRules(rules);
  checkIterable("rows", rows);
  const sums = TIERS.map(() => ({ customers: 0, contributionMinor: emptyTotal(), costToServeMinor: emptyTotal(), netMinor: emptyTotal() }));
  const met = new Set<string>();
  const decided = Array.from(rows, (row, i) => {
    const place = `rows[${i}]`;
    const customerId = newCustomer(place, row, met);
    const decision = careDecision(row, complete, place);
    const sum = sums[TIERS.indexOf(decision.tier)] as (typeof sums)[number];
    sum.customers += 1;
    for (const field of AMOUNTS) addToTotal(sum[field], decision[field]);
    return { customerId, ...decision };
  });
  const totals = sums.map((sum, i) => {
    const [contributionMinor, costToServeMinor, netMinor] = AMOUNTS.map((field) => checkedTotal(`rows.${field}`, sum[field])) as [
      number,
      number,
      number,
    ];
    return { tier: TIERS[i] as CareTier, customers: sum.customers, contributionMinor, costToServeMinor, netMinor };
  });
  return { rows: decided, tiers: totals, definition: { method: "first-match", rules: complete } };
}
