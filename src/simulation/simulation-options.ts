import { checkFinite, checkInteger, checkNonNegative, checkShare } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkedCurrency, type CurrencyCode } from "../foundation/money/currency.js";
import { dayOfDate } from "../foundation/time/calendar-date.js";
import { startOfLocalDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { checkScale, checkShape } from "../numerics/limits.js";
import { DEFAULT_RHYTHM, shopClock, type ShopClock, type ShopRhythm } from "./shop-clock.js";
import { priceUnit } from "./prices.js";

/**
 * How often customers buy and when they stop: the parameters of BG/NBD, in days.
 * @category Simulation
 */
export interface SimulatedTransactionParameters {
  /** Shape of the gamma distribution of purchase rates; small: customers differ much. */
  readonly r: number;
  /** Rate of that distribution, in days: the mean purchase rate is `r / alpha` a day. */
  readonly alpha: number;
  /** First shape of the beta distribution of the chance to leave after a repeat purchase, whose mean is `a / (a + b)`. */
  readonly a: number;
  /** Second shape of that distribution. */
  readonly b: number;
}

/**
 * What customers spend on a purchase: the parameters of Gamma-Gamma, in minor units.
 * @category Simulation
 */
export interface SimulatedSpendParameters {
  /** Shape of the gamma distribution of one customer's amounts; large: their purchases are alike. */
  readonly p: number;
  /** Shape of the distribution between customers, above 1; large: customers are alike. */
  readonly q: number;
  /** Scale, in minor units: the mean purchase is `p gamma / (q - 1)`. */
  readonly gamma: number;
}

/**
 * A place where the shop sells, and how much.
 * @category Simulation
 */
export interface SimulatedChannel {
  /** Stands on the purchases. */
  readonly channel: string;
  /** How much of the buying happens here, relative to the other channels. */
  readonly weight: number;
}

/**
 * The shop that {@link simulatePurchases} makes up. Only the seed has no default.
 * @category Simulation
 */
export interface SimulatePurchasesOptions {
  /** A safe integer; the same seed and options give the same purchases. */
  readonly seed: number;
  /** How many customers are won from `from` until `until`; 1500 when left out, at most 10 million. */
  readonly customers?: number;
  /** The local date on which the shop opens with no customers, `"YYYY-MM-DD"`; `"2023-01-01"` when left out. */
  readonly from?: string;
  /** The local date on which the purchases end, itself not included; `"2026-01-01"` when left out. */
  readonly until?: string;
  /** The IANA zone of the shop's calendar and opening hours; `"UTC"` when left out. */
  readonly timeZone?: string;
  /** The currency of all amounts; `"EUR"` when left out. */
  readonly currency?: string;
  /** How many more customers are won at the end than at the beginning, as a share of the beginning: 0.5 (half as many again) when left out, from -1 to 1000. */
  readonly growth?: number;
  /** How often customers buy, and when they stop; `{ r: 0.5, alpha: 30, a: 0.6, b: 2 }` when left out. */
  readonly transactions?: SimulatedTransactionParameters;
  /** What they spend; `{ p: 4, q: 5, gamma: 4800 }` when left out, a mean of 48.00 EUR (`gamma` grows with the currency's digits beyond two). */
  readonly spend?: SimulatedSpendParameters;
  /** When the shop is busy; a part that is left out keeps its default. */
  readonly rhythm?: Partial<ShopRhythm>;
  /** Where the shop sells; web 60, store 30, phone 10 when left out. None: purchases have no channel. */
  readonly channels?: readonly SimulatedChannel[];
  /** The share of purchases that are refunded, six in ten of them in full; 0.04 when left out. */
  readonly refundedShare?: number;
  /** How many purchases had a cancelled attempt before them, as a share; 0.02 when left out. Such an attempt is a row of its own. */
  readonly cancelledShare?: number;
  /** The share of the purchases of the last seven days that are not paid yet; 0.2 when left out. */
  readonly pendingShare?: number;
}

/** The checked options of one simulation, with everything resolved that its customers share. */
export interface Shop {
  readonly seed: number;
  readonly customers: number;
  readonly clock: ShopClock;
  /** The first instant of the days in which orders may still be pending. */
  readonly pendingFrom: number;
  readonly currency: CurrencyCode;
  readonly priceUnit: number;
  readonly growth: number;
  readonly transactions: SimulatedTransactionParameters;
  readonly spend: SimulatedSpendParameters;
  readonly channels: readonly SimulatedChannel[];
  readonly channelWeight: number;
  readonly refundedShare: number;
  readonly cancelledShare: number;
  readonly pendingShare: number;
}

const MOST_CUSTOMERS = 10_000_000;
const MOST_GROWTH = 1000;
const DEFAULT_TRANSACTIONS: SimulatedTransactionParameters = { r: 0.5, alpha: 30, a: 0.6, b: 2 };
const DEFAULT_CHANNELS: readonly SimulatedChannel[] = [
  { channel: "web", weight: 60 },
  { channel: "store", weight: 30 },
  { channel: "phone", weight: 10 },
];
/** In price units, so that a mean purchase is 48 of them. */
const DEFAULT_SPEND: SimulatedSpendParameters = { p: 4, q: 5, gamma: 48 };
const PENDING_DAYS_MS = 7 * 86_400_000;

/** Checks the options and fills in the defaults. */
export function resolveShop(options: SimulatePurchasesOptions): Shop {
  if (typeof options !== "object" || (options as unknown) === null) throw new InvalidArgumentError("options", "an object", options);
  const { seed, customers = 1500, growth = 0.5, channels = DEFAULT_CHANNELS } = options;
  const { refundedShare = 0.04, cancelledShare = 0.02, pendingShare = 0.2 } = options;
  checkInteger("options.seed", seed);
  checkInteger("options.customers", customers, 0, MOST_CUSTOMERS);
  checkGrowth(growth);
  checkShare("options.refundedShare", refundedShare);
  checkShare("options.cancelledShare", cancelledShare);
  checkShare("options.pendingShare", pendingShare);
  const currency = checkedCurrency(options.currency ?? "EUR");
  const unit = priceUnit(currency);
  const { from, until, clock } = resolveClock(options);
  return {
    seed,
    customers,
    clock,
    growth,
    channels,
    refundedShare,
    cancelledShare,
    pendingShare,
    currency,
    pendingFrom: Math.max(from, until - PENDING_DAYS_MS),
    priceUnit: unit,
    transactions: checkedTransactions(options.transactions ?? DEFAULT_TRANSACTIONS),
    spend: checkedSpend(options.spend ?? { ...DEFAULT_SPEND, gamma: DEFAULT_SPEND.gamma * unit }),
    channelWeight: checkedChannelWeight(channels),
  };
}

function checkGrowth(growth: unknown): void {
  checkFinite("options.growth", growth);
  if (growth < -1 || growth > MOST_GROWTH) throw new InvalidArgumentError("options.growth", `a number from -1 to ${MOST_GROWTH}`, growth);
}

function resolveClock(options: SimulatePurchasesOptions): { from: number; until: number; clock: ShopClock } {
  const { timeZone = "UTC", rhythm = {} } = options;
  const zone = zoneOffsets(timeZone);
  const from = startOfLocalDay(dayOfDate(options.from ?? "2023-01-01", "options.from"), zone);
  const until = startOfLocalDay(dayOfDate(options.until ?? "2026-01-01", "options.until"), zone);
  if (until <= from) throw new InvalidArgumentError("options.until", "a date after options.from", options.until);
  return { from, until, clock: shopClock(from, until, zone, { ...DEFAULT_RHYTHM, ...rhythm }) };
}

/** A copy of the parameters alone. */
function checkedTransactions({ r, alpha, a, b }: SimulatedTransactionParameters): SimulatedTransactionParameters {
  checkShape("options.transactions.r", r);
  checkScale("options.transactions.alpha", alpha);
  checkShape("options.transactions.a", a);
  checkShape("options.transactions.b", b);
  return { r, alpha, a, b };
}

/** A copy of the parameters alone. */
function checkedSpend({ p, q, gamma }: SimulatedSpendParameters): SimulatedSpendParameters {
  checkShape("options.spend.p", p);
  checkShape("options.spend.q", q);
  checkScale("options.spend.gamma", gamma);
  if (q <= 1) throw new InvalidArgumentError("options.spend.q", "a number above 1, or there is no mean", q);
  return { p, q, gamma };
}

function checkedChannelWeight(channels: readonly SimulatedChannel[]): number {
  if (!Array.isArray(channels)) throw new InvalidArgumentError("options.channels", "an array of channels", channels);
  let total = 0;
  for (const [i, given] of (channels as readonly SimulatedChannel[]).entries()) {
    if (typeof given !== "object" || (given as unknown) === null)
      throw new InvalidArgumentError(`options.channels[${i}]`, "a channel with its weight", given);
    const { channel, weight } = given;
    if (typeof channel !== "string" || channel === "") throw new InvalidArgumentError(`options.channels[${i}].channel`, "a name", channel);
    checkNonNegative(`options.channels[${i}].weight`, weight);
    total += weight;
  }
  if (channels.length > 0 && !(total > 0 && total < Infinity)) {
    throw new InvalidArgumentError("options.channels", "weights that add up to a number above 0", channels);
  }
  return total;
}
