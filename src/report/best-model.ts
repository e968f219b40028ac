import {
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  type BgNbdModel,
  type CustomerHistory,
  type FitError,
  type MbgNbdModel,
  type ParetoNbdModel,
  type TransactionFitOptions,
} from "../clv/index.js";
import { err, ok, type Result } from "../foundation/result/result.js";
import { fitReason } from "./fit-reason.js";

/**
 * A model of when customers buy, in weeks.
 * @category Report
 */
export type ReportModel = BgNbdModel | MbgNbdModel | ParetoNbdModel;

/**
 * How well one of the models explains the purchases.
 * @category Report
 */
export interface ModelCandidate {
  /** Which model. */
  readonly kind: ReportModel["kind"];
  /** The log-likelihood of all customers, which can be compared between these models: the higher, the better; `null` when it could not be fitted. */
  readonly logLikelihood: number | null;
  /** Why it could not be fitted, else `null`. */
  readonly reason: string | null;
}

/** The best of the models, and all that were tried, best first. */
export interface ModelChoice {
  readonly model: ReportModel;
  readonly candidates: readonly ModelCandidate[];
}

/** The models by the names that people know. */
export const MODEL_NAMES = { "bg-nbd": "BG/NBD", "mbg-nbd": "MBG/NBD", "pareto-nbd": "Pareto/NBD" } as const;

const OPTIONS: TransactionFitOptions = { timeUnit: "week" };

const FITS: { readonly [Kind in ReportModel["kind"]]: (customers: readonly CustomerHistory[]) => Result<ReportModel, FitError> } = {
  "bg-nbd": (customers) => fitBgNbd(customers, OPTIONS),
  "mbg-nbd": (customers) => fitMbgNbd(customers, OPTIONS),
  "pareto-nbd": (customers) => fitParetoNbd(customers, OPTIONS),
};

/** Fits one model. */
export function fitModel(kind: ReportModel["kind"], customers: readonly CustomerHistory[]): Result<ReportModel, FitError> {
  return FITS[kind](customers);
}

/**
 * Fits all models and takes the one under which the purchases are most likely; they have four parameters each, so that nothing speaks for one of lower
 * likelihood. The error is that of BG/NBD when none can be fitted.
 */
export function bestModel(customers: readonly CustomerHistory[]): Result<ModelChoice, FitError> {
  const fits = (Object.keys(FITS) as ReportModel["kind"][]).map((kind) => ({ kind, fit: fitModel(kind, customers) }));
  const candidates = fits
    .map(({ kind, fit }): ModelCandidate => ({
      kind,
      logLikelihood: fit.ok ? fit.value.logLikelihood : null,
      reason: fit.ok ? null : fitReason(MODEL_NAMES[kind], fit.error),
    }))
    .sort((a, b) => (b.logLikelihood ?? -Infinity) - (a.logLikelihood ?? -Infinity));
  const best = fits.find(({ kind }) => kind === candidates[0]?.kind)?.fit as Result<ReportModel, FitError>;
  if (best.ok) return ok({ model: best.value, candidates });
  return err((fits.find(({ kind }) => kind === "bg-nbd")?.fit as { readonly error: FitError }).error);
}

/** Why the first of the candidates was taken, in words. */
export function choiceReason(candidates: readonly ModelCandidate[]): string {
  const [best, next] = candidates as readonly [ModelCandidate, ModelCandidate];
  const name = MODEL_NAMES[best.kind];
  if (best.logLikelihood === null || next.logLikelihood === null) return `${name}: the only one of the models that could be fitted`;
  const lead = (best.logLikelihood - next.logLikelihood).toFixed(1);
  return `${name}: the purchases are most likely under it, with a log-likelihood of ${lead} above that of ${MODEL_NAMES[next.kind]}, the next`;
}
