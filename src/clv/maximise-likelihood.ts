import { err, ok, type Result } from "../foundation/result/result.js";
import { minimise, type Minimum, type Objective } from "../numerics/minimise.js";
import type { FitError } from "./fit-error.js";
import type { Fitted } from "./fitted.js";
import { polish } from "./polish.js";

/** A log-likelihood to be maximised over positive parameters. */
export interface LikelihoodProblem<Name extends string> {
  /** The parameters, in order. */
  readonly names: readonly Name[];
  /** Points to search from: far from each other, and of the right order of magnitude for the data. */
  readonly starts: readonly (readonly number[])[];
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

/** A parameter that went this many times e away from a sensible start is on its way to 0 or to infinity. */
const ESCAPE_RADIUS = 14;
/** Beyond this the likelihood may become too flat for the search to go on, without a maximum being there. */
const SUSPECT_RADIUS = 7;

/**
 * Finds the maximum by BFGS over the logarithms of the parameters from every start, then by Newton's method, whose second derivatives also
 * give the standard errors.
 */
export function maximiseLikelihood<Name extends string>(
  problem: LikelihoodProblem<Name>,
  maxEvaluations = 1000,
): Result<LikelihoodMaximum<Name>, FitError> {
  const { names, customers } = problem;
  const { best, agree, evaluations } = searchFromPart(problem, maxEvaluations);
  const total = -best.minimum.value * customers;
  if (best.minimum.status === "escaped") return err(boundary(problem, best));
  if (best.minimum.status === "unfinished") return err(notConverged(problem, best.minimum, evaluations));

  const top = polish(meanOverCustomers(problem), best.minimum);
  if (top === null && distance(best) > SUSPECT_RADIUS) return err(boundary(problem, best));
  if (top === null) return err({ code: "unidentified", parameters: named(names, best.minimum.point.map(Math.exp)), logLikelihood: total });
  if (!top.converged) return err(notConverged(problem, top, evaluations + top.evaluations));
  const parameters = Array.from(top.point, Math.exp);
  // The delta method: a change of log(parameter) is a relative change of the parameter.
  const covariance = top.inverse.map((row, i) =>
    row.map((value, j) => (value * (parameters[i] as number) * (parameters[j] as number)) / customers),
  );
  const deviations = covariance.map((row, i) => Math.sqrt(row[i] as number));
  return ok({
    parameters: named(names, parameters),
    logLikelihood: -top.value * customers,
    customers,
    standardErrors: named(names, deviations),
    covariance,
    converged: true,
    gradientNorm: largest(top.gradient),
    evaluations: evaluations + top.evaluations,
    starts: problem.starts.length,
    startsAgree: agree,
  });
}

interface Search {
  readonly start: readonly number[];
  readonly minimum: Minimum;
}

interface Searches {
  readonly best: Search;
  readonly agree: boolean;
  readonly evaluations: number;
}

/** Searches from the maximum of a part of the customers, where there are enough for one; else from every start. */
function searchFromPart<Name extends string>(problem: LikelihoodProblem<Name>, maxEvaluations: number): Searches {
  if (problem.part === undefined) return searchFromStarts(problem, maxEvaluations);
  const rough = searchFromStarts(problem.part, maxEvaluations);
  const top = rough.best.minimum.status === "found" ? polish(meanOverCustomers(problem.part), rough.best.minimum) : null;
  if (top === null) return searchFromStarts(problem, maxEvaluations);
  const limits = { maxEvaluations, radius: ESCAPE_RADIUS, inverseHessian: top.inverse };
  const minimum = minimise(meanOverCustomers(problem), top.point, limits);
  return { best: { start: rough.best.start, minimum }, agree: rough.agree, evaluations: minimum.evaluations };
}

function searchFromStarts<Name extends string>(problem: LikelihoodProblem<Name>, maxEvaluations: number): Searches {
  const objective = meanOverCustomers(problem);
  const searches = problem.starts.map((values) => {
    const start = values.map(Math.log);
    return { start, minimum: minimise(objective, start, { maxEvaluations, radius: ESCAPE_RADIUS }) };
  });
  const best = searches.reduce((a, b) => (b.minimum.value < a.minimum.value ? b : a));
  const near = 1e-10 * Math.max(1, Math.abs(best.minimum.value));
  return {
    best,
    agree: searches.every(({ minimum }) => minimum.status === "found" && minimum.value - best.minimum.value <= near),
    evaluations: searches.reduce((sum, { minimum }) => sum + minimum.evaluations, 0),
  };
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

function boundary<Name extends string>({ names, customers }: LikelihoodProblem<Name>, { start, minimum }: Search): FitError {
  const moves = start.map((from, i) => (minimum.point[i] as number) - from);
  const furthest = moves.reduce((most, move, i) => (Math.abs(move) > Math.abs(moves[most] as number) ? i : most), 0);
  const limit = (moves[furthest] as number) < 0 ? "zero" : "infinity";
  return { code: "boundary", parameter: names[furthest] as Name, limit, logLikelihood: -minimum.value * customers };
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

function distance({ start, minimum }: Search): number {
  return start.reduce((most, from, i) => Math.max(most, Math.abs((minimum.point[i] as number) - from)), 0);
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
