import { rate, type Rate } from "../../foundation/rate/rate.js";
import type { PeriodFigures } from "./contract-figures.js";

/**
 * The definitions of churn in use. O: customers active at the opening; E: at the close; N: those whose first contract ever started in the period.
 *
 * - `"opening-cohort"`: customers of O who are not active at the close, over O.
 * - `"distinct-churned"`: customers with an end in the period, whenever they came and whether or not they came back, over O.
 * - `"distinct-churned-not-new"`: the same without those of N, over O.
 * - `"events-per-opening"`: ends in the period, also several of a customer, over O. Can be above 1.
 * - `"events-per-opening-plus-new"`: ends over O + N.
 * - `"events-per-average-base"`: ends over (O + E) / 2.
 * - `"events-per-mean-daily-base"`: ends over the mean of those active at the start of each day.
 * - `"daily-sum"`: the sum over the days of the share that was lost from the start of one day to the next.
 * - `"exposure"`: ends over customer-days, times the days of the period: the hazard.
 *
 * @category Contracts
 */
export type ChurnMethod =
  | "opening-cohort"
  | "distinct-churned"
  | "distinct-churned-not-new"
  | "events-per-opening"
  | "events-per-opening-plus-new"
  | "events-per-average-base"
  | "events-per-mean-daily-base"
  | "daily-sum"
  | "exposure";

/**
 * The definitions of retention in use, with letters as in {@link ChurnMethod}.
 *
 * - `"opening-cohort"`: customers of O who are active at the close, over O; 1 less the churn of that name.
 * - `"closing-minus-new"`: E less those of N who are active at the close, over O. Who had left before the opening and came back counts as retained.
 * - `"closing-minus-all-new"`: E less all of N, over O: the textbook formula, too low where new customers leave within the period; can be below 0.
 * - `"exposure"`: `exp(-churn)` of the churn of that name: who stays when everybody leaves at the rate of the period.
 *
 * @category Contracts
 */
export type RetentionMethod = "opening-cohort" | "closing-minus-new" | "closing-minus-all-new" | "exposure";

/** How a definition counts: its rate, and what stands above and below in words. */
interface Method {
  readonly counted: string;
  readonly base: string;
  readonly rate: (figures: PeriodFigures) => Rate;
}

const OPENING = "customers active at the opening";
const DISTINCT = "customers with an end of contract in the period";
const EVENTS = "ends of contracts in the period, each of a customer's";

/** The rate of a sum of shares, or of a share that is no quotient of counts: over 1. */
function ofOne(value: number | null): Rate {
  return value === null ? rate(0, 0) : rate(value, 1);
}

function hazard({ churnEvents, customerDays, days }: PeriodFigures): Rate {
  return rate(churnEvents, customerDays / days);
}

export const CHURN_METHODS: Readonly<Record<ChurnMethod, Method>> = {
  "opening-cohort": {
    counted: "customers active at the opening and not at the close",
    base: OPENING,
    rate: (f) => rate(f.lostOfOpening, f.opening),
  },
  "distinct-churned": { counted: DISTINCT, base: OPENING, rate: (f) => rate(f.churnedCustomers, f.opening) },
  "distinct-churned-not-new": {
    counted: `${DISTINCT}, without those whose first contract started in it`,
    base: OPENING,
    rate: (f) => rate(f.churnedNotNew, f.opening),
  },
  "events-per-opening": { counted: EVENTS, base: OPENING, rate: (f) => rate(f.churnEvents, f.opening) },
  "events-per-opening-plus-new": {
    counted: EVENTS,
    base: `${OPENING}, and those whose first contract started in the period`,
    rate: (f) => rate(f.churnEvents, f.opening + f.new),
  },
  "events-per-average-base": {
    counted: EVENTS,
    base: "mean of the customers active at the opening and at the close",
    rate: (f) => rate(f.churnEvents, (f.opening + f.closing) / 2),
  },
  "events-per-mean-daily-base": {
    counted: EVENTS,
    base: "mean of the customers active at the start of each day",
    rate: (f) => rate(f.churnEvents, f.meanDailyBase),
  },
  "daily-sum": {
    counted: "sum over the days of the share of active customers lost by the next day",
    base: "1, as the shares are added up",
    rate: (f) => ofOne(f.dailyLossSum),
  },
  exposure: { counted: EVENTS, base: "customer-days over the days of the period", rate: hazard },
};

export const RETENTION_METHODS: Readonly<Record<RetentionMethod, Method>> = {
  "opening-cohort": {
    counted: "customers active at the opening and at the close",
    base: OPENING,
    rate: (f) => rate(f.opening - f.lostOfOpening, f.opening),
  },
  "closing-minus-new": {
    counted: "customers active at the close, without those whose first contract started in the period",
    base: OPENING,
    rate: (f) => rate(f.closing - f.newActiveAtClose, f.opening),
  },
  "closing-minus-all-new": {
    counted: "customers active at the close, less all whose first contract started in the period, also those who left",
    base: OPENING,
    rate: (f) => rate(f.closing - f.new, f.opening),
  },
  exposure: {
    counted: "exp(-churn), churn being the ends of contracts over customer-days times the days of the period",
    base: "1, as it is a probability",
    rate: (f) => {
      const { value } = hazard(f);
      return ofOne(value === null ? null : Math.exp(-value));
    },
  },
};
