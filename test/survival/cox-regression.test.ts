import { seededRandom } from "../../src/numerics/random.js";
import { describe, expect, it } from "vitest";
import { coxRegression, type CoxOptions } from "../../src/survival/cox-regression.js";

const efron = { covariates: ["x"], ties: "efron" } as const;

describe("a Cox regression", () => {
  it("of three customers is that by hand", () => {
    // L = e^b / (2 e^b + 1) x 1 / (e^b + 1): the slope 1 - 2 r / (2 r + 1) - r / (r + 1) is 0 where 2 r r = 1.
    const rows = [
      { time: 1, event: true, x: 1 },
      { time: 2, event: true, x: 0 },
      { time: 3, event: false, x: 1 },
    ];
    const result = coxRegression(rows, efron);
    if (!result.ok) throw new Error(result.error.code);
    const { coefficients, standardErrors, logLikelihoodAtZero, concordance, customers, events, ties } = result.value;
    expect(coefficients.x).toBeCloseTo(-Math.log(2) / 2, 12);
    const r = Math.SQRT1_2;
    expect(standardErrors.x).toBeCloseTo(1 / Math.sqrt((2 * r) / (2 * r + 1) ** 2 + r / (r + 1) ** 2), 12);
    expect(logLikelihoodAtZero).toBeCloseTo(-Math.log(6), 12);
    // Pairs: 1 with 2 (wrong: lower predictor), 1 with 3 (equal), 2 with 3 (right).
    expect([concordance, customers, events, ties]).toEqual([0.5, 3, 2, "efron"]);
  });

  it("finds what made a hundred thousand rows, from large dates on and with outliers", () => {
    const random = seededRandom(5);
    const n = 100_000;
    const [x, z, w, time] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    const event = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      x[i] = random.uniform() < 0.3 ? 1 : 0;
      z[i] = (random.uniform() < 1e-4 ? 30 : 1) * (random.uniform() - 0.5);
      w[i] = 1.7e12 + 1e9 * random.uniform();
      const rate = Math.exp(0.7 * (x[i] as number) - 0.4 * (z[i] as number) + 5e-10 * ((w[i] as number) - 1.7e12));
      const leaves = random.exponential(rate);
      const watched = 2 * random.uniform();
      time[i] = Math.min(leaves, watched);
      event[i] = leaves <= watched ? 1 : 0;
    }
    const result = coxRegression({ time, event, x, z, w }, { covariates: ["x", "z", "w"], ties: "efron" });
    if (!result.ok) throw new Error(result.error.code);
    const { coefficients, standardErrors } = result.value;
    for (const [name, truth] of Object.entries({ x: 0.7, z: -0.4, w: 5e-10 })) {
      const deviations = (coefficients[name as "x"] - truth) / standardErrors[name as "x"];
      expect(Math.abs(deviations)).toBeLessThan(4);
    }
  });

  it("compares within strata only", () => {
    const rows = [
      { time: 1, event: true, x: 1, stratum: "a" },
      { time: 2, event: true, x: 0, stratum: "a" },
      { time: 3, event: false, x: 1, stratum: "a" },
    ];
    const other = [
      { time: 1.5, event: true, x: 5, stratum: "b" },
      { time: 2.5, event: false, x: 5, stratum: "b" },
    ];
    const [alone, both] = [coxRegression(rows, efron), coxRegression([...rows, ...other], efron)];
    if (!alone.ok || !both.ok) throw new Error("no model");
    expect(both.value.coefficients.x).toBeCloseTo(alone.value.coefficients.x, 10);
    expect(both.value.logLikelihood).toBeCloseTo(alone.value.logLikelihood - Math.log(2), 10);
  });

  it("takes rows from anything that can be walked through, and leaves out those of no weight", () => {
    function* rows(): Generator<{ time: number; event: boolean; x: number; weight: number }> {
      for (const x of [1, 0, 1, 9]) yield { time: 1 + x, event: x < 9, x, weight: x < 9 ? 1 : 0 };
    }
    expect(coxRegression(rows(), efron)).toMatchObject({ ok: false, error: { code: "boundary", covariate: "x", limit: "minus-infinity" } });
  });
});

