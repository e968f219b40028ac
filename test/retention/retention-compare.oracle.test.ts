// Closed formulas, checked with statsmodels and R; see "source" in the file.
import { rate } from "clientele";
import { retentionCompare } from "clientele/retention";
import { expect, it } from "vitest";
import { oracleCases } from "../support/oracle.js";

interface Input {
  readonly satisfied1: number;
  readonly n1: number;
  readonly satisfied2: number;
  readonly n2: number;
}
interface Expected {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

it.each(oracleCases<Input, { readonly level: number }, Expected>(import.meta.url, "differences"))(
  "$name",
  ({ input, options, expected }) => {
    const { difference, interval } = retentionCompare(rate(input.satisfied1, input.n1), rate(input.satisfied2, input.n2), options);
    expect(difference).toBeCloseTo(expected.difference, 15);
    expect(interval).toMatchObject({ method: "newcombe", level: options.level });
    expect(interval?.lower).toBeCloseTo(expected.lower, 13);
    expect(interval?.upper).toBeCloseTo(expected.upper, 13);
  },
);
