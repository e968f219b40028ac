import type { ConditionField, ConditionFields } from "../../foundation/condition/condition.js";
import { LIFECYCLE_STAGES } from "../../customers/lifecycle-stage.js";
import { deepFreeze } from "../deep-freeze.js";

const NUMBER: ConditionField = { type: "number" };
const TEXT: ConditionField = { type: "text" };
const TEXTS: ConditionField = { type: "text", list: true };
const DATE: ConditionField = { type: "date" };
const INSTANT: ConditionField = { type: "instant" };

/**
 * The fields that every segment rule may ask for. {@link segmentSubjects} fills those whose part it is given; the rest is missing and passes only `exists: false`.
 *
 * - `profile.ageYears`, `profile.birthMonth` (1 to 12), `daysSinceAcquired` and `contact.daysSince…` are worked out for the day that is asked about.
 * - `consent.PURPOSE.CHANNEL` is the state of one consent: `"consent.newsletter.email"`.
 *   A purpose or channel with a dot in its name cannot be asked for.
 * - `profile.attributes.NAME` is what the business knows under a name of its own.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * segmentation.segmentFields["rfm.r"]; // => { type: "number" }
 *
 * @category Rule segments
 */
export const segmentFields: ConditionFields = /* @__PURE__ */ deepFreeze({
  customerId: TEXT,
  tags: TEXTS,
  acquiredAt: INSTANT,
  daysSinceAcquired: NUMBER,
  "identities.kinds": { type: "text", list: true, values: ["email", "phone", "card", "device", "external"] },
  "profile.name": TEXT,
  "profile.birthday": DATE,
  "profile.ageYears": NUMBER,
  "profile.birthMonth": NUMBER,
  "profile.maritalStatus": TEXT,
  "profile.occupation": TEXT,
  "profile.interests": TEXTS,
  "profile.language": TEXT,
  "profile.address.street": TEXT,
  "profile.address.postalCode": TEXT,
  "profile.address.city": TEXT,
  "profile.address.region": TEXT,
  "profile.address.country": TEXT,
  "profile.attributes.*": { type: "any" },
  "preferences.preferredChannel": TEXT,
  "preferences.avoidedChannels": TEXTS,
  "acquisition.channel": TEXT,
  "acquisition.costMinor": NUMBER,
  "acquisition.referredBy": TEXT,
  "summary.firstAt": INSTANT,
  "summary.lastAt": INSTANT,
  "summary.occasions": NUMBER,
  "summary.purchases": NUMBER,
  "summary.revenueMinor": NUMBER,
  "summary.currency": TEXT,
  "rfm.recencyDays": NUMBER,
  "rfm.frequency": NUMBER,
  "rfm.monetaryMinor": NUMBER,
  "rfm.r": NUMBER,
  "rfm.f": NUMBER,
  "rfm.m": NUMBER,
  "rfm.score": TEXT,
  "assignment.segment": TEXT,
  "lifecycle.stage": { type: "text", values: LIFECYCLE_STAGES },
  "abc.class": { type: "text", values: ["A", "B", "C"] },
  "xyz.class": { type: "text", values: ["X", "Y", "Z"] },
  "cluster.cluster": NUMBER,
  "clv.valueMinor": NUMBER,
  "clv.expectedPurchases": NUMBER,
  "clv.probabilityAlive": NUMBER,
  "loyalty.points": NUMBER,
  "loyalty.tier": TEXT,
  "contact.contacts": NUMBER,
  "contact.outbound": NUMBER,
  "contact.inbound": NUMBER,
  "contact.outbound7Days": NUMBER,
  "contact.outbound30Days": NUMBER,
  "contact.bounced": NUMBER,
  "contact.complained": NUMBER,
  "contact.lastAt": INSTANT,
  "contact.lastOutboundAt": INSTANT,
  "contact.lastInboundAt": INSTANT,
  "contact.daysSinceLast": NUMBER,
  "contact.daysSinceLastOutbound": NUMBER,
  "contact.daysSinceLastInbound": NUMBER,
  "contact.byChannel.*.contacts": NUMBER,
  "contact.byChannel.*.outbound": NUMBER,
  "contact.byChannel.*.inbound": NUMBER,
  "contact.byChannel.*.daysSinceLast": NUMBER,
  "consent.*.*": { type: "text", values: ["none", "requested", "confirmed", "withdrawn", "expired"] },
} satisfies ConditionFields);
