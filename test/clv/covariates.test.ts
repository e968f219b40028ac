import {
  fitBgNbd,
  fitBgNbdWithCovariates,
  fitParetoNbdWithCovariates,
  logLikelihood,
  modelForCustomer,
  simulate,
  type BgNbdCovariateModel,
  type BgNbdWithCovariates,
  type CovariateFitOptions,
  type CustomersWithCovariates,
  type CustomerWithCovariates,
} from "clientele/clv";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/numerics/random.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { expectNear } from "./expect-near.js";

/** Customers whose rate is `exp(0.6 newsletter)` times, and whose `a` is `exp(0.8 discount)` times that of the others; `age` does nothing. */
function simulated(customers: number, seed: number): CustomerWithCovariates[] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, () => {
    const covariates = {
      newsletter: Number(random.chance(0.4)),
      discount: Number(random.chance(0.5)),
      distance: Math.round(20 * random.uniform()),
    };
    const rate = random.gamma(0.8, 6) * Math.exp(0.6 * covariates.newsletter);
    const leaves = random.beta(0.8 * Math.exp(0.8 * covariates.discount), 3);
    const age = (200 + Math.floor(91 * random.uniform())) / 7;
    let [frequency, recency] = [0, 0];
    for (let at = random.exponential(rate); at <= age; at += random.exponential(rate)) {
      frequency += 1;
      recency = at;
      if (random.chance(leaves)) break;
    }
    return { frequency, recency, age, covariates };
  });
}

function fitted(customers: CustomersWithCovariates, options: CovariateFitOptions): BgNbdCovariateModel {
  const fit = fitBgNbdWithCovariates(deepFreeze(customers), deepFreeze(options));
  if (!fit.ok) expect.unreachable(fit.error.code);
  return fit.value;
}

const customers = simulated(8000, 5);
const options = { purchase: ["newsletter"], dropout: ["discount"], timeUnit: "week" };
const model = fitted(customers, options);

