import { err, ok, type Result } from "../foundation/result/result.js";
import { minimise, type Minimum, type Objective } from "../numerics/minimise.js";
import type { FitError } from "./fit-error.js";
import type { FitOptions, Fitted } from "./fitted.js";
import { polish, type Polished } from "./polish.js";

/** A log-likelihood to be maximised over positive parameters. */
export interface LikelihoodProblem<Name extends string> {
  /** The parameters, in order. */
  readonly names: readonly Name[];
  /** Points to search from: far from each other, and of the right order of magnitude for the data. */
  readonly starts: readonly (readonly number[])[];
  /** More of them, for when the searches from the others do not end at the same maximum. */
  readonly spareStarts?: readonly (readonly number[])[];
  /** How many customers the log-likelihood adds up. */
  readonly customers: number;
  /** The log-likelihood; writes its derivatives by the parameters. */
  readonly logLikelihood: Objective;
  /** The same problem for an evenly spread part of the customers, where there are very many. */
  readonly part?: LikelihoodProblem<Name> | undefined;
}

/** A maximum, and all there is to say about it. */
export interface LikelihoodMaximum<Name extends string> extends Fitted<Name> {
  readonly parameters: Readonly<Record<Name, number>>;
}

/** A parameter whose logarithm went this far away from a sensible start is on its way to 0 or to infinity. */
const ESCAPE_RADIUS = 14;
/** Beyond this the likelihood may become too flat for the search to go on, without a maximum being there. */
const SUSPECT_RADIUS = 4;

/**
 * Finds the maximum by BFGS over the logarithms of the parameters from every start, then by Newton's method, whose second derivatives also
 * give the standard errors.
 */
export function maximiseLikelihood<Name extends string>(
  problem: LikelihoodProblem<Name>,
  { maxEvaluations = 1000, start }: FitOptions<Name> = {},
): Result<LikelihoodMaximum<Name>, FitError> {
  const warm = start === undefined ? null : searchFrom(problem, problem.names.map((name) => start[name]), maxEvaluations); // prettier-ignore
  const warmTop = warm === null ? null : topOf(problem, warm.best);
  if (warm !== null && warmTop?.converged === true) return ok(maximumAt(problem, warmTop, warm));

  const searches = searchFromPart(problem, maxEvaluations);
  const { best } = searches;
  const evaluations = searches.evaluations + (warm?.evaluations ?? 0) + (warmTop?.evaluations ?? 0);
  if (best.status === "escaped") return err(boundary(problem, best));
  if (best.status === "unfinished") return err(notConverged(problem, best, evaluations));
  const top = topOf(problem, best);
  // The search can go no higher and yet there is no top: the likelihood is flat.
  if (top?.converged !== true) return err(isFar(problem, best) ? boundary(problem, best) : unidentified(problem, best));
  return ok(maximumAt(problem, top, { ...searches, evaluations }));
}

/** The top near the end of a search; `null` where there is none. */
function topOf<Name extends string>(problem: LikelihoodProblem<Name>, end: Minimum): Polished | null {
  return end.status === "found" ? polish(meanOverCustomers(problem), end) : null;
}

function maximumAt<Name extends string>(
  { names, customers }: LikelihoodProblem<Name>,
  top: Polished,
  { agree, evaluations, starts }: Omit<Searches, "best">,
): LikelihoodMaximum<Name> {
  const parameters = Array.from(top.point, Math.exp);
  // The delta method: a change of log(parameter) is a relative change of the parameter.
  const covariance = top.inverse.map((row, i) =>
    row.map((value, j) => (value * (parameters[i] as number) * (parameters[j] as number)) / customers),
  );
  const deviations = covariance.map((row, i) => Math.sqrt(row[i] as number));
  return {
    parameters: named(names, parameters),
    logLikelihood: -top.value * customers,
    customers,
    standardErrors: named(names, deviations),
    covariance,
    converged: true,
    gradientNorm: largest(top.gradient),
    evaluations: evaluations + top.evaluations,
    starts,
    startsAgree: starts > 1 ? agree : null,
  };
}

interface Searches {
  readonly best: Minimum;
  readonly agree: boolean;
  readonly evaluations: number;
  readonly starts: number;
}

