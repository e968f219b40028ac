import type { CustomerId, PurchaseId } from "../foundation/ids/ids.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import type { Instant } from "../foundation/time/instant.js";
import { seededRandom } from "../numerics/random.js";
import type { Purchase } from "../purchases/purchase.js";
import { simulateCustomer, type Order } from "./simulate-customer.js";
import {
  resolveShop,
  type SimulatedSpendParameters,
  type SimulatedTransactionParameters,
  type SimulatePurchasesOptions,
} from "./simulation-options.js";

/**
 * Purchases of a made-up shop, together with the truth that a real shop never knows.
 * @category Simulation
 */
export interface SimulatedPurchases {
  /** In the order of time. */
  readonly purchases: readonly Purchase[];
  /** What they were made of. */
  readonly truth: SimulatedTruth;
}

/**
 * What simulated purchases were made of.
 * @category Simulation
 */
export interface SimulatedTruth {
  /** One entry a customer, in the order of their first purchase, which is the order of their ids. */
  readonly customers: readonly SimulatedCustomer[];
  /** How often they buy and when they stop, in the form of a fitted model, so that predictions can be made from the truth. */
  readonly transactionModel: {
    /** The model whose story the customers live. */
    readonly kind: "bg-nbd";
    /** Its parameters, as given. */
    readonly parameters: SimulatedTransactionParameters;
    /** The unit of `alpha`. */
    readonly timeUnit: "day";
  };
  /** What they spend, in the form of a fitted model. */
  readonly spendModel: {
    /** The model that the amounts follow. */
    readonly kind: "gamma-gamma";
    /** Its parameters, as given. */
    readonly parameters: SimulatedSpendParameters;
  };
}

/**
 * The hidden traits of one simulated customer.
 * @category Simulation
 */
export interface SimulatedCustomer {
  /** Who. */
  readonly customerId: CustomerId;
  /** The first purchase, which has no waiting time before it. A cancelled attempt at it may stand in the rows shortly before. */
  readonly acquiredAt: Instant;
  /** How many purchases a day they make while they are a customer, over the average day of the shop. */
  readonly purchaseRatePerDay: number;
  /** The chance that they leave after a repeat purchase. */
  readonly dropoutProbability: number;
  /** The last purchase of who has left; `null` for who has not left by the end. */
  readonly churnedAt: Instant | null;
  /** The mean of their amounts before these are rounded to prices, in minor units, not rounded. */
  readonly meanSpendMinor: number;
}

/**
 * Makes up the purchases of a believable shop from a seed, and tells the truth behind them.
 *
 * The shop opens on `from` with no customers and wins them with growth, season, weekdays and opening hours. Each customer buys once, then at a rate of their own,
 * and leaves after a repeat purchase with a probability of their own (the story of BG/NBD); their amounts vary around a mean of their own (Gamma-Gamma) and are
 * rounded to likely prices. The rhythm of the shop bends time, not the customers: averaged over days, rates are what `truth` says.
 *
 * The truth counts every purchase that is not cancelled, pending and refunded ones too. A cancelled row is an attempt shortly before a purchase.
 * Draws use `Math.log` and `Math.exp`, whose last digit is up to the runtime; times are cut to seconds and amounts rounded to prices, so that in practice all
 * runtimes give the same rows. Cost: O(purchases log purchases).
 *
 * Models: Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way; Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value.
 *
 * @param options - The seed, and what should differ from the defaults.
 * @returns The purchases in the order of time, and the truth.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, the dates are not in order or more than 100 years apart, the shop never opens, or the
 *   parameters give more than a million purchases of one customer or amounts beyond the safe integers.
 *
 * @example
 * import { simulation } from "clientele";
 *
 * const { purchases, truth } = simulation.simulatePurchases({ seed: 7, customers: 100, from: "2024-01-01", until: "2025-01-01", timeZone: "Europe/Berlin" });
 * truth.customers.length; // => 100
 * purchases[0]?.at === truth.customers[0]?.acquiredAt; // => true
 * truth.transactionModel.parameters; // => { r: 0.5, alpha: 30, a: 0.6, b: 2 }
 *
 * @category Simulation
 */
export function simulatePurchases(options: SimulatePurchasesOptions): SimulatedPurchases {
  const shop = resolveShop(options);
  const stories = Array.from({ length: shop.customers }, (_, i) => simulateCustomer(seededRandom(shop.seed, i), shop));
  stories.sort((a, b) => a.acquiredAt - b.acquiredAt);

  const idOfCustomer = numberedIds("c", shop.customers);
  const orders: { readonly customerId: CustomerId; readonly order: Order }[] = [];
  const customers = stories.map(({ orders: own, ...traits }, i): SimulatedCustomer => {
    const customerId = idOfCustomer(i) as CustomerId;
    for (const order of own) orders.push({ customerId, order });
    return { customerId, ...traits };
  });
  orders.sort((a, b) => a.order.at - b.order.at);

  const idOfPurchase = numberedIds("p", orders.length);
  const purchases = orders.map(({ customerId, order }, i) => purchaseOf(idOfPurchase(i) as PurchaseId, customerId, order, shop.currency));
  return {
    purchases,
    truth: {
      customers,
      transactionModel: { kind: "bg-nbd", parameters: shop.transactions, timeUnit: "day" },
      spendModel: { kind: "gamma-gamma", parameters: shop.spend },
    },
  };
}

/** Names of one length, from 1, so that they sort like their numbers. */
function numberedIds(prefix: string, count: number): (index: number) => string {
  const digits = Math.max(4, String(count).length);
  return (index) => prefix + String(index + 1).padStart(digits, "0");
}

function purchaseOf(id: PurchaseId, customerId: CustomerId, order: Order, currency: CurrencyCode): Purchase {
  return {
    id,
    customerId,
    at: order.at,
    amount: { minor: order.amountMinor, currency },
    ...(order.refundedMinor > 0 ? { refunded: { minor: order.refundedMinor, currency } } : {}),
    ...(order.channel === undefined ? {} : { channel: order.channel }),
    status: order.status,
  };
}
