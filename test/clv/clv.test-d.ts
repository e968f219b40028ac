import type { Result } from "clientele";
import {
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  logLikelihood,
  probabilityAlive,
  type BgNbdModel,
  type FitError,
  type GammaGamma,
  type GammaGammaModel,
} from "clientele/clv";
import { expectTypeOf, test } from "vitest";

test("fits give a model or an error with a literal code", () => {
  expectTypeOf(fitBgNbd([])).toEqualTypeOf<Result<BgNbdModel, FitError>>();
  expectTypeOf(fitGammaGamma([])).toEqualTypeOf<Result<GammaGammaModel, FitError>>();
  expectTypeOf<BgNbdModel["standardErrors"]>().toEqualTypeOf<Readonly<Record<"r" | "alpha" | "a" | "b", number>>>();
  expectTypeOf<FitError["code"]>().toEqualTypeOf<
    "no-repeat-purchases" | "first-purchase-counted" | "boundary" | "not-converged" | "unidentified" | "too-few-customers"
  >();
});

test("predictions take models of their kind", () => {
  const spend = {} as GammaGamma;
  expectTypeOf(expectedSpend(spend, { frequency: 0, meanSpend: null })).toEqualTypeOf<number | null>();
  // @ts-expect-error [ts2345] -- a spend model does not know who is still there
  probabilityAlive(spend, { frequency: 0, recency: 0, age: 1 });
  // @ts-expect-error [ts2769] -- a spend model is judged by what customers spend
  logLikelihood(spend, [{ frequency: 0, recency: 0, age: 1 }]);
});
