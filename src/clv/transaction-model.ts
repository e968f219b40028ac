import { checkObject, checkOneOf } from "../foundation/errors/check.js";
import type { BgBb, OpportunityHistories, OpportunityHistory } from "./bg-bb/bg-bb.js";
import { BG_BB } from "./bg-bb/methods.js";
import type { BgNbd } from "./bg-nbd/bg-nbd.js";
import { betaGeometricMethods } from "./beta-geometric/methods.js";
import type { CustomerHistories, CustomerHistory } from "./customer-history.js";
import type { MbgNbd } from "./mbg-nbd/mbg-nbd.js";
import { PARETO_NBD } from "./pareto-nbd/methods.js";
import type { ParetoNbd } from "./pareto-nbd/pareto-nbd.js";

/**
 * A model of when customers buy, who may buy at any time: all that predictions need of a fitted one.
 * @category Customers
 */
export type ContinuousModel = BgNbd | MbgNbd | ParetoNbd;

/**
 * A model of when customers buy: all that predictions need of a fitted one. Under BG/BB they can buy at given opportunities only.
 * @category Customers
 */
export type TransactionModel = ContinuousModel | BgBb;

/**
 * What a model needs to know of one customer.
 *
 * @typeParam Model - The model.
 * @category Customers
 */
export type CustomerOf<Model extends TransactionModel> = Model extends BgBb ? OpportunityHistory : CustomerHistory;

/**
 * Many customers of a model, as rows or as columns.
 *
 * @typeParam Model - The model.
 * @category Customers
 */
export type CustomersOf<Model extends TransactionModel> = Model extends BgBb ? OpportunityHistories : CustomerHistories;

/** What a kind of model says of customers, given its parameters. Parameters, single customers and horizons are checked before. */
export interface TransactionMethods<Parameters, Customer, Customers> {
  /** Throws for parameters that no model of the kind has. */
  readonly check: (parameters: Parameters) => void;
  /** Throws for what is no customer of this kind of model. */
  readonly checkCustomer: (customer: Customer) => void;
  /** Throws for what is no time to look ahead with this kind of model: no number of opportunities, say. The other methods take it for checked. */
  readonly checkHorizon: (argument: string, horizon: number) => void;
  /** Who has just made the first purchase. */
  readonly newCustomer: Customer;
  /** The chance that the customer has not left. */
  readonly probabilityAlive: (parameters: Parameters, customer: Customer) => number;
  /** The purchases to expect of the customer if still there. */
  readonly purchasesWhileThere: (parameters: Parameters, customer: Customer, horizon: number) => number;
  /** The same discounted by a continuous rate; `null` where it is infinite. */
  readonly discountedPurchasesWhileThere: (
    parameters: Parameters,
    customer: Customer,
    horizon: number | null,
    rate: number,
  ) => number | null;
  /** The probabilities of 0, 1, ... `upTo` repeat purchases of a new customer. */
  readonly purchaseCounts: (parameters: Parameters, horizon: number, upTo: number) => number[];
  /** The log-likelihood of the customers; throws for what is none. */
  readonly logLikelihood: (parameters: Parameters, customers: Customers) => number;
}

/** The methods of a model. */
type MethodsOf<Model extends TransactionModel> = TransactionMethods<Model["parameters"], CustomerOf<Model>, CustomersOf<Model>>;

const METHODS: { readonly [Kind in TransactionModel["kind"]]: MethodsOf<Extract<TransactionModel, { kind: Kind }>> } = {
  "bg-nbd": /* @__PURE__ */ betaGeometricMethods(0),
  "mbg-nbd": /* @__PURE__ */ betaGeometricMethods(1),
  "pareto-nbd": PARETO_NBD,
  "bg-bb": BG_BB,
};

/** The methods of a model; throws for an unknown kind and for parameters that the kind cannot have. */
export function methodsOf<Model extends TransactionModel>(model: Model): MethodsOf<Model> {
  checkObject("model", model);
  if (!Object.hasOwn(METHODS, model.kind)) checkOneOf("model.kind", model.kind, Object.keys(METHODS));
  const methods = METHODS[model.kind] as unknown as MethodsOf<Model>;
  checkObject("model.parameters", model.parameters);
  methods.check(model.parameters);
  return methods;
}
