// Newton's method for the partial likelihood, which is concave: it has one maximum, none at a finite place, or a flat direction.
import { err, ok, type Result } from "../foundation/result/result.js";
import { inverseOfPositiveDefinite } from "../numerics/cholesky.js";
import type { CoxData } from "./cox-data.js";
import type { CoxBoundary, CoxError, CoxUnidentified } from "./cox-error.js";
import { reach, shortfall } from "./cox-endless.js";
import { coxLikelihood, linearPredictors, type Likelihood, type CoxTies } from "./cox-likelihood.js";

/** Where the likelihood is highest, in the units of the scaled covariates. */
export interface CoxMaximum {
  readonly at: readonly number[];
  readonly likelihood: Likelihood;
  readonly covariance: Matrix;
  /** The likelihood where all coefficients are 0. */
  readonly zero: Likelihood;
  readonly covarianceAtZero: Matrix;
}
type Matrix = readonly (readonly number[])[];

const MOST_STEPS = 100;
const MOST_HALVINGS = 40;
/** From this step on a likelihood that still rises is suspected of rising for ever. */
const SUSPICIOUS_STEP = 5;
/** How sharp the direction has to be for that, as long as the search goes on, and where it ends. */
const SHARP = 1e-9;
const BLUNT = 1e-5;
/** So far out, one customer is e to this times as likely to leave as another: directions are hardly numbers any more, and need not be sharper. */
const FAR = 100;
const BLUNT_WHEN_FAR = 1e-3;
/** A last step shorter than the root of this, in standard errors, leaves an error of about its square. */
const SHORTEST_STEP = 1e-14;
/** So much of the log-likelihood may be rounding. */
const ROUNDING = 1e-13;
/** Information below this share of what it is a difference from is rounding. */
const LEAST_INFORMATION = 1e-12;

/** The maximum, or why there is none. */
export function maximiseCox(data: CoxData, ties: CoxTies, names: readonly string[]): Result<CoxMaximum, CoxError> {
  const refuse = (reason: CoxUnidentified["reason"], covariates: readonly string[] = []): Result<never, CoxError> =>
    err({ code: "unidentified", reason, covariates, customers: data.customers, events: data.events });
  if (data.customers === 0) return refuse("no-rows");
  if (data.events === 0) return refuse("no-events");
  const origin = names.map(() => 0);
  const zero = coxLikelihood(data, ties, origin);
  const idle = names.filter((_, j) => !isInformed(data, zero, j));
  if (idle.length > 0) return refuse("no-variation", idle);
  const covarianceAtZero = inverseOfPositiveDefinite(zero.information);
  if (covarianceAtZero === null) return refuse("collinear", firstDependent(zero.information, names));

  const likelihoodAt = (at: readonly number[]): Likelihood => coxLikelihood(data, ties, at);
  let now: Place = { at: origin, likelihood: zero, covariance: covarianceAtZero };
  let direction = origin;
  let sharpest: Heading = { direction, share: Infinity };
  let iterations = 0;
  for (; iterations < MOST_STEPS; iterations++) {
    direction = times(now.covariance, now.likelihood.gradient);
    const isLast = dot(direction, now.likelihood.gradient) <= SHORTEST_STEP;
    if (iterations >= SUSPICIOUS_STEP) {
      const share = shortfall(data, direction);
      if (share < sharpest.share) sharpest = { direction, share };
      if (share <= (isLast ? BLUNT : SHARP)) break;
    }
    const next = isLast ? placeAt(likelihoodAt, along(now.at, direction, 1)) : uphill(likelihoodAt, now, direction);
    if (next === null) break;
    if (isLast) return ok({ ...next, zero, covarianceAtZero });
    now = next;
  }
  const headings = [sharpest, ...[direction, now.at].map((own): Heading => ({ direction: own, share: shortfall(data, own) }))];
  return err(boundaryAt(data, now, headings, names) ?? { code: "not-converged", iterations, logLikelihood: now.likelihood.logLikelihood });
}

/** A direction of the search, and by which share the events fall short in it. */
interface Heading {
  readonly direction: readonly number[];
  readonly share: number;
}

/** Where the search went as it ended without a maximum; `null` when it was not on its way for ever. */
function boundaryAt(data: CoxData, { at, likelihood }: Place, headings: readonly Heading[], names: readonly string[]): CoxBoundary | null {
  const { direction, share } = headings.reduce((best, heading) => (heading.share < best.share ? heading : best));
  const isFar = reach(linearPredictors(data, at)) > FAR;
  if (share > (isFar ? BLUNT_WHEN_FAR : BLUNT)) return null;
  const furthest = direction.reduce((best, value, j) => (Math.abs(value) > Math.abs(direction[best] as number) ? j : best), 0);
  const limit = (direction[furthest] as number) > 0 ? "infinity" : "minus-infinity";
  return { code: "boundary", covariate: names[furthest] as string, limit, logLikelihood: likelihood.logLikelihood };
}

/** A point of the search. */
interface Place {
  readonly at: readonly number[];
  readonly likelihood: Likelihood;
  readonly covariance: Matrix;
}
type LikelihoodAt = (at: readonly number[]) => Likelihood;

/** `null` where the likelihood is no number, or flat as far as rounding lets one see. */
function placeAt(likelihoodAt: LikelihoodAt, at: readonly number[]): Place | null {
  const likelihood = likelihoodAt(at);
  if (!Number.isFinite(likelihood.logLikelihood) || !likelihood.gradient.every(Number.isFinite)) return null;
  const covariance = inverseOfPositiveDefinite(likelihood.information);
  return covariance && { at, likelihood, covariance };
}

/** The first point that is higher, of the whole step, half of it and so on. */
function uphill(likelihoodAt: LikelihoodAt, from: Place, direction: readonly number[]): Place | null {
  const least = from.likelihood.logLikelihood - ROUNDING * Math.abs(from.likelihood.logLikelihood);
  for (let halving = 0, share = 1; halving < MOST_HALVINGS; halving++, share /= 2) {
    const next = placeAt(likelihoodAt, along(from.at, direction, share));
    if (next !== null && next.likelihood.logLikelihood >= least) return next;
  }
  return null;
}

function isInformed(data: CoxData, { information, squares }: Likelihood, j: number): boolean {
  return data.scale[j] !== 0 && (information[j]?.[j] as number) > LEAST_INFORMATION * (squares[j] as number);
}

/** The first covariate whose information is that of those before it. */
function firstDependent(information: Matrix, names: readonly string[]): readonly string[] {
  const first = names.findIndex(
    (_, j) => inverseOfPositiveDefinite(information.slice(0, j + 1).map((row) => row.slice(0, j + 1))) === null,
  );
  return names.slice(first, first + 1);
}

function along(at: readonly number[], direction: readonly number[], share: number): number[] {
  return at.map((value, j) => value + share * (direction[j] as number));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);
}

function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}
