// Exact fractions, numpy 1.24.2; see "source" in the file.
import {
  abcClassify,
  giniCoefficient,
  lorenzCurve,
  topShare,
  xyzClassify,
  type AbcOptions,
  type LorenzCurve,
} from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases, type OracleCase } from "../support/oracle.js";

interface Input {
  readonly id: readonly string[];
  readonly value: readonly number[];
  readonly series?: readonly (readonly number[])[];
}
interface Options {
  readonly abcCuts: readonly [number, number];
  readonly xyzCuts: readonly [number, number];
}
interface Expected {
  readonly gini: number | null;
  readonly giniUnbiased: number | null;
  readonly lorenz: LorenzCurve | null;
  readonly topShare: readonly {
    readonly p: number;
    readonly customers: number;
    readonly share: number | null;
    readonly interpolated?: number;
  }[];
  readonly abc?: Readonly<Record<string, readonly string[]>>;
  readonly mean: readonly (number | null)[];
  readonly cv: readonly (number | null)[];
  readonly cvSample: readonly (number | null)[];
  readonly xyz: readonly (string | null)[];
}

const cases = oracleCases<Input, Options, Expected>(import.meta.url, "concentration");
const close = (got: number | null | undefined, expected: number | null | undefined): void => {
  if (typeof got !== "number" || typeof expected !== "number") expect(got).toBe(expected);
  else expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected) + 1e-14);
};

const WAYS: Readonly<Record<string, AbcOptions>> = {
  crossingInHigher: { boundary: "crossing-in-higher" },
  inclusive: { boundary: "inclusive" },
  crossingInHigherTiesShare: { boundary: "crossing-in-higher", ties: "share-class" },
  inclusiveTiesShare: { boundary: "inclusive", ties: "share-class" },
};

/** A curve between its points. */
function shareAt({ population, share }: LorenzCurve, p: number): number {
  const right = population.findIndex((x) => x >= p - 1e-12);
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [population[right - 1], population[right], share[right - 1], share[right]];
  return x1 - p < 1e-12 ? y1 : y0 + ((p - x0) / (x1 - x0)) * (y1 - y0);
}

describe.each(cases.filter(({ input }) => input.series === undefined))("concentration: $name", ({ input, options, expected }) => {
  const values = deepFreeze([...input.value]);

  it("Gini coefficient and Lorenz curve", () => {
    close(giniCoefficient(values), expected.gini);
    close(giniCoefficient(values, { correction: "unbiased" }), expected.giniUnbiased);
    const curve = lorenzCurve(values);
    expect(curve === null).toBe(expected.lorenz === null);
    expected.lorenz?.population.forEach((p, i) => {
      close(Math.round(shareAt(curve as LorenzCurve, p) * 1e13) / 1e13, Math.round((expected.lorenz?.share[i] ?? NaN) * 1e13) / 1e13);
    });
  });

  it("shares of the top", () => {
    for (const { p, customers, share, interpolated } of expected.topShare) {
      const whole = topShare(values, p);
      expect(whole.count).toBe(customers);
      close(whole.value, share);
      if (interpolated !== undefined) close(topShare(values, p, { method: "interpolated" }).value, interpolated);
    }
  });

  it.each(Object.entries(WAYS).filter(([name]) => expected.abc?.[name] !== undefined))("ABC %s", (name, way) => {
    const items = deepFreeze(input.id.map((id, i) => ({ id, value: input.value[i] ?? 0 })));
    const { rows } = abcClassify(items, { thresholds: options.abcCuts, ...way });
    expect(rows).toEqual(items.map((item, i) => ({ ...item, class: expected.abc?.[name]?.[i] })));
  });
});

describe.each(cases.filter((item): item is OracleCase<Required<Input>, Options, Expected> => item.input.series !== undefined))(
  "XYZ: $name",
  ({ input, options, expected }) => {
    const series = deepFreeze(input.series.map((values, i) => ({ id: `s${String(i)}`, values: [...values] })));

    it.each(["population", "sample"] as const)("by the deviation of the %s", (deviation) => {
      const { rows } = xyzClassify(series, { thresholds: options.xyzCuts, deviation });
      rows.forEach((row, i) => {
        close(row.mean, expected.mean[i]);
        close(row.coefficientOfVariation, (deviation === "sample" ? expected.cvSample : expected.cv)[i]);
        if (deviation === "population") expect(row.class).toBe(expected.xyz[i]);
      });
    });
  },
);
