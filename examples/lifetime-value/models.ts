// The three models of when customers buy, fitted to the same customers and put in order.
import {
  compareModels,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  type BgNbdModel,
  type CustomerHistory,
  type FitError,
  type MbgNbdModel,
  type ModelComparison,
  type ParetoNbdModel,
} from "clientele/clv";
import type { Result } from "clientele/foundation";

export type Model = BgNbdModel | MbgNbdModel | ParetoNbdModel;
export type ModelKind = Model["kind"];

export const MODEL_NAMES = { "bg-nbd": "BG/NBD", "mbg-nbd": "MBG/NBD", "pareto-nbd": "Pareto/NBD" } as const;

const WEEKS = { timeUnit: "week" };

/** Fits one kind of model; times are in weeks. */
function fitModel(kind: ModelKind, customers: readonly CustomerHistory[]): Result<Model, FitError> {
  switch (kind) {
    case "bg-nbd":
      return fitBgNbd(customers, WEEKS);
    case "mbg-nbd":
      return fitMbgNbd(customers, WEEKS);
    case "pareto-nbd":
      return fitParetoNbd(customers, WEEKS);
  }
}

export interface Refusal {
  readonly kind: ModelKind;
  readonly error: FitError;
}

export interface FittedModels {
  /** Those that could be fitted, the likeliest first. */
  readonly fitted: readonly Model[];
  readonly refused: readonly Refusal[];
  /** Of the fitted ones, in the same order. */
  readonly comparison: ModelComparison;
}

export function fitModels(customers: readonly CustomerHistory[]): FittedModels {
  const tried = (Object.keys(MODEL_NAMES) as ModelKind[]).map((kind) => ({ kind, fit: fitModel(kind, customers) }));
  const models = tried.flatMap(({ fit }) => (fit.ok ? [fit.value] : []));
  const comparison = compareModels(models);
  return {
    fitted: comparison.models.flatMap(({ index }) => models[index] ?? []),
    refused: tried.flatMap(({ kind, fit }) => (fit.ok ? [] : [{ kind, error: fit.error }])),
    comparison,
  };
}

/** Fits the first of these kinds that can be fitted, and says which before it cannot. */
export function fitFirst(kinds: readonly ModelKind[], customers: readonly CustomerHistory[]): { model: Model | null; refused: Refusal[] } {
  const refused: Refusal[] = [];
  for (const kind of kinds) {
    const fit = fitModel(kind, customers);
    if (fit.ok) return { model: fit.value, refused };
    refused.push({ kind, error: fit.error });
  }
  return { model: null, refused };
}