/** Searches from the maximum of a part of the customers, where there are enough for one; else from every start. */
function searchFromPart<Name extends string>(problem: LikelihoodProblem<Name>, maxEvaluations: number): Searches {
  if (problem.part === undefined) return searchFromStarts(problem, maxEvaluations);
  const rough = searchFromStarts(problem.part, maxEvaluations);
  const top = rough.best.status === "found" ? polish(meanOverCustomers(problem.part), rough.best) : null;
  if (top === null) return searchFromStarts(problem, maxEvaluations);
  const limits = { maxEvaluations, radius: ESCAPE_RADIUS, inverseHessian: top.inverse };
  const best = minimise(meanOverCustomers(problem), top.point, limits);
  return { ...rough, best, evaluations: best.evaluations };
}

/** The search from one point alone. */
function searchFrom<Name extends string>(problem: LikelihoodProblem<Name>, start: readonly number[], maxEvaluations: number): Searches {
  const best = minimise(meanOverCustomers(problem), start.map(Math.log), { maxEvaluations, radius: ESCAPE_RADIUS });
  return { best, agree: true, evaluations: best.evaluations, starts: 1 };
}

function searchFromStarts<Name extends string>(problem: LikelihoodProblem<Name>, maxEvaluations: number): Searches {
  const objective = meanOverCustomers(problem);
  const search = (start: readonly number[]): Minimum => minimise(objective, start.map(Math.log), { maxEvaluations, radius: ESCAPE_RADIUS });
  const searches = problem.starts.map(search);
  if (!endTogether(searches)) searches.push(...(problem.spareStarts ?? []).map(search));
  return {
    best: lowest(searches),
    agree: endTogether(searches),
    evaluations: searches.reduce((sum, minimum) => sum + minimum.evaluations, 0),
    starts: searches.length,
  };
}

/** The lowest of the minima; one without a value only when none has any. */
function lowest(minima: readonly Minimum[]): Minimum {
  return minima.reduce((a, b) => (b.value < a.value || Number.isNaN(a.value) ? b : a));
}

function endTogether(minima: readonly Minimum[]): boolean {
  const { value } = lowest(minima);
  const near = 1e-10 * Math.max(1, Math.abs(value));
  return minima.every((minimum) => minimum.status === "found" && minimum.value - value <= near);
}

/** What is minimised: minus the log-likelihood per customer, as a function of the logarithms of the parameters. */
function meanOverCustomers<Name extends string>({ logLikelihood, customers }: LikelihoodProblem<Name>): Objective {
  return (logs, gradient) => {
    const parameters = logs.map(Math.exp);
    const total = logLikelihood(parameters, gradient);
    for (let i = 0; i < gradient.length; i++) gradient[i] = -((gradient[i] as number) * (parameters[i] as number)) / customers;
    return -total / customers;
  };
}

function boundary<Name extends string>(problem: LikelihoodProblem<Name>, minimum: Minimum): FitError {
  const moves = movesOf(problem, minimum);
  const furthest = moves.reduce((most, move, i) => (Math.abs(move) > Math.abs(moves[most] as number) ? i : most), 0);
  const limit = (moves[furthest] as number) < 0 ? "zero" : "infinity";
  return { code: "boundary", parameter: problem.names[furthest] as Name, limit, logLikelihood: -minimum.value * problem.customers };
}

function unidentified<Name extends string>({ names, customers }: LikelihoodProblem<Name>, { point, value }: Minimum): FitError {
  return { code: "unidentified", parameters: named(names, point.map(Math.exp)), logLikelihood: -value * customers };
}

function notConverged<Name extends string>(
  { customers }: LikelihoodProblem<Name>,
  at: { readonly value: number; readonly gradient: Float64Array },
  evaluations: number,
): FitError {
  return { code: "not-converged", evaluations, gradientNorm: largest(at.gradient), logLikelihood: -at.value * customers };
}

function named<Name extends string>(names: readonly Name[], values: ArrayLike<number>): Record<Name, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, number>;
}

/** How far the logarithm of each parameter is from the first start, the most sensible one. */
function movesOf<Name extends string>({ starts }: LikelihoodProblem<Name>, { point }: Minimum): Float64Array {
  const start = starts[0] as readonly number[];
  return point.map((value, i) => value - Math.log(start[i] as number));
}

function isFar<Name extends string>(problem: LikelihoodProblem<Name>, minimum: Minimum): boolean {
  return largest(movesOf(problem, minimum)) > SUSPECT_RADIUS;
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
