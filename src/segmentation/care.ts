import type { LifecycleStage } from "../customers/lifecycle-stage.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import type { AbcClass } from "./abc-classify.js";

/**
 * How much care a customer gets, most first: a person of their own, an investment in growth, the usual service, cheap channels only, none unasked.
 * @category Care
 */
export type CareTier = "key-account" | "develop" | "standard" | "self-service" | "let-go";

/**
 * Why a customer is in a {@link CareTier}; {@link careTier} has the table.
 * @category Care
 */
export type CareReason =
  | "prospect"
  | "new"
  | "win-back"
  | "lost"
  | "brings-nothing"
  | "costs-what-it-brings"
  | "reactivate"
  | "dormant"
  | "costly-to-serve"
  | "valuable"
  | "room-to-grow"
  | "pays";

/**
 * What {@link careTier} looks at: figures of one past period, all in one currency.
 * @category Care
 */
export interface CareSubject {
  /** The class by value, of {@link abcClassify}; `null` for somebody who has none, who counts as C. */
  readonly abcClass: AbcClass | null;
  /** Where they stand, of `lifecycleStage`. */
  readonly stage: LifecycleStage;
  /** What they brought, in minor units: revenue net of returns, less what the goods cost; may be negative. Revenue alone makes everybody look well. */
  readonly contributionMinor: number;
  /** What serving them cost, in minor units, 0 or more: visits, calls, picking, returns, payment, dunning. */
  readonly costToServeMinor: number;
}

/**
 * Where care ends.
 * @category Care
 */
export interface CareRules {
  /** The greatest share of the contribution that serving an ordinary customer may cost; 0.5 when left out. */
  readonly maxCostShare?: number;
  /** What a customer costs in the cheapest service, in minor units a period; 0 when left out. Who brings no more than that is let go when they cost more than they bring. */
  readonly selfServiceCostMinor?: number;
}

/**
 * The tier of one customer, and the figures that speak for it.
 * @category Care
 */
export interface CareDecision {
  /** How much care. */
  readonly tier: CareTier;
  /** Why. */
  readonly because: CareReason;
  /** What they brought, in minor units. */
  readonly contributionMinor: number;
  /** What serving them cost, in minor units. */
  readonly costToServeMinor: number;
  /** What is left of the contribution, in minor units; negative when serving cost more. */
  readonly netMinor: number;
}

/**
 * One customer of {@link careTiers}.
 * @category Care
 */
export interface CareRow extends CareSubject {
  /** Who; each customer once. */
  readonly customerId: string;
}

/**
 * The tiers of many customers.
 * @category Care
 */
export interface CareTiers {
  /** One row a customer, in the order given. */
  readonly rows: readonly CareTierRow[];
  /** Every tier, most care first, those without customers too; they add up to all customers. */
  readonly tiers: readonly CareTierTotal[];
  /** How they were decided. */
  readonly definition: {
    /** By the first rule of the table that holds. */
    readonly method: "first-match";
    /** Where care ends, with what was left out. */
    readonly rules: Required<CareRules>;
  };
}

/**
 * The tier of one of many customers.
 * @category Care
 */
export interface CareTierRow extends CareDecision {
  /** Who. */
  readonly customerId: CustomerId;
}

/**
 * One tier in numbers.
 * @category Care
 */
export interface CareTierTotal {
  /** The tier. */
  readonly tier: CareTier;
  /** How many customers it has. */
  readonly customers: number;
  /** What they brought, in minor units. */
  readonly contributionMinor: number;
  /** What serving them cost, in minor units. */
  readonly costToServeMinor: number;
  /** What is left, in minor units. */
  readonly netMinor: number;
}
