// From orders to all figures: cut, fit, compare, check, fit again on everything, value, rank. What is told is in present.ts.
import {
  calibrationCheck,
  expectedResidualLifetime,
  probabilityAliveMatrix,
  trackingCurve,
  type CalibrationCheck,
  type ProbabilityAliveMatrix,
  type TrackingRow,
} from "clientele/clv";
import { calibrationHoldout, repeatPurchaseSummaries, type Purchase, type RepeatPurchaseSummary } from "clientele/purchases";
import { addToDate, calendarDate, daysBetween, instant, type CalendarDate, type Instant } from "clientele/time";
import { fitWords } from "./fit-words.js";
import { fitFirst, fitModels, MODEL_NAMES, type FittedModels, type Model, type ModelKind, type Refusal } from "./models.js";
import { rank, type Ranking } from "./ranking.js";
import { frequencyAndSpend, spendOf, type Correlation, type NoSpend, type Spend } from "./spend.js";
import { judge, type Verdict } from "./verdict.js";

const CALIBRATION_SHARE = 2 / 3;
/** Fewer days cannot be cut in two parts that say anything. */
const FEWEST_DAYS = 28;
const DAYS_PER_WEEK = 7;
const WEEKS_PER_YEAR = 365.25 / DAYS_PER_WEEK;
/** The tracking plot of more periods is hard to read. */
const MOST_PERIODS = 160;

export interface Question {
  readonly currency: string;
  readonly timeZone: string;
  readonly asOf: Instant;
  readonly horizonDays: number;
  readonly annualDiscountRate: number;
  /** What remains of revenue; `null`: value is revenue. */
  readonly margin: number | null;
}

export interface Analysis {
  readonly question: Question;
  readonly cut: {
    readonly firstDay: CalendarDate;
    /** The first day of the holdout. */
    readonly calibrationEnd: CalendarDate;
    readonly asOfDay: CalendarDate;
    readonly customers: number;
  };
  /** Fitted on the calibration. */
  readonly models: FittedModels;
  /** Of every fitted model, in their order; the first one is that of the model which was chosen. */
  readonly checks: readonly { readonly kind: ModelKind; readonly check: CalibrationCheck }[];
  readonly verdict: Verdict;
  readonly tracking: readonly TrackingRow[];
  /** Fitted on everything, as are all that follow. */
  readonly model: Model;
  /** Models before it that cannot be fitted to everything. */
  readonly refusedAgain: readonly Refusal[];
  readonly customers: number;
  readonly repeatCustomers: number;
  /** Customers whose expected time to stay is finite. */
  readonly finiteLifetimes: number;
  readonly aliveMatrix: ProbabilityAliveMatrix;
  readonly correlation: Correlation;
  readonly spend: Spend | NoSpend;
  readonly ranking: Ranking;
}

/** Throws a plain Error where orders cannot be cut or fitted. */
export function analyse(purchases: readonly Purchase[], question: Question): Analysis {
  const { asOf, timeZone } = question;
  const customers = repeatPurchaseSummaries(purchases, { asOf, timeZone, unit: "week" });
  if (customers.length === 0) throw new Error("no paid order before --as-of");
  const cut = cutOf(customers, question);
  const calibrationEnd = instant(cut.calibrationEnd, { timeZone });
  const holdout = calibrationHoldout(purchases, { calibrationEnd, observationEnd: asOf, timeZone, unit: "week" });
  const models = fitModels(holdout.customers);
  const [best] = models.fitted;
  if (best === undefined)
    throw new Error(
      `nothing can be fitted to the orders from ${cut.firstDay} to before ${cut.calibrationEnd}, two thirds of the days. ${refusals(models.refused)}`,
    );
  const checks = models.fitted.map((model) => ({ kind: model.kind, check: calibrationCheck(model, holdout) }));
  const days = daysBetween(cut.firstDay, cut.asOfDay);
  const periodDays = DAYS_PER_WEEK * Math.ceil(days / DAYS_PER_WEEK / MOST_PERIODS);

  const { model, refused } = fitFirst(
    models.fitted.map(({ kind }) => kind),
    customers,
  );
  if (model === null) throw new Error(`nothing can be fitted to all orders before ${cut.asOfDay}. ${refusals(refused)}`);
  const horizon = question.horizonDays / DAYS_PER_WEEK;
  const discount = { annualRate: question.annualDiscountRate, unitsPerYear: WEEKS_PER_YEAR, compounding: "annual" } as const;
  const valuing = { horizon, discount, margin: question.margin ?? 1 };
  const spend = spendOf(model, customers, valuing);
  return {
    question,
    cut: { ...cut, customers: holdout.customers.length },
    models,
    checks,
    verdict: judge(best, holdout, calibrationCheck(best, holdout)),
    tracking: trackingCurve(best, purchases, { calibrationEnd, observationEnd: asOf, timeZone, unit: "week", periodDays }),
    model,
    refusedAgain: refused,
    customers: customers.length,
    repeatCustomers: customers.filter(({ frequency }) => frequency > 0).length,
    finiteLifetimes: customers.filter((customer) => expectedResidualLifetime(model, customer) !== null).length,
    aliveMatrix: aliveMatrix(model, customers, horizon),
    correlation: frequencyAndSpend(customers),
    spend,
    ranking: rank({ model, spendModel: spend.model }, customers, valuing),
  };
}

function cutOf(customers: readonly RepeatPurchaseSummary[], { asOf, timeZone }: Question): Omit<Analysis["cut"], "customers"> {
  const asOfDay = calendarDate(asOf, timeZone);
  const days = Math.round(customers.reduce((most, { age }) => Math.max(most, age), 0) * DAYS_PER_WEEK);
  if (days < FEWEST_DAYS)
    throw new Error(
      `${String(days)} days of orders are too few: it takes ${String(FEWEST_DAYS)} to fit a model on some and check it on the others`,
    );
  const firstDay = addToDate(asOfDay, { days: -days });
  return { firstDay, calibrationEnd: addToDate(firstDay, { days: Math.round(days * CALIBRATION_SHARE) }), asOfDay };
}

/** Why no model could be fitted; the same reason only once. */
function refusals(refused: readonly Refusal[]): string {
  const reasons = new Map<string, string[]>();
  for (const { kind, error } of refused) reasons.set(fitWords(error), [...(reasons.get(fitWords(error)) ?? []), MODEL_NAMES[kind]]);
  return [...reasons].map(([reason, names]) => `${names.join(", ")}: ${reason}`).join(". ");
}

/** Over customers of the middle age, up to as many repeat purchases as nearly all of them have made. */
function aliveMatrix(model: Model, customers: readonly RepeatPurchaseSummary[], horizon: number): ProbabilityAliveMatrix {
  const at = (values: readonly number[], share: number): number =>
    [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
  const age = Math.max(
    4,
    Math.round(
      at(
        customers.map((customer) => customer.age),
        0.5,
      ),
    ),
  );
  const usual = at(
    customers.map(({ frequency }) => frequency),
    0.98,
  );
  return probabilityAliveMatrix(model, { age, mostPurchases: Math.min(40, Math.max(5, usual)), recencySteps: Math.min(age, 80), horizon });
}