describe("a Cox regression of unusual rows", () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ time: i + 2, event: i % 3 > 0, x: (i * 7) % 5 > 2 ? 1 : 0 }));

  it("takes no notice of one who was at risk at no event, however far out", () => {
    const plain = coxRegression(rows, efron);
    const idle = [
      { time: 1, event: false, x: 1e8 },
      { time: 200, event: false, x: -1e8, entry: 150 },
      { time: 3, event: false, x: 1e8, stratum: "alone" },
    ];
    const result = coxRegression([...rows, ...idle], efron);
    if (!plain.ok || !result.ok) throw new Error("no model");
    expect(result.value).toEqual({ ...plain.value, customers: 103 });
  });

  it("takes a weight of any size for so many events at the same time", () => {
    const heavy = (weight: number) => coxRegression([...rows, { time: 5, event: true, x: 1, weight }], efron);
    const [some, many] = [
      heavy(3000),
      coxRegression([...rows, ...Array.from({ length: 3000 }, () => ({ time: 5, event: true, x: 1 }))], efron),
    ];
    if (!some.ok || !many.ok) throw new Error("no model");
    expect(some.value.coefficients.x).toBeCloseTo(many.value.coefficients.x, 9);
    expect(some.value.logLikelihood / many.value.logLikelihood).toBeCloseTo(1, 12);
    expect(heavy(9e15).ok).toBe(true);
  });
});

describe("a Cox regression without an answer", () => {
  const time = [1, 2, 3, 4];
  const event = [1, 1, 0, 1];
  const x = [1, 0, 0, 1];
  it.each([
    ["no rows", { time: [], event: [], x: [] }, ["x"], { reason: "no-rows", covariates: [], customers: 0, events: 0 }],
    ["all censored", { time, event: [0, 0, 0, 0], x }, ["x"], { reason: "no-events", covariates: [], customers: 4, events: 0 }],
    ["one row", { time: [1], event: [1], x: [3] }, ["x"], { reason: "no-variation", covariates: ["x"], customers: 1, events: 1 }],
    [
      "nothing varies",
      { time, event, x: [0.1, 0.1, 0.1, 0.1], z: x },
      ["z", "x"],
      { reason: "no-variation", covariates: ["x"], customers: 4, events: 3 },
    ],
    [
      "variation only before the first event",
      { time: [1, 2, 3, 4], event: [0, 1, 1, 1], x: [5, 0.3, 0.3, 0.3] },
      ["x"],
      { reason: "no-variation", covariates: ["x"], customers: 4, events: 3 },
    ],
    [
      "one follows from two others",
      {
        time: [1, 2, 3, 4, 5, 6],
        event: [1, 1, 0, 1, 1, 1],
        x: [1, 0, 0, 1, 0, 1],
        z: [0, 1, 0.5, 2, 1, 0],
        sum: [1, 1, 0.5, 3, 1, 1].map((s) => s / 3),
      },
      ["x", "z", "sum"],
      { reason: "collinear", covariates: ["sum"], customers: 6, events: 5 },
    ],
  ])("%s", (_, columns, covariates, error) => {
    expect(coxRegression(columns as never, { covariates, ties: "efron" })).toEqual({
      ok: false,
      error: { code: "unidentified", ...error },
    });
  });

  it("names the covariate that grows without end, also one among others", () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => ({ time: at, event: at % 3 > 0, x: at < 4 ? 1 : 0, z: (at * at) % 5 }));
    for (const ties of ["efron", "breslow"] as const) {
      const result = coxRegression(rows, { covariates: ["z", "x"], ties });
      expect(result).toMatchObject({ ok: false, error: { code: "boundary", covariate: "x", limit: "infinity" } });
      const turned = coxRegression(
        rows.map((row) => ({ ...row, x: -1e6 * row.x })),
        { covariates: ["z", "x"], ties },
      );
      expect(turned).toMatchObject({ ok: false, error: { code: "boundary", covariate: "x", limit: "minus-infinity" } });
    }
  });

  it("names it also where the way there is as narrow as a hair", () => {
    // A fiftieth of a degree of all directions is uphill for ever; the others end.
    const columns = {
      time: [2, 1, 2, 4, 1, 4],
      event: [0, 1, 0, 1, 1, 0],
      entry: [1.0313, 0, 0, 0, 0, 1.08656],
      weight: [1, 3, 2, 1, 1, 1],
      a: [0, 0.398175057, 1.2161593891, -1.0622529129, 0.9604598132, -1.4528],
      b: [1.2269089536, -0.6612, 0.2887273023, 0.3763860406, -1.0549550225, -0.423],
      c: [-1.0377475794, 0, -0.1674, -0.366, 0.7494354125, 0],
    };
    for (const ties of ["efron", "breslow"] as const) {
      const result = coxRegression(columns, { covariates: ["a", "b", "c"], ties });
      expect(result).toMatchObject({ ok: false, error: { code: "boundary" } });
    }
  });

  it("takes a large coefficient for what it is", () => {
    // A single customer of twenty is on the wrong side, by a hair.
    const rows = Array.from({ length: 20 }, (_, i) => ({ time: i + 1, event: true, x: i === 10 ? -11 - 1e-3 : -i }));
    const result = coxRegression(rows, efron);
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.coefficients.x).toBeGreaterThan(1);
  });
});