describe("a BG/NBD model with covariates", () => {
  it("finds what they do", () => {
    const { parameters, coefficients, standardErrors } = model;
    expect(model).toMatchObject({ kind: "bg-nbd-with-covariates", timeUnit: "week", customers: 8000, converged: true, startsAgree: true });
    const { newsletter = NaN, discount = NaN } = model.means;
    expect(newsletter).toBeCloseTo(0.4, 1);
    expect(discount).toBeCloseTo(0.5, 1);
    const truth = {
      r: 0.8,
      alpha: 6 * Math.exp(-0.6 * newsletter),
      a: 0.8 * Math.exp(0.8 * discount),
      b: 3,
      "purchase.newsletter": 0.6,
      "dropout.discount": 0.8,
    };
    const found: Record<string, number> = {
      ...parameters,
      "purchase.newsletter": coefficients.purchase["newsletter"] as number,
      "dropout.discount": coefficients.dropout["discount"] as number,
    };
    expect(Object.keys(standardErrors)).toEqual(Object.keys(truth));
    for (const [name, value] of Object.entries(truth)) {
      expect(Math.abs((found[name] as number) - value)).toBeLessThan(3 * (standardErrors[name] as number));
      expect(standardErrors[name]).toBeLessThan(0.5 * value);
    }
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it("has the log-likelihood of its customers, each at a model of their own, and no other parameters have more", () => {
    const totalAt = (at: BgNbdWithCovariates): number =>
      customers.reduce((sum, customer) => sum + logLikelihood(modelForCustomer(at, customer.covariates), [customer]), 0);
    expect(totalAt(model)).toBeCloseTo(model.logLikelihood, 6);
    expect(logLikelihood(model, customers)).toBeCloseTo(model.logLikelihood, 6);
    const { parameters, coefficients } = model;
    for (const name of ["r", "alpha", "a", "b"] as const) {
      for (const factor of [0.98, 1.02]) {
        expect(totalAt({ ...model, parameters: { ...parameters, [name]: parameters[name] * factor } })).toBeLessThan(model.logLikelihood);
      }
    }
    for (const process of ["purchase", "dropout"] as const) {
      for (const step of [-0.02, 0.02]) {
        const moved = Object.fromEntries(Object.entries(coefficients[process]).map(([name, value]) => [name, value + step]));
        expect(totalAt({ ...model, coefficients: { ...coefficients, [process]: moved } })).toBeLessThan(model.logLikelihood);
      }
    }
  });

  it("explains more than the model without, and hardly more with a covariate that does nothing", () => {
    const plain = fitBgNbd(customers);
    if (!plain.ok) expect.unreachable(plain.error.code);
    expect(model.logLikelihood).toBeGreaterThan(plain.value.logLikelihood + 50);
    const more = fitted(customers, { ...options, purchase: ["newsletter", "distance"] });
    expect(more.logLikelihood - model.logLikelihood).toBeGreaterThanOrEqual(0);
    expect(more.logLikelihood - model.logLikelihood).toBeLessThan(8);
    expect(Math.abs(more.coefficients.purchase["distance"] as number)).toBeLessThan(
      3 * (more.standardErrors["purchase.distance"] as number),
    );
  });

  it("does not depend on the units of a covariate, nor on how far its values are from 0", () => {
    const changed = customers.map((customer) => ({ ...customer, covariates: { newsletter: 202_000 + 100 * customer.covariates["newsletter"]!, discount: customer.covariates["discount"]! } })); // prettier-ignore
    const other = fitted(changed, options);
    expectNear(other.logLikelihood, model.logLikelihood, 1e-12);
    expectNear(other.parameters, model.parameters, 1e-6);
    expectNear(other.covariance.slice(0, 4), model.covariance.slice(0, 4).map((row) => row.map((value, j) => (j === 4 ? value / 100 : value))), 1e-4); // prettier-ignore
    expectNear(100 * (other.coefficients.purchase["newsletter"] as number), model.coefficients.purchase["newsletter"], 1e-6);
    expectNear(100 * (other.standardErrors["purchase.newsletter"] as number), model.standardErrors["purchase.newsletter"], 1e-5);
    expectNear(modelForCustomer(other, { newsletter: 202_100, discount: 1 }).parameters, modelForCustomer(model, { newsletter: 1, discount: 1 }).parameters, 1e-6); // prettier-ignore
  });

  it("is the same of columns and of rows with counts", () => {
    const column = (of: (customer: CustomerWithCovariates) => number): Float64Array => Float64Array.from(customers, of);
    const columns = {
      frequency: column(({ frequency }) => frequency),
      recency: column(({ recency }) => recency),
      age: column(({ age }) => age),
      covariates: {
        newsletter: column(({ covariates }) => covariates["newsletter"] as number),
        discount: column(({ covariates }) => covariates["discount"] as number),
      },
    };
    expect(fitBgNbdWithCovariates(columns, options)).toEqual({ ok: true, value: model });
    const twice = fitted(customers.map((customer) => ({ ...customer, count: 2 })), options); // prettier-ignore
    expectNear(twice.coefficients, model.coefficients, 1e-7);
    expectNear(twice.logLikelihood, 2 * model.logLikelihood, 1e-12);
  });
});

describe("a Pareto/NBD model with covariates", () => {
  const truth = { r: 0.8, alpha: 6, s: 0.9, beta: 15 };
  const groups = [0, 1].flatMap((discount) => {
    const parameters = { ...truth, alpha: truth.alpha * Math.exp(-0.5 * discount), beta: truth.beta * Math.exp(-0.9 * discount) };
    const rows = simulate({ kind: "pareto-nbd", parameters }, { customers: 3000, age: { from: 30, to: 42 }, seed: 8 + discount });
    return rows.map(({ frequency, recency, age }) => ({ frequency, recency, age, covariates: { discount } }));
  });

  it("finds what they do, with the log-likelihood of its customers", () => {
    const fit = fitParetoNbdWithCovariates(groups, { purchase: ["discount"], dropout: ["discount"] });
    if (!fit.ok) expect.unreachable(fit.error.code);
    const { coefficients, standardErrors, logLikelihood: maximum } = fit.value;
    expect(fit.value.kind).toBe("pareto-nbd-with-covariates");
    expect(Math.abs((coefficients.purchase["discount"] as number) - 0.5)).toBeLessThan(3 * (standardErrors["purchase.discount"] as number));
    expect(Math.abs((coefficients.dropout["discount"] as number) - 0.9)).toBeLessThan(3 * (standardErrors["dropout.discount"] as number));
    expect(standardErrors["dropout.discount"]).toBeLessThan(0.3);
    const total = [0, 1].reduce((sum, discount) => {
      const own = modelForCustomer(fit.value, { discount });
      return (
        sum +
        logLikelihood(
          own,
          groups.filter(({ covariates }) => covariates.discount === discount),
        )
      );
    }, 0);
    expect(total).toBeCloseTo(maximum, 6);
  });
});

describe("what has no model with covariates", () => {
  it("a covariate that is the same for all, or follows from others", () => {
    const same = customers.slice(0, 500).map((customer) => ({ ...customer, covariates: { newsletter: 1 } }));
    expect(fitBgNbdWithCovariates(same, { purchase: ["newsletter"] })).toMatchObject({ error: { code: "unidentified" } });
    const copied = customers.slice(0, 500).map((customer) => {
      const { newsletter = 0 } = customer.covariates;
      return { ...customer, covariates: { newsletter, opposite: 1 - newsletter } };
    });
    expect(fitBgNbdWithCovariates(copied, { purchase: ["newsletter", "opposite"] })).toMatchObject({ error: { code: "unidentified" } });
  });

  it("customers of whom nobody came back", () => {
    const gone = [{ frequency: 0, recency: 0, age: 9, covariates: { newsletter: 1 }, count: 3 }];
    expect(fitBgNbdWithCovariates(gone, { purchase: ["newsletter"] })).toEqual({
      ok: false,
      error: { code: "no-repeat-purchases", customers: 3 },
    });
  });

  const row = (covariates: unknown): CustomerWithCovariates =>
    ({ frequency: 1, recency: 2, age: 3, covariates }) as unknown as CustomerWithCovariates;
  it.each<[string, CustomersWithCovariates, CovariateFitOptions, string]>([
    ["no covariate named", [row({ newsletter: 1 })], {}, "options.purchase"],
    ["a covariate named twice", [row({ newsletter: 1 })], { purchase: ["newsletter", "newsletter"] }, "options.purchase[1]"],
    ["a missing covariate", [row({ newsletter: 1 }), row({})], { dropout: ["newsletter"] }, "customers[1].covariates.newsletter"],
    ["no covariates", [row(undefined)], { purchase: ["newsletter"] }, "customers[0].covariates.newsletter"],
    ["a text", [row({ newsletter: "1" })], { purchase: ["newsletter"] }, "customers[0].covariates.newsletter"],
    ["NaN", [row({ newsletter: NaN })], { purchase: ["newsletter"] }, "customers[0].covariates.newsletter"],
    ["a short column", { frequency: [1, 0], recency: [1, 0], age: [2, 2], covariates: { n: [1] } }, { purchase: ["n"] }, "customers.covariates.n"], // prettier-ignore
    ["an impossible history", [{ ...row({ n: 1 }), recency: 9 }], { purchase: ["n"] }, "customers[0].recency"],
  ])("throws for %s", (_, subject, fitOptions, argument) => {
    expect(() => fitBgNbdWithCovariates(subject, fitOptions)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("a customer without the covariates of the model, or far beyond them", () => {
    expect(() => modelForCustomer(model, { newsletter: 1 })).toThrow(expect.objectContaining({ argument: "covariates.discount" }));
    expect(() => modelForCustomer(model, { newsletter: 1e5, discount: 0 })).toThrow(expect.objectContaining({ argument: "covariates" }));
    const broken = { ...model, coefficients: { ...model.coefficients, purchase: { newsletter: NaN } } };
    expect(() => modelForCustomer(broken, { newsletter: 1, discount: 0 })).toThrow(
      expect.objectContaining({ argument: "model.coefficients.purchase.newsletter" }),
    );
  });
});
