import { expect, it } from "vitest";
import type { Objective } from "../../src/numerics/minimise.js";
import { polish } from "../../src/clv/polish.js";
import { maximiseLikelihood, type LikelihoodProblem } from "../../src/clv/maximise-likelihood.js";

const problem = (logLikelihood: LikelihoodProblem<"a" | "b">["logLikelihood"]): LikelihoodProblem<"a" | "b"> => ({
  names: ["a", "b"],
  starts: [
    [1, 1],
    [5, 5],
  ],
  customers: 10,
  logLikelihood,
});

it("parameters of which only the product matters are unidentified", () => {
  const onlyProduct = problem(([a = NaN, b = NaN], gradient) => {
    gradient.set([b * (3 - a * b), a * (3 - a * b)]);
    return 3 * a * b - (a * b) ** 2 / 2;
  });
  const result = maximiseLikelihood(onlyProduct);
  expect(result).toMatchObject({ ok: false, error: { code: "unidentified" } });
  if (!result.ok && result.error.code === "unidentified") {
    const { a = NaN, b = NaN } = result.error.parameters;
    expect(a * b).toBeCloseTo(3, 4);
  }
});

it("a start without a likelihood does not lose the others", () => {
  const hill = problem(([a = NaN, b = NaN], gradient) => {
    const [x, y] = [Math.log(a), Math.log(b)];
    gradient.set([(-2 * x) / a, (-2 * y) / b]);
    return a > 100 ? NaN : -x * x - y * y;
  });
  expect(maximiseLikelihood({ ...hill, starts: [[200, 1], [2, 3]] })).toMatchObject({ value: { logLikelihood: -0, startsAgree: false } }); // prettier-ignore
});

it("spare starts are tried only when the others do not agree", () => {
  const bowl = problem(([a = NaN, b = NaN], gradient) => {
    const [x, y] = [Math.log(a), Math.log(b)];
    gradient.set([(-2 * x) / a, (-2 * y) / b]);
    return a > 100 ? NaN : -x * x - y * y;
  });
  expect(maximiseLikelihood({ ...bowl, spareStarts: [[3, 3]] })).toMatchObject({ value: { starts: 2, startsAgree: true } });
  expect(maximiseLikelihood({ ...bowl, starts: [[200, 1], [2, 3]], spareStarts: [[3, 3]] })).toMatchObject({ value: { starts: 3 } }); // prettier-ignore
});

it("the second derivatives are those of the minimum, not of where it was searched from", () => {
  // e^x - x: the minimum is at 0, the second derivative there 1; from a step away that is not far enough to take them anew.
  const objective: Objective = ([x = NaN], gradient) => {
    gradient[0] = Math.expm1(x);
    return Math.expm1(x) - x;
  };
  const gradient = new Float64Array(1);
  const point = Float64Array.of(9e-4);
  const top = polish(objective, { point, value: objective(point, gradient), gradient, evaluations: 1, status: "found" });
  expect(top?.inverse[0]?.[0]).toBeCloseTo(1, 6);
});

it("of two maxima the higher one is given, and that they differ is told", () => {
  // Two hills over log(a): of height 1 at 0 and of height 2 at 3.
  const hills = problem(([a = NaN, b = NaN], gradient) => {
    const [x, y] = [Math.log(a), Math.log(b)];
    const low = Math.exp(-4 * x * x);
    const high = 2 * Math.exp(-4 * (x - 3) ** 2);
    gradient.set([(-8 * x * low - 8 * (x - 3) * high) / a, (-2 * y) / b]);
    return low + high - y * y;
  });
  const both = { ...hills, starts: [[1.1, 1], [Math.exp(2.8), 1]] }; // prettier-ignore
  const result = maximiseLikelihood(both);
  if (!result.ok) expect.unreachable(result.error.code);
  expect(result.value.parameters.a).toBeCloseTo(Math.exp(3), 4);
  expect(result.value).toMatchObject({ starts: 2, startsAgree: false });
  expect(maximiseLikelihood({ ...both, starts: [[Math.exp(2.9), 1], [Math.exp(3.1), 2]] })).toMatchObject({ value: { startsAgree: true } }); // prettier-ignore
});

it("a search from an earlier model is enough; on a plateau the usual starts follow", () => {
  const hill = problem(([a = NaN, b = NaN], gradient) => {
    const [x, y] = [Math.log(a), Math.log(b)];
    gradient.set(a > 50 ? [0, 0] : [(-2 * x) / a, (-2 * y) / b]);
    return a > 50 ? -20 : -x * x - y * y;
  });
  const near = maximiseLikelihood(hill, { start: { a: 1.1, b: 0.9 } });
  expect(near).toMatchObject({ ok: true, value: { starts: 1, startsAgree: null } });
  const flat = maximiseLikelihood(hill, { start: { a: 100, b: 1 } });
  expect(flat).toMatchObject({ ok: true, value: { starts: 2, startsAgree: true } });
  const cold = maximiseLikelihood(hill);
  if (flat.ok && cold.ok) expect(flat.value.evaluations).toBeGreaterThan(cold.value.evaluations);
});
