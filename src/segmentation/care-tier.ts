import { LIFECYCLE_STAGES } from "../customers/lifecycle-stage.js";
import { checkInteger, checkObject, checkOneOf, checkShare } from "../foundation/errors/check.js";
import { checkedMinor } from "../foundation/money/money.js";
import type { AbcClass } from "./abc-classify.js";
import type { CareDecision, CareReason, CareRules, CareSubject, CareTier } from "./care.js";
import { exactFraction } from "./exact-decimal.js";

const ABC: readonly AbcClass[] = ["A", "B", "C"];

/**
 * Says how much care a customer is worth: where it pays and where it does not (Kundenpflege hat Grenzen).
 *
 * Value alone does not tell. A few large customers often cost more than they bring, and the profit of the others pays for them: the whale curve (Kaplan and Narayanan
 * 2001, Measuring and managing customer profitability). What decides is the net: contribution less cost to serve. The first rule that holds:
 *
 * | | who | tier | because |
 * |---|---|---|---|
 * | 1 | prospect | standard | `prospect`: nothing is known yet |
 * | 2 | new, whatever the net | develop | `new`: the second purchase is what counts, and a first one seldom pays |
 * | 3 | lost, class A, net above 0 | develop | `win-back` |
 * | 4 | lost | let-go | `lost` |
 * | 5 | net below 0, contribution at most `selfServiceCostMinor` | let-go | `brings-nothing`: even the cheapest service costs more |
 * | 6 | net 0 or below | self-service | `costs-what-it-brings`: would pay if served for less |
 * | 7 | dormant, class A or B | develop | `reactivate` |
 * | 8 | dormant | self-service | `dormant` |
 * | 9 | cost above `maxCostShare` of the contribution, class A or B | standard | `costly-to-serve`: first lower the cost |
 * | 10 | the same, class C | self-service | `costly-to-serve` |
 * | 11 | class A | key-account | `valuable` |
 * | 12 | class B | develop | `room-to-grow` |
 * | 13 | class C | standard | `pays` |
 *
 * It looks back at one period and foresees nothing: a lifetime value does. Cost to serve is an allocation, as good as its keys (activity-based costing; order, line,
 * visit, return). Let go means no care unasked; it does not mean to refuse an order, a complaint or a right.
 *
 * @param subject - Class, stage, contribution and cost to serve of one customer.
 * @param rules - Where care ends.
 * @returns The tier, why, and the net.
 * @throws An {@link InvalidArgumentError} when class or stage is unknown, an amount is not a whole number of minor units, a cost is negative, or a rule is not lawful.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * segmentation.careTier({ abcClass: "A", stage: "regular", contributionMinor: 90_000, costToServeMinor: 12_000 });
 * // => { tier: "key-account", because: "valuable", contributionMinor: 90000, costToServeMinor: 12000, netMinor: 78000 }
 * segmentation.careTier({ abcClass: "A", stage: "regular", contributionMinor: 90_000, costToServeMinor: 95_000 }).because; // => "costs-what-it-brings"
 *
 * @category Care
 */
export function careTier(subject: CareSubject, rules: CareRules = {}): CareDecision {
  return careDecision(subject, completeCareRules(rules), "subject");
}

/** The rules with what was left out, checked. */
export function completeCareRules(rules: CareRules): Required<CareRules> {
  checkObject("rules", rules);
  const { maxCostShare = 0.5, selfServiceCostMinor = 0 } = rules;
  checkShare("rules.maxCostShare", maxCostShare);
  checkInteger("rules.selfServiceCostMinor", selfServiceCostMinor, 0);
  return { maxCostShare: maxCostShare + 0, selfServiceCostMinor: selfServiceCostMinor + 0 };
}

/** Decides by complete rules; `place` is how an error names the subject. */
export function careDecision(subject: CareSubject, rules: Required<CareRules>, place: string): CareDecision {
  checkObject(place, subject);
  const { abcClass, stage } = subject;
  if (abcClass !== null) checkOneOf(`${place}.abcClass`, abcClass, ABC);
  checkOneOf(`${place}.stage`, stage, LIFECYCLE_STAGES);
  const contributionMinor = checkedMinor(`${place}.contributionMinor`, subject.contributionMinor);
  checkInteger(`${place}.costToServeMinor`, subject.costToServeMinor, 0);
  const costToServeMinor = subject.costToServeMinor + 0;
  const netMinor = checkedMinor(`${place}.contributionMinor - costToServeMinor`, contributionMinor - costToServeMinor);
  const [tier, because] = decide({ abcClass: abcClass ?? "C", stage, contributionMinor, costToServeMinor }, netMinor, rules);
  return { tier, because, contributionMinor, costToServeMinor, netMinor };
}

function decide(
  { abcClass, stage, contributionMinor, costToServeMinor }: CareSubject,
  netMinor: number,
  { maxCostShare, selfServiceCostMinor }: Required<CareRules>,
): readonly [CareTier, CareReason] {
  const isSmall = abcClass === "C";
  if (stage === "prospect") return ["standard", "prospect"];
  if (stage === "new") return ["develop", "new"];
  if (stage === "lost") return abcClass === "A" && netMinor > 0 ? ["develop", "win-back"] : ["let-go", "lost"];
  if (netMinor < 0 && contributionMinor <= selfServiceCostMinor) return ["let-go", "brings-nothing"];
  if (netMinor <= 0) return ["self-service", "costs-what-it-brings"];
  if (stage === "dormant") return isSmall ? ["self-service", "dormant"] : ["develop", "reactivate"];
  // The share is the decimal it prints: 0.1 of 30 cents are 3.
  const { numerator, denominator } = exactFraction(maxCostShare);
  const isCostly = BigInt(costToServeMinor) * denominator > numerator * BigInt(contributionMinor);
  if (isCostly) return [isSmall ? "self-service" : "standard", "costly-to-serve"];
  if (abcClass === "A") return ["key-account", "valuable"];
  return isSmall ? ["standard", "pays"] : ["develop", "room-to-grow"];
}
