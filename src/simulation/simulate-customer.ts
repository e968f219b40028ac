import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { Instant } from "../foundation/time/instant.js";
import type { Random } from "../numerics/random.js";
import type { PurchaseStatus } from "../purchases/purchase.js";
import { priceNear } from "./prices.js";
import type { Shop } from "./simulation-options.js";

/** A customer's hidden traits and what came of them, before ids are given. */
export interface CustomerStory {
  readonly acquiredAt: Instant;
  readonly purchaseRatePerDay: number;
  readonly dropoutProbability: number;
  readonly meanSpendMinor: number;
  readonly churnedAt: Instant | null;
  /** In the order of time. */
  readonly orders: readonly Order[];
}

/** A purchase before ids are given. */
export interface Order {
  readonly at: Instant;
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly channel: string | undefined;
  readonly status: PurchaseStatus;
}

/** How often a customer uses the channel they like best; otherwise any, by weight. */
const LOYALTY_TO_CHANNEL = 0.8;
const FULL_REFUNDS = 0.6;
/** A cancelled attempt lies at most this long before the purchase, in days of the shop's clock. */
const LONGEST_ATTEMPT_DAYS = 0.02;
/** The greatest number below 1: rounding must not put an arrival at the very end. */
const LATEST_SHARE = 1 - Number.EPSILON / 2;
const MOST_ORDERS = 1_000_000;

/** Lives one customer's life as BG/NBD tells it: a first purchase, then repeat purchases at a constant rate, with a chance to leave after each. */
export function simulateCustomer(random: Random, shop: Shop): CustomerStory {
  const { clock, transactions, spend } = shop;
  let shown = Math.min(arrivalShare(random.uniform(), shop.growth), LATEST_SHARE) * clock.days;
  const purchaseRatePerDay = random.gamma(transactions.r, transactions.alpha);
  const dropoutProbability = random.beta(transactions.a, transactions.b);
  const spendRate = random.gamma(spend.q, spend.gamma);
  const favouriteChannel = pickChannel(random, shop);
  const acquiredAt = clock.instantAt(shown);

  const orders: Order[] = [];
  let churnedAt: Instant | null = null;
  for (let repeats = 0; shown < clock.days && churnedAt === null; repeats += 1) {
    const order = placeOrder(random, shop, { at: clock.instantAt(shown), spendRate, favouriteChannel });
    if (random.chance(shop.cancelledShare)) orders.push(cancelledAttempt(random, shop, order, shown));
    orders.push(order);
    if (orders.length > MOST_ORDERS)
      throw new InvalidArgumentError("options.transactions", "rates of at most a million purchases a customer", transactions);
    if (repeats > 0 && random.chance(dropoutProbability)) churnedAt = order.at;
    shown += random.exponential(purchaseRatePerDay);
  }
  return { acquiredAt, purchaseRatePerDay, dropoutProbability, meanSpendMinor: spend.p / spendRate, churnedAt, orders };
}

/** Where in [0, 1) a customer arrives, when arrivals rise in a straight line to `1 + growth` times what they were: the inverse of their distribution function. */
function arrivalShare(uniform: number, growth: number): number {
  const area = uniform * (1 + growth / 2);
  return (2 * area) / (1 + Math.sqrt(1 + 2 * growth * area));
}

function placeOrder(random: Random, shop: Shop, order: { at: Instant; spendRate: number; favouriteChannel: string | undefined }): Order {
  const { at, spendRate, favouriteChannel } = order;
  const amountMinor = priceNear(random.gamma(shop.spend.p, spendRate), shop.priceUnit);
  if (!Number.isSafeInteger(amountMinor))
    throw new InvalidArgumentError("options.spend", "parameters of amounts within the safe integers", shop.spend);
  const channel = random.chance(LOYALTY_TO_CHANNEL) ? favouriteChannel : pickChannel(random, shop);
  if (at >= shop.pendingFrom && random.chance(shop.pendingShare)) return { at, amountMinor, refundedMinor: 0, channel, status: "pending" };
  const refundedMinor = random.chance(shop.refundedShare) ? refundOf(random, shop, amountMinor) : 0;
  return { at, amountMinor, refundedMinor, channel, status: "paid" };
}

/** All of it, or one item of several. */
function refundOf(random: Random, shop: Shop, amountMinor: number): number {
  const share = random.chance(FULL_REFUNDS) ? 1 : 0.2 + 0.6 * random.uniform();
  return share === 1 ? amountMinor : Math.min(priceNear(amountMinor * share, shop.priceUnit), amountMinor);
}

/** The same order a little earlier on the shop's clock, so that it falls into opening hours too. */
function cancelledAttempt(random: Random, shop: Shop, order: Order, shown: number): Order {
  const at = shop.clock.instantAt(Math.max(shown - LONGEST_ATTEMPT_DAYS * random.uniform(), 0));
  return { ...order, at, refundedMinor: 0, status: "cancelled" };
}

function pickChannel(random: Random, { channels, channelWeight }: Shop): string | undefined {
  let left = random.uniform() * channelWeight;
  for (const { channel, weight } of channels) {
    if (left < weight) return channel;
    left -= weight;
  }
  return channels.at(-1)?.channel;
}
