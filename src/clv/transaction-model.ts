import { checkOneOf } from "../foundation/errors/check.js";
import type { BgNbd } from "./bg-nbd/bg-nbd.js";
import { BG_NBD } from "./bg-nbd/methods.js";
import type { CustomerHistory } from "./customer-history.js";
import type { CustomerTable } from "./customer-table.js";

/**
 * A model of when customers buy: all that predictions need of a fitted one.
 * @category Customers
 */
export type TransactionModel = BgNbd;

/** What a kind of model says of customers, given its parameters. Customers and parameters are checked before. */
export interface TransactionMethods<Parameters> {
  /** Throws for parameters that no model of the kind has. */
  readonly check: (parameters: Parameters) => void;
  /** The chance that the customer has not left. */
  readonly probabilityAlive: (parameters: Parameters, customer: CustomerHistory) => number;
  /** The purchases to expect of the customer if still there. */
  readonly purchasesWhileThere: (parameters: Parameters, customer: CustomerHistory, horizon: number) => number;
  /** The same discounted by a continuous rate; `null` where it is infinite. */
  readonly discountedPurchasesWhileThere: (
    parameters: Parameters,
    customer: CustomerHistory,
    horizon: number | null,
    rate: number,
  ) => number | null;
  /** The probabilities of 0, 1, ... `upTo` repeat purchases of a new customer. */
  readonly purchaseCounts: (parameters: Parameters, horizon: number, upTo: number) => number[];
  /** The log-likelihood of the customers. */
  readonly logLikelihood: (parameters: Parameters, table: CustomerTable) => number;
}

const METHODS: {
  readonly [Kind in TransactionModel["kind"]]: TransactionMethods<Extract<TransactionModel, { kind: Kind }>["parameters"]>;
} = {
  "bg-nbd": BG_NBD,
};

/** The methods of a model; throws for an unknown kind and for parameters that the kind cannot have. */
export function methodsOf(model: TransactionModel): TransactionMethods<TransactionModel["parameters"]> {
  if (!Object.hasOwn(METHODS, model.kind)) checkOneOf("model.kind", model.kind, Object.keys(METHODS));
  const methods = METHODS[model.kind];
  methods.check(model.parameters);
  return methods;
}
