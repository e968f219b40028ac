// Whether a model may be trusted, by what it foresaw. The limits are rules of thumb, and are printed with the verdict.
import { expectedPurchases, type CalibrationCheck } from "clientele/clv";
import type { CalibrationHoldout } from "clientele/purchases";
import type { Model } from "./models.js";

/** What is off by less is close. */
export const CLOSE = 0.1;
/** A total that is off by more is wrong. */
export const WRONG = 0.25;

/** Standard errors within which chance leaves a right model in 19 of 20 holdouts: for one sum, and for all eight rows at once (Bonferroni). */
const BY_CHANCE = { total: 2, row: 2.73 };

export interface Verdict {
  readonly trust: "trust" | "with-care" | "no-trust" | "cannot-tell";
  /** Actual less expected purchases, as a share of the expected ones. */
  readonly off: number;
  /** How far chance would bring a right model in 19 of 20 holdouts, as such a share; roughly. */
  readonly chance: number;
  /** Whether the total is neither close nor within chance. */
  readonly isTotalOff: boolean;
  /** Rows of customers of whom too much was expected, likewise. */
  readonly tooHigh: readonly string[];
  /** Rows of whom too little was expected. */
  readonly tooLow: readonly string[];
  /** The mean absolute error of saying that everybody goes on at the pace so far: what a model has to beat. */
  readonly errorOfPace: number;
}

export function judge(model: Model, holdout: CalibrationHoldout, check: CalibrationCheck): Verdict {
  const { customers, holdoutDuration } = holdout;
  const forecasts = customers.map((customer) => ({ ...customer, expected: expectedPurchases(model, customer, holdoutDuration) }));
  const off = (actual: number, expected: number): number => (actual - expected) / expected;
  // Customers are independent, so the squares of their errors add up to that of the sum. Where hardly anything was bought they tell too little
  // of chance, and counts vary by at least about their mean.
  const chance = (errors: number, counted: (frequency: number) => boolean): number => {
    const rows = forecasts.filter(({ frequency }) => counted(frequency));
    const sum = (value: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + value(row), 0);
    const expected = sum((row) => row.expected);
    const squares = sum((row) => (row.expected - row.holdoutFrequency) ** 2);
    return (errors * Math.sqrt(Math.max(expected, squares))) / expected;
  };
  const isOff = (share: number, byChance: number): boolean => Math.abs(share) > Math.max(CLOSE, byChance);

  const total = { off: off(check.actualPurchases, check.expectedPurchases), chance: chance(BY_CHANCE.total, () => true) };
  const rows = check.holdoutByFrequency.filter((row) => {
    const [least, isOpen] = [Number.parseInt(row.frequency, 10), row.frequency.endsWith("+")];
    const inRow = (frequency: number): boolean => (isOpen ? frequency >= least : frequency === least);
    return isOff(off(row.actual, row.expected), chance(BY_CHANCE.row, inRow));
  });
  const isTotalOff = isOff(total.off, total.chance);
  const errorOfPace = meanErrorOfPace(holdout);
  const isClose = !isTotalOff && rows.length === 0 && (check.meanAbsoluteError ?? 0) < errorOfPace;
  return {
    ...total,
    trust: isTotalOff && Math.abs(total.off) > WRONG ? "no-trust" : total.chance > WRONG ? "cannot-tell" : isClose ? "trust" : "with-care",
    isTotalOff,
    tooHigh: rows.filter((row) => row.expected > row.actual).map(({ frequency }) => frequency),
    tooLow: rows.filter((row) => row.expected < row.actual).map(({ frequency }) => frequency),
    errorOfPace,
  };
}

function meanErrorOfPace({ customers, holdoutDuration }: CalibrationHoldout): number {
  const errors = customers.map(({ frequency, age, holdoutFrequency }) => Math.abs((frequency / age) * holdoutDuration - holdoutFrequency));
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}
