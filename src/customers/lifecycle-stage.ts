import { checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { isInstant, readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";

/**
 * Where a customer stands: prospect (Interessent), new (Neukunde), existing (Bestandskunde), regular (Stammkunde), dormant (schlafend), lost (verloren).
 * @category Lifecycle
 */
export type LifecycleStage = "prospect" | "new" | "existing" | "regular" | "dormant" | "lost";

/** Every stage, in the order that a customer lives through them. */
export const LIFECYCLE_STAGES: readonly LifecycleStage[] = ["prospect", "new", "existing", "regular", "dormant", "lost"];

/**
 * Where one lifecycle stage ends and the next begins. Days are whole local days.
 * @category Lifecycle
 */
export interface LifecycleRules {
  /** The IANA zone whose days are counted. */
  readonly timeZone: string;
  /** Who stays new although they bought again. */
  readonly new?: {
    /** A customer whose first purchase lies fewer days back is new, or already regular, but not yet existing; 0 when left out. */
    readonly days: number;
  };
  /** Who is an existing customer. */
  readonly existing?: {
    /** The purchases it takes; 2 when left out. */
    readonly minPurchases: number;
  };
  /** Who is a regular customer. */
  readonly regular: {
    /** The purchases it takes; at least as many as for an existing customer. */
    readonly minPurchases: number;
  };
  /** Who is dormant. */
  readonly dormant: {
    /** More days than this without a purchase: dormant. */
    readonly afterDays: number;
  };
  /** Who is lost. */
  readonly lost: {
    /** More days than this without a purchase: lost; more than for a dormant customer. */
    readonly afterDays: number;
  };
}

/**
 * What a lifecycle stage is read from; a `CustomerSummary` has all of it.
 * @category Lifecycle
 */
export interface LifecycleSubject {
  /** The first purchase, epoch milliseconds. */
  readonly firstAt: number;
  /** The last purchase, epoch milliseconds. */
  readonly lastAt: number;
  /** How many purchases. */
  readonly purchases: number;
}

/**
 * Says where one customer stands.
 *
 * The first rule that holds decides:
 * 1. prospect: never bought, `null` or no purchases;
 * 2. lost: more than `lost.afterDays` days without a purchase;
 * 3. dormant: more than `dormant.afterDays` days without a purchase;
 * 4. regular: at least `regular.minPurchases` purchases;
 * 5. existing: at least `existing.minPurchases` purchases, and the first at least `new.days` days ago;
 * 6. new: everybody else: fewer than `existing.minPurchases` purchases (one, unless the rules say otherwise), or the first fewer than `new.days` days ago.
 *
 * Days run between local dates in `rules.timeZone`, from the date of the purchase to the date of `asOf`. Take summaries of the same `asOf`: a purchase after it
 * counts here as a fresh one.
 *
 * @param summary - What the customer bought, or `null` for somebody who never did.
 * @param rules - Where one stage ends and the next begins.
 * @param asOf - The day that is asked about.
 * @returns The stage.
 * @throws An {@link InvalidArgumentError} when the rules contradict each other, or the summary, `asOf` or the zone is not one.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const rules = { timeZone: "Europe/Berlin", regular: { minPurchases: 5 }, dormant: { afterDays: 180 }, lost: { afterDays: 720 } };
 * const anna = { firstAt: Date.UTC(2024, 0, 10, 12), lastAt: Date.UTC(2024, 4, 2, 12), purchases: 2 };
 * customers.lifecycleStage(anna, rules, "2024-06-01T12:00:00Z"); // => "existing"
 * customers.lifecycleStage(anna, rules, "2025-06-01T12:00:00Z"); // => "dormant"
 * customers.lifecycleStage(null, rules, "2024-06-01T12:00:00Z"); // => "prospect"
 *
 * @category Lifecycle
 */
export function lifecycleStage(summary: LifecycleSubject | null, rules: LifecycleRules, asOf: InstantLike): LifecycleStage {
  return stageReader(completeRules(rules), readInstant("asOf", asOf))(summary);
}

/** Reads stages by rules that {@link completeRules} has checked, for many customers; `row` is the place among them that an error names. */
export function stageReader(
  rules: Required<LifecycleRules>,
  asOf: Instant,
): (summary: LifecycleSubject | null, row?: number) => LifecycleStage {
  const zone = zoneOffsets(rules.timeZone, "rules.timeZone");
  const today = localDay(asOf, zone);
  const daysSince = (summary: LifecycleSubject, field: "firstAt" | "lastAt", row: number | undefined): number => {
    const at = summary[field];
    return today - localDay(isInstant(at) ? at : readInstant(`${placeOf(row)}.${field}`, at), zone);
  };

  return (summary, row) => {
    if (summary === null) return "prospect";
    if (typeof summary !== "object") throw new InvalidArgumentError(placeOf(row), "a summary, or null", summary);
    if (!(Number.isSafeInteger(summary.purchases) && summary.purchases >= 0))
      checkInteger(`${placeOf(row)}.purchases`, summary.purchases, 0);
    if (summary.purchases === 0) return "prospect";
    const inactiveDays = daysSince(summary, "lastAt", row);
    if (inactiveDays > rules.lost.afterDays) return "lost";
    if (inactiveDays > rules.dormant.afterDays) return "dormant";
    if (summary.purchases >= rules.regular.minPurchases) return "regular";
    const isYoung = daysSince(summary, "firstAt", row) < rules.new.days;
    return summary.purchases >= rules.existing.minPurchases && !isYoung ? "existing" : "new";
  };
}

/** The rules with what was left out, checked. */
export function completeRules(rules: LifecycleRules): Required<LifecycleRules> {
  const { new: young = { days: 0 }, existing = { minPurchases: 2 }, regular, dormant, lost } = (rules as UncheckedRules) ?? {};
  const [days, minPurchases, regularPurchases] = [young?.days, existing?.minPurchases, regular?.minPurchases];
  const [dormantDays, lostDays] = [dormant?.afterDays, lost?.afterDays];
  checkInteger("rules.new.days", days, 0);
  checkInteger("rules.existing.minPurchases", minPurchases, 1);
  checkInteger("rules.regular.minPurchases", regularPurchases, minPurchases);
  checkInteger("rules.dormant.afterDays", dormantDays, 0);
  checkInteger("rules.lost.afterDays", lostDays, dormantDays + 1);
  return {
    timeZone: rules.timeZone,
    // A negative zero becomes 0.
    new: { days: days + 0 },
    existing: { minPurchases },
    regular: { minPurchases: regularPurchases },
    dormant: { afterDays: dormantDays + 0 },
    lost: { afterDays: lostDays },
  };
}

/** Rules as they may come from outside. */
type UncheckedRules =
  { readonly [Rule in Exclude<keyof LifecycleRules, "timeZone">]?: Partial<NonNullable<LifecycleRules[Rule]>> | null } | null | undefined;

/** How an error names a summary: by its place among many. */
function placeOf(row: number | undefined): string {
  return row === undefined ? "summary" : `summaries[${String(row)}]`;
}
