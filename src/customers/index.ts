export type { Rejection } from "../foundation/errors/rejection.js";
export type { AmountInput, MoneyInput } from "../purchases/purchase.js";
export type { ConsentAsk, ConsentDefinition, ConsentOptions, ConsentTopic, OptIn } from "./consent/consent-definition.js";
export type { ConsentEventInput } from "./consent/consent-event-input.js";
export type { ConsentEvent, ConsentEventKind } from "./consent/consent-event.js";
export { consentProof, type ConsentProof, type ConsentProofLine } from "./consent/consent-proof.js";
export { consentRegister, mergeConsents, recordConsent, type ConsentRegister } from "./consent/consent-register.js";
export { consentEventSchema, consentRegisterSchema } from "./consent/consent-schema.js";
export {
  consentState,
  type ConsentIgnoredReason,
  type ConsentState,
  type ConsentStateRow,
  type ConsentStatus,
  type IgnoredConsentEvent,
} from "./consent/consent-state.js";
export { consentStates, type ConsentStates } from "./consent/consent-states.js";
export {
  parseConsentEvent,
  parseConsentEvents,
  parseConsentRegister,
  type ConsentEventField,
  type ConsentRegisterInput,
  type ParseConsentEventsOptions,
  type ParseConsentEventsSummary,
  type ParsedConsentEvents,
} from "./consent/parse-consents.js";
export {
  contactHistory,
  mergeContacts,
  recordContact,
  type ContactConflict,
  type ContactHistory,
  type MergedContacts,
} from "./contacts/contact-history.js";
export { contactsBetween, lastContact, type ContactFilter, type ContactQuery, type LastContactQuery } from "./contacts/contact-queries.js";
export { contactSchema } from "./contacts/contact-schema.js";
export { contactSummaries, type ChannelContacts, type ContactSummariesOptions, type ContactSummary } from "./contacts/contact-summaries.js";
export type { Contact, ContactDirection, ContactInput, ContactOutcome } from "./contacts/contact.js";
export { parseContactHistory } from "./contacts/parse-contact-history.js";
export {
  parseContact,
  parseContacts,
  type ParseContactsOptions,
  type ParseContactsSummary,
  type ParsedContacts,
} from "./contacts/parse-contacts.js";
export type { ContactField } from "./contacts/read-contact.js";
export type { CustomerField } from "./customer-columns.js";
export type {
  ContactPreferencesInput,
  CustomerAcquisitionInput,
  CustomerIdentityInput,
  CustomerInput,
  CustomerProfileInput,
  PostalAddressInput,
} from "./customer-input.js";
export { customerSchema } from "./customer-schema.js";
export type {
  ContactPreferences,
  Customer,
  CustomerAcquisition,
  CustomerIdentity,
  CustomerProfile,
  IdentityKind,
  PostalAddress,
} from "./customer.js";
export { applyMerges, mergedIds, type MergedId, type MergedInto, type OfCustomer } from "./identity/apply-merges.js";
export {
  mergeCustomers,
  type ContradictionConflict,
  type CustomerMerge,
  type MergeConflict,
  type MergeCustomersOptions,
  type MergedCustomers,
  type SharedKey,
  type SharedKeyConflict,
} from "./identity/merge-customers.js";
export type { CustomerFieldValue, OverruledField } from "./identity/merge-records.js";
export { normalizeIdentity, type IdentityKey, type IdentityOptions } from "./identity/normalize-identity.js";
export { undoMerges, type UndoFault, type UndoMergesOptions, type UndoRefused } from "./identity/undo-merges.js";
export { lifecycleCounts, type LifecycleCounts } from "./lifecycle-counts.js";
export { lifecycleStage, type LifecycleRules, type LifecycleStage, type LifecycleSubject } from "./lifecycle-stage.js";
export { lifecycleStages, type CustomerStage, type LifecycleCustomer, type LifecycleProspect } from "./lifecycle-stages.js";
export { lifecycleTransitions, type StagedCustomer } from "./lifecycle-transitions.js";
export { marketPenetration, type MarketCounts } from "./market-penetration.js";
export {
  parseCustomer,
  parseCustomers,
  type ParseCustomersOptions,
  type ParseCustomersSummary,
  type ParsedCustomers,
} from "./parse-customers.js";
export {
  eraseCustomer,
  type CustomerErasure,
  type CustomerTombstone,
  type EraseOptions,
  type RetainedData,
  type RetentionReason,
  type SuppressedIdentity,
} from "./privacy/erase-customer.js";
export { identityDigest } from "./privacy/identity-digest.js";
export type { RetainedConsent } from "./privacy/retained-consents.js";
export { minimizeCustomer } from "./privacy/minimize-customer.js";
export { pseudonymizeCustomer, type PseudonymizeOptions } from "./privacy/pseudonymize-customer.js";
export type { TransitionCell, TransitionMatrix, TransitionRow, TransitionTotal } from "./transition-matrix.js";
