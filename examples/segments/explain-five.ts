// Why five customers are in a segment or not: one who is in, and four whom different tests keep out.
import { evaluateSegment, type Segment, type SegmentEvaluation, type SegmentSubject } from "clientele/segmentation";
import { reasonsOf, type FoundReason } from "./reasons.js";

const OUTSIDERS = 4;

export interface ExplainedCustomer {
  readonly customerId: string;
  readonly matches: boolean;
  readonly reasons: readonly FoundReason[];
}

/** Customers whom the same fields keep out, and nothing else does. */
export interface KeptOut {
  /** In the order of the rule. */
  readonly fields: readonly string[];
  readonly customers: number;
}

export interface Explanation {
  /** The fewest fields first, then the most customers. */
  readonly keptOut: readonly KeptOut[];
  /** Who is in first. */
  readonly explained: readonly ExplainedCustomer[];
}

/** Everybody is asked; the ones who are shown are the first by their ids. */
export function explainFive(segment: Segment, subjects: readonly SegmentSubject[]): Explanation {
  let inside: SegmentEvaluation | undefined;
  const groups = new Map<string, { readonly fields: readonly string[]; customers: number; shown: SegmentEvaluation }>();
  for (const subject of subjects) {
    const evaluation = evaluateSegment(segment, subject);
    if (evaluation.matches) {
      inside ??= evaluation;
      continue;
    }
    const fields = [...new Set(evaluation.deciding.map(({ field }) => field))];
    const key = JSON.stringify(fields);
    const group = groups.get(key) ?? { fields, customers: 0, shown: evaluation };
    group.customers += 1;
    // A value that is there says more than one that is missing.
    if (!isStated(group.shown) && isStated(evaluation)) group.shown = evaluation;
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((a, b) => a.fields.length - b.fields.length || b.customers - a.customers);
  const shown = [...(inside === undefined ? [] : [inside]), ...sorted.slice(0, OUTSIDERS).map((group) => group.shown)];
  return {
    keptOut: sorted.map(({ fields, customers }) => ({ fields, customers })),
    explained: shown.map((evaluation) => ({
      customerId: evaluation.customerId,
      matches: evaluation.matches,
      reasons: reasonsOf(evaluation.because),
    })),
  };
}

function isStated({ deciding }: SegmentEvaluation): boolean {
  return deciding.every(({ value }) => value !== null);
}
