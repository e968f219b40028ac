// R 4.2.2 with survival 3.5-3, and exact fractions; see "source" in the files.
import {
  eventTable,
  kaplanMeier,
  logRankTest,
  medianSurvival,
  nelsonAalen,
  restrictedMeanSurvival,
  survivalAt,
  survivalQuantile,
  type EventColumns,
} from "clientele/survival";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";
import { isNear } from "./make.js";

type Numbers = readonly (number | null)[];
interface Band {
  readonly lower: Numbers;
  readonly upper: Numbers;
}
interface Quantile {
  readonly p: number;
  readonly time: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
}
interface Curve {
  readonly time: readonly number[];
  readonly atRisk: readonly number[];
  readonly events: readonly number[];
  readonly censored: readonly number[];
  readonly survival: readonly number[];
  readonly stdError: Numbers;
  readonly intervals: Readonly<Record<string, Readonly<Record<string, Band>>>>;
  readonly quantiles: Readonly<Record<string, Readonly<Record<string, readonly Quantile[]>>>>;
  readonly restrictedMean: readonly {
    readonly tau: number;
    readonly mean: number;
    readonly stdError: number;
    readonly extendedBeyondLastTime: boolean;
  }[];
}

const INTERVALS = [
  ["plain", "plain"],
  ["log", "log"],
  ["logLog", "log-log"],
  ["logit", "logit"],
  ["arcsin", "arcsin"],
] as const;
/** R prints 15 digits. */
const PRINTED = 2e-14;
const expectNear = (got: unknown, expected: unknown, relative = PRINTED): void => {
  if (!isNear(got, expected, relative)) expect(got).toEqual(expected);
};

describe.each(oracleCases<EventColumns, { readonly levels: readonly number[] }, Curve>(import.meta.url, "kaplan-meier"))(
  "Kaplan-Meier: $name",
  ({ input, options, expected }) => {
    const table = deepFreeze(eventTable(deepFreeze(input)));

    it("counts and shares", () => {
      const { time, atRisk, events, censored, survival, standardError } = kaplanMeier(table);
      expect({ time, atRisk, events, censored }).toEqual({
        time: expected.time,
        atRisk: expected.atRisk,
        events: expected.events,
        censored: expected.censored,
      });
      expectNear(survival, expected.survival);
      expectNear(standardError, expected.stdError);
      if (input.entry === undefined) expect(eventTable({ time, events, censored })).toEqual(table);
      const curve = kaplanMeier(table);
      expected.time.forEach((at, i) => {
        expect(survivalAt(curve, at)).toBe(survival[i]);
      });
    });

    it.each(INTERVALS)("%s", (name, interval) => {
      for (const level of options.levels) {
        const percent = String(Math.round(level * 100));
        const curve = deepFreeze(kaplanMeier(table, { level, interval }));
        const band = expected.intervals[name]?.[percent];
        expectNear(curve.lower, band?.lower, 1e-13);
        expectNear(curve.upper, band?.upper, 1e-13);
        for (const { p, ...quantile } of expected.quantiles[name]?.[percent] ?? []) {
          const got = survivalQuantile(curve, p);
          for (const [field, value] of Object.entries(quantile)) expectNear(got[field as keyof typeof got], value);
          if (p === 0.5) expect(medianSurvival(curve)).toEqual(got);
        }
      }
    });

    it.each(expected.restrictedMean)("restricted mean up to $tau", ({ tau, mean, stdError, extendedBeyondLastTime }) => {
      const got = restrictedMeanSurvival(kaplanMeier(table), tau);
      expect(got).toMatchObject({ tau, extendedBeyondLastTime });
      expectNear([got.mean, got.standardError], [mean, stdError]);
    });
  },
);

interface Hazard {
  readonly cumulativeHazard: Numbers;
  readonly stdError: Numbers;
  readonly survivalFromHazard: Numbers;
}

describe.each(oracleCases<EventColumns, object, Hazard & { readonly tieCorrected?: Hazard }>(import.meta.url, "nelson-aalen"))(
  "Nelson-Aalen: $name",
  ({ input, expected }) => {
    const ways = [
      ["plain", expected],
      ["fleming-harrington", expected.tieCorrected],
    ] as const;
    it.each(ways.filter(([, hazard]) => hazard !== undefined))("%s", (ties, hazard) => {
      const { cumulativeHazard, standardError, survival } = nelsonAalen(eventTable(input), { ties });
      expectNear(cumulativeHazard, hazard?.cumulativeHazard);
      expectNear(standardError, hazard?.stdError);
      expectNear(survival, hazard?.survivalFromHazard);
    });
  },
);

type Grouped = EventColumns & {
  readonly time: readonly number[];
  readonly event: readonly number[];
  readonly group: readonly string[];
  readonly stratum?: readonly string[];
};

describe("log-rank", () => {
  it.each(oracleCases<Grouped, { readonly rho: number }, Record<string, unknown>>(import.meta.url, "log-rank"))(
    "$name",
    ({ input, options, expected }) => {
      const { time, event, group, stratum } = input;
      // Tables of one row each: they are added up.
      const groups = time.map((at, i) => ({
        group: group[i] ?? "",
        ...(stratum && { stratum: stratum[i] ?? "" }),
        table: eventTable([{ time: at, event: event[i] === 1 }]),
      }));
      const got = logRankTest(deepFreeze(groups), { rho: options.rho });
      for (const [name, value] of Object.entries(expected)) {
        const own = got[name as keyof typeof got];
        if (name === "variance")
          (value as number[][]).forEach((row, i) => {
            expectNear((own as number[][])[i], row, 1e-13);
          });
        else expectNear(own, value, 1e-12);
      }
    },
  );
});
