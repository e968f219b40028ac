// From subscriptions to all figures: revenue by month, how it moves, what is kept, churn by definition, how long customers stay.
import { contractRates, type Contract, type ContractRates } from "clientele/retention";
import {
  averageRevenuePerAccount,
  grossRevenueRetention,
  logoChurn,
  netRevenueRetention,
  quickRatio,
  recurringRevenue,
  revenueMovements,
  type RecurringRevenue,
  type RevenueMovementMonth,
  type RevenueRate,
  type Subscription,
} from "clientele/subscriptions";
import { addToDate, calendarDate, instant, type CalendarDate, type Instant } from "clientele/time";
import { isPaid, planSurvival, type PlanSurvival } from "./plan-survival.js";
import type { PlanLine } from "./read-subscriptions.js";

/** Months looked at; what was before them still decides who is new. */
const MOST_MONTHS = 60;

export interface Question {
  readonly currency: string;
  readonly timeZone: string;
  readonly asOf: Instant;
  /** The month whose churn is told by all definitions; `null`: the last one. */
  readonly month: string | null;
}

export interface Analysis {
  readonly question: Question;
  readonly asOfDay: CalendarDate;
  readonly months: readonly RevenueMovementMonth[];
  readonly rates: {
    readonly gross: readonly RevenueRate[];
    readonly net: readonly RevenueRate[];
    readonly quickRatio: readonly RevenueRate[];
    readonly logoChurn: readonly RevenueRate[];
    readonly perAccount: readonly RevenueRate[];
  };
  readonly year: YearOfRevenue;
  readonly churn: ChurnOfMonth;
  readonly survival: PlanSurvival;
}

/** The churn and retention of one month and of the twelve months that end with it, by all definitions. */
interface ChurnOfMonth {
  readonly month: string;
  readonly ofMonth: ContractRates;
  /** The first of the twelve months. */
  readonly yearFrom: string;
  readonly ofYear: ContractRates;
}

/** What became of the revenue of a year ago. */
interface YearOfRevenue {
  /** The month whose customers are followed. */
  readonly from: string;
  readonly to: string;
  readonly gross: RevenueRate | null;
  readonly net: RevenueRate | null;
  /** The monthly rates multiplied, which is another figure; `null` when one of the twelve is missing. */
  readonly productOfGross: number | null;
  readonly productOfNet: number | null;
}

/** Throws a plain Error where no month is over. */
export function analyse(lines: readonly PlanLine[], question: Question): Analysis {
  const { asOf, timeZone } = question;
  const asOfDay = calendarDate(asOf, timeZone);
  const subscriptions = lines.map(({ subscription }) => subscription);
  const until = `${asOfDay.slice(0, 7)}-01`;
  const revenue = revenueOf(subscriptions, until, question);
  const rates = {
    gross: grossRevenueRetention(revenue, { basis: "movement" }),
    net: netRevenueRetention(revenue, { basis: "movement" }),
    quickRatio: quickRatio(revenue),
    logoChurn: logoChurn(revenue),
    perAccount: averageRevenuePerAccount(revenue),
  };
  const month = question.month ?? revenue.months.at(-1) ?? "";
  if (!revenue.months.includes(month))
    throw new Error(
      `--month: ${month} is not among the months that are over: ${revenue.months[0] ?? ""} to ${revenue.months.at(-1) ?? ""}`,
    );
  return {
    question,
    asOfDay,
    months: revenueMovements(revenue).months,
    rates,
    year: yearOf(subscriptions, until, question, rates),
    churn: churnOf(contractsOf(subscriptions, timeZone), month, timeZone),
    survival: planSurvival(lines, asOfDay),
  };
}

function revenueOf(subscriptions: readonly Subscription[], until: string, { asOf, timeZone }: Question): RecurringRevenue {
  const first = subscriptions
    .filter(isPaid)
    .reduce<string | null>((least, { start }) => (least === null || start < least ? start : least), null);
  if (first === null) throw new Error("no row is a subscription that somebody pays for");
  const earliest = addToDate(until, { months: -MOST_MONTHS });
  const from = first < earliest ? earliest : first;
  if (from >= until) throw new Error(`no month with a subscription was over before --as-of: the first one starts on ${first}`);
  return recurringRevenue(subscriptions, { from, until, timeZone, asOf });
}

/** Follows the customers of the month that ended a year before the last one, through to the last one. */
function yearOf(
  subscriptions: readonly Subscription[],
  until: string,
  { asOf, timeZone }: Question,
  { gross, net }: Pick<Analysis["rates"], "gross" | "net">,
): YearOfRevenue {
  const revenue = recurringRevenue(subscriptions, { from: addToDate(until, { months: -13 }), until, timeZone, asOf });
  return {
    from: revenue.months[0] ?? "",
    to: revenue.months.at(-1) ?? "",
    gross: grossRevenueRetention(revenue, { basis: "cohort" }).at(-1) ?? null,
    net: netRevenueRetention(revenue, { basis: "cohort" }).at(-1) ?? null,
    productOfGross: productOfYear(gross),
    productOfNet: productOfYear(net),
  };
}

function productOfYear(rates: readonly RevenueRate[]): number | null {
  const year = rates.slice(-12);
  return year.length < 12
    ? null
    : year.reduce<number | null>((product, { value }) => (product === null || value === null ? null : product * value), 1);
}

function churnOf(contracts: readonly Contract[], month: string, timeZone: string): ChurnOfMonth {
  const to = addToDate(`${month}-01`, { months: 1 });
  const yearFrom = addToDate(to, { months: -12 });
  return {
    month,
    ofMonth: contractRates(contracts, { from: `${month}-01`, to, timeZone }),
    yearFrom: yearFrom.slice(0, 7),
    ofYear: contractRates(contracts, { from: yearFrom, to, timeZone }),
  };
}

/** Who is bound when: from the first moment of the first day until the first of the day after the last. */
function contractsOf(subscriptions: readonly Subscription[], timeZone: string): Contract[] {
  return subscriptions.filter(isPaid).map(({ customerId, start, end }) => ({
    customerId,
    start: instant(start, { timeZone }),
    end: end === null ? null : instant(end, { timeZone }),
  }));
}