describe("a caller's mistake", () => {
  const row = { time: 2, event: true, x: 1 };
  it.each<[string, unknown, Partial<CoxOptions>]>([
    ["rows", null, {}],
    ["rows", "rows", {}],
    ["rows[1]", [row, null], {}],
    ["rows[1].time", [row, { ...row, time: -1 }], {}],
    ["rows[0].time", [{ ...row, time: NaN }], {}],
    ["rows[0].time", [{ ...row, time: "2" }], {}],
    ["rows[0].event", [{ ...row, event: 2 }], {}],
    ["rows[0].event", [{ time: 2, x: 1 }], {}],
    ["rows[0].entry", [{ ...row, entry: 2 }], {}],
    ["rows[0].entry", [{ ...row, entry: -1 }], {}],
    ["rows[0].weight", [{ ...row, weight: 0.5 }], {}],
    ["rows[0].weight", [{ ...row, weight: -1 }], {}],
    ["rows[1].weight", [2 ** 53 - 1, 2 ** 53 - 1, 1].map((weight) => ({ ...row, weight })), {}],
    ["rows[0].stratum", [{ ...row, stratum: null }], {}],
    ["rows[0].x", [{ ...row, x: Infinity }], {}],
    ["rows[0].y", [row], { covariates: ["y"] }],
    ["columns.time", {}, {}],
    ["columns.event", { time: [1, 2], event: [1], x: [1, 2] }, {}],
    ["columns.x", { time: [1, 2], event: [1, 0] }, {}],
    ["columns.x[1]", { time: [1, 2], event: [1, 0], x: [1, NaN] }, {}],
    ["columns.entry[0]", { time: [1, 2], event: [1, 0], x: [1, 2], entry: [1, 0] }, {}],
    ["options.covariates", [row], { covariates: [] }],
    ["options.covariates[0]", [row], { covariates: ["time"] }],
    ["options.covariates[1]", [row], { covariates: ["x", "x"] }],
    ["options.ties", [row], { ties: "exact" as never }],
  ])("names the place: %s", (argument, rows, options) => {
    expect(() => coxRegression(rows as never, { ...efron, ...options })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }),
    );
  });

  it("wants options", () => {
    expect(() => coxRegression([row], undefined as never)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "options" }),
    );
  });
});
