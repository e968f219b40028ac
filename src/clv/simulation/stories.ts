// Each kind of model of purchases as a story: who its customers are, and how they live.
import type { Random } from "../../numerics/random.js";
import type { BgBb } from "../bg-bb/bg-bb.js";
import type { BgNbd } from "../bg-nbd/bg-nbd.js";
import type { MbgNbd } from "../mbg-nbd/mbg-nbd.js";
import type { ParetoNbd } from "../pareto-nbd/pareto-nbd.js";
import { betaGeometricLife, OPPORTUNITY_LIFE, PARETO_LIFE, type Life, type Traits } from "./life.js";

/** What is known of a customer who is still there: purchases, and the time or the opportunities they were made in. */
export interface Known {
  readonly purchases: number;
  readonly time: number;
}

/** One kind of model as a story. */
export interface Story<Parameters> {
  /** The parameters, in the order of their covariance. */
  readonly names: readonly (keyof Parameters & string)[];
  /** Those of them that are shapes of distributions. */
  readonly shapes: readonly (keyof Parameters & string)[];
  /** The traits of somebody who just became a customer. */
  readonly newcomer: (random: Random, parameters: Parameters) => Traits;
  /** The traits of a customer of whom this is known. */
  readonly survivor: (random: Random, parameters: Parameters, known: Known) => Traits;
  /** How customers live. */
  readonly life: Life;
}

interface BetaGeometricParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** With an early chance to leave, a survivor has not taken one chance more. */
function betaGeometricStory(early: 0 | 1): Story<BetaGeometricParameters> {
  const traits = (
    random: Random,
    { r, alpha, a, b }: BetaGeometricParameters,
    purchases: number,
    time: number,
    stayed: number,
  ): Traits => ({
    buying: random.gamma(r + purchases, alpha + time),
    leaving: random.beta(a, b + stayed),
  });
  return {
    names: ["r", "alpha", "a", "b"],
    shapes: ["r", "a", "b"],
    newcomer: (random, parameters) => traits(random, parameters, 0, 0, 0),
    survivor: (random, parameters, { purchases, time }) => traits(random, parameters, purchases, time, purchases + early),
    life: betaGeometricLife(early),
  };
}

/** A story whose newcomers are survivors of no time. */
function plainStory<Parameters>(story: Omit<Story<Parameters>, "newcomer">): Story<Parameters> {
  return { ...story, newcomer: (random, parameters) => story.survivor(random, parameters, { purchases: 0, time: 0 }) };
}

const PARETO_STORY = /* @__PURE__ */ plainStory<ParetoNbd["parameters"]>({
  names: ["r", "alpha", "s", "beta"],
  shapes: ["r", "s"],
  survivor: (random, { r, alpha, s, beta }, { purchases, time }) => ({
    buying: random.gamma(r + purchases, alpha + time),
    leaving: random.gamma(s, beta + time),
  }),
  life: PARETO_LIFE,
});

const OPPORTUNITY_STORY = /* @__PURE__ */ plainStory<BgBb["parameters"]>({
  names: ["alpha", "beta", "gamma", "delta"],
  shapes: ["alpha", "beta", "gamma", "delta"],
  survivor: (random, { alpha, beta, gamma, delta }, { purchases, time }) => ({
    buying: random.beta(alpha + purchases, beta + (time - purchases)),
    leaving: random.beta(gamma, delta + time),
  }),
  life: OPPORTUNITY_LIFE,
});

type AnyModel = BgNbd | MbgNbd | ParetoNbd | BgBb;

const STORIES: { readonly [Kind in AnyModel["kind"]]: Story<Extract<AnyModel, { kind: Kind }>["parameters"]> } = {
  "bg-nbd": /* @__PURE__ */ betaGeometricStory(0),
  "mbg-nbd": /* @__PURE__ */ betaGeometricStory(1),
  "pareto-nbd": PARETO_STORY,
  "bg-bb": OPPORTUNITY_STORY,
};

/** The story of a model of a known kind. */
export function storyOf<Model extends AnyModel>(model: Model): Story<Model["parameters"]> {
  return STORIES[model.kind] as unknown as Story<Model["parameters"]>;
}
