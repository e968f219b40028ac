import { describe, expect, it } from "vitest";
import { inverseOfPositiveDefinite } from "../../src/numerics/cholesky.js";
import { hessian } from "../../src/numerics/hessian.js";
import { minimise, type Objective } from "../../src/numerics/minimise.js";

const limits = { maxEvaluations: 500, radius: 50 };

/** Rosenbrock's valley: the minimum is at (1, 1). */
const valley: Objective = (point, gradient) => {
  const [x = NaN, y = NaN] = point;
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
  gradient[1] = 200 * (y - x * x);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};

/** A bowl of very different widths on a high base, so that rounding hides its bottom. */
const bowlOnBase: Objective = (point, gradient) => {
  const [x = NaN, y = NaN] = point;
  gradient[0] = 2e-6 * (x - 3);
  gradient[1] = 2e3 * (y + 2);
  return 1e5 + 1e-6 * (x - 3) ** 2 + 1e3 * (y + 2) ** 2;
};

describe("minimise", () => {
  it("follows a bent valley", () => {
    const { status, point, evaluations } = minimise(valley, [-1.2, 1], limits);
    expect(status).toBe("found");
    expect(point[0]).toBeCloseTo(1, 6);
    expect(point[1]).toBeCloseTo(1, 6);
    expect(evaluations).toBeLessThan(100);
  });

  it("stops where values differ only by rounding, without wasting calls", () => {
    const { status, point, evaluations } = minimise(bowlOnBase, [0, 0], limits);
    expect(status).toBe("found");
    expect(point[1]).toBeCloseTo(-2, 5);
    expect(evaluations).toBeLessThan(150);
  });

  it("goes back from where the function cannot be had", () => {
    const barrier: Objective = (point, gradient) => {
      const x = point[0] as number;
      gradient[0] = 1 - 1 / x;
      return x > 0 ? x - Math.log(x) : NaN;
    };
    const { status, point } = minimise(barrier, [5], limits);
    expect(status).toBe("found");
    expect(point[0]).toBeCloseTo(1, 6);
  });

  it("says when the way down leads away for ever", () => {
    const slide: Objective = (point, gradient) => {
      gradient[0] = -Math.exp(-(point[0] as number));
      return Math.exp(-(point[0] as number));
    };
    expect(minimise(slide, [0], { ...limits, radius: 10 }).status).toBe("escaped");
  });

  it("gives up after the evaluations it was given, and where it starts without a value", () => {
    const cut = minimise(valley, [-1.2, 1], { ...limits, maxEvaluations: 5 });
    expect(cut.status).toBe("unfinished");
    expect(cut.evaluations).toBeGreaterThanOrEqual(5);
    expect(minimise(() => NaN, [1], limits).status).toBe("unfinished");
  });

  it("stays where it starts when that is the minimum", () => {
    expect(minimise(valley, [1, 1], limits)).toMatchObject({ status: "found", value: 0, evaluations: 1 });
  });

  it("takes what is known of the second derivatives", () => {
    const inverseHessian = inverseOfPositiveDefinite(hessian(bowlOnBase, Float64Array.of(3, -2))) ?? undefined;
    const { point, evaluations } = minimise(bowlOnBase, [3.5, -1.5], { ...limits, inverseHessian });
    expect(point[0]).toBeCloseTo(3, 6);
    expect(evaluations).toBeLessThanOrEqual(5);
  });
});

describe("second derivatives", () => {
  it("are those of the function, and symmetric", () => {
    const matrix = hessian(valley, Float64Array.of(1, 1));
    [802, -400, -400, 200].forEach((value, i) => expect(matrix.flat()[i]).toBeCloseTo(value, 3));
    expect(matrix[0]?.[1]).toBe(matrix[1]?.[0]);
  });

  it("have an inverse when they curve upwards everywhere", () => {
    // 4 3 / 3 3 and its inverse 1 -1 / -1 4/3
    const inverse = inverseOfPositiveDefinite([
      [4, 3],
      [3, 3],
    ]);
    [1, -1, -1, 4 / 3].forEach((value, i) => expect(inverse?.flat()[i]).toBeCloseTo(value, 12));
  });

  it.each([
    ["flat in one direction", [[1, 1], [1, 1]]], // prettier-ignore
    ["a saddle", [[1, 2], [2, 1]]], // prettier-ignore
    ["curved downwards", [[-1, 0], [0, 1]]], // prettier-ignore
    ["not a number", [[NaN, 0], [0, 1]]], // prettier-ignore
  ])("have none when they are %s", (_, matrix) => {
    expect(inverseOfPositiveDefinite(matrix)).toBeNull();
  });
});
