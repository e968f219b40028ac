// From orders, customers, consents and contacts to audiences: who is one person, where each stands, whom the rules take, and why.
import {
  applyMerges,
  consentRegister,
  consentStates,
  contactHistory,
  contactSummaries,
  lifecycleStages,
  mergeCustomers,
  type ConsentEvent,
  type ConsentStates,
  type MergeConflict,
  type MergedInto,
} from "clientele/customers";
import { customerSummaries, type CustomerSummary, type Purchase } from "clientele/purchases";
import {
  assignSegments,
  personaSummary,
  rfmScores,
  segmentAudience,
  segmentMaps,
  segmentMigration,
  segmentSubjects,
  type PersonaSummary,
  type RfmScores,
  type Segment,
  type SegmentAssignment,
  type SegmentAudience,
} from "clientele/segmentation";
import { addToDate, calendarDate, startOfDay, type Instant } from "clientele/time";
import { explainFive, type ExplainedCustomer, type KeptOut } from "./explain-five.js";
import type { Known } from "./read-known.js";

/** What the audience is described by. */
const PERSONA = {
  shares: ["profile.address.city", "profile.occupation", "profile.interests", "acquisition.channel"],
  medians: ["profile.ageYears", "summary.purchases", "summary.revenueMinor", "rfm.recencyDays"],
};
/** A customer of two purchases or more is an existing, of so many a regular one. */
const REGULAR_PURCHASES = 5;

export interface Question {
  readonly currency: string;
  readonly timeZone: string;
  readonly asOf: Instant;
  readonly inactivityDays: number;
  /** The first is the campaign that is looked at closely. */
  readonly segments: readonly Segment[];
}

export interface Analysis {
  readonly question: Question;
  readonly people: {
    /** Customers after merging, those who stand only in orders, consents or contacts among them. */
    readonly customers: number;
    readonly withPurchases: number;
    /** Who occurs somewhere, but not among the customers. */
    readonly onlyElsewhere: number;
    /** Ids alone: the log of the merges itself holds all that was known of them. */
    readonly merges: readonly MergedInto[];
    readonly conflicts: readonly Pick<MergeConflict, "reason" | "customerIds">[];
    /** Rows that stood under an id that is gone. */
    readonly rewritten: { readonly purchases: number; readonly consents: number; readonly contacts: number };
  };
  readonly audience: SegmentAudience;
  readonly keptOut: readonly KeptOut[];
  readonly explained: readonly ExplainedCustomer[];
  readonly rfm: RfmScores;
  readonly assignment: SegmentAssignment;
  readonly migration: {
    /** A year before `asOf`. */
    readonly since: Instant;
    readonly matrix: ReturnType<typeof segmentMigration>;
  } | null;
  readonly persona: PersonaSummary;
}

/** Throws a plain Error where there is nobody to look at. */
export function analyse(orders: readonly Purchase[], known: Known, question: Question): Analysis {
  const { asOf, timeZone, segments } = question;
  const { customers, merges, conflicts } = mergeCustomers(known.customers?.values ?? [], { match: ["email", "phone", "card"] });
  const purchases = applyMerges(orders, merges);
  const events = applyMerges(known.consents?.values ?? [], merges);
  const met = applyMerges(known.contacts?.values ?? [], merges);

  const summaries = summariesAt(purchases, asOf, timeZone);
  if (summaries.length === 0) throw new Error("no paid order before --as-of");
  const rfm = rfmScores(summaries, { asOf, timeZone, bins: 5, method: "quantile", monetary: "total" });
  const assignment = assignSegments(rfm, segmentMaps.classic);
  const buyers = new Set<string>(summaries.map(({ customerId }) => customerId));
  const prospects = customers.filter(({ id }) => !buyers.has(id)).map(({ id }) => ({ customerId: id, purchases: 0 }) as const);
  const held = applyMerges(
    known.unreadConsentOf.map((customerId) => ({ customerId })),
    merges,
  );
  const subjects = segmentSubjects(
    {
      customers,
      consents: allStates(events, asOf),
      parts: {
        summary: summaries,
        rfm: rfm.rows,
        assignment: assignment.rows,
        lifecycle: lifecycleStages([...summaries, ...prospects], stagesOf(question), asOf),
        contact: contactSummaries(contactHistory(met), asOf, { timeZone }),
        held: [...new Set(held.map(({ customerId }) => customerId))].map((customerId) => ({ customerId, unreadConsent: true })),
      },
    },
    { asOf, timeZone },
  );
  const audience = segmentAudience(segments, subjects);
  const chosen = new Set(audience.segments[0]?.customerIds);
  const [campaign] = segments;
  return {
    question,
    people: {
      customers: subjects.length,
      withPurchases: summaries.length,
      onlyElsewhere: subjects.length - customers.length,
      merges: merges.map(({ survivorId, mergedIds }) => ({ survivorId, mergedIds })),
      conflicts: conflicts.map(({ reason, customerIds }) => ({ reason, customerIds })),
      rewritten: {
        purchases: moved(orders, purchases),
        consents: moved(known.consents?.values, events),
        contacts: moved(known.contacts?.values, met),
      },
    },
    audience,
    ...explainFive(campaign as Segment, subjects),
    rfm,
    assignment,
    migration: migrationOf(purchases, rfm, assignment, question),
    persona: personaSummary(
      subjects.filter(({ customerId }) => chosen.has(customerId)),
      { ...PERSONA, base: subjects },
    ),
  };
}

function summariesAt(purchases: readonly Purchase[], asOf: Instant, timeZone: string): CustomerSummary[] {
  return customerSummaries(purchases, { asOf, timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" });
}

function stagesOf({ timeZone, inactivityDays }: Question): Parameters<typeof lifecycleStages>[1] {
  return {
    timeZone,
    regular: { minPurchases: REGULAR_PURCHASES },
    dormant: { afterDays: inactivityDays },
    lost: { afterDays: 2 * inactivityDays },
  };
}

/** Where everybody's consent to each thing stands of which somebody said something. */
function allStates(events: readonly ConsentEvent[], asOf: Instant): ConsentStates[] {
  const register = consentRegister(events);
  const topics = new Map(events.map(({ purpose, channel }) => [JSON.stringify([purpose, channel]), { purpose, channel }]));
  return [...topics.values()]
    .filter(({ purpose, channel }) => purpose !== "*" && channel !== "*")
    .map((topic) => consentStates(register, topic, asOf));
}

/** From the segments of a year ago to those of today, both by the cuts of today. */
function migrationOf(
  purchases: readonly Purchase[],
  rfm: RfmScores,
  assignment: SegmentAssignment,
  { asOf, timeZone }: Question,
): Analysis["migration"] {
  const since = startOfDay(addToDate(calendarDate(asOf, timeZone), { years: -1 }), timeZone);
  const before = summariesAt(purchases, since, timeZone);
  if (rfm.cuts === null || before.length === 0) return null;
  const then = rfmScores(before, { asOf: since, timeZone, bins: 5, method: "thresholds", thresholds: rfm.cuts, monetary: "total" });
  return { since, matrix: segmentMigration(assignSegments(then, segmentMaps.classic), assignment) };
}

function moved(before: readonly { readonly customerId: string }[] = [], after: readonly { readonly customerId: string }[]): number {
  return before.filter(({ customerId }, i) => customerId !== after[i]?.customerId).length;
}
