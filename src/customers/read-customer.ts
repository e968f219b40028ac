// Reads one row of any source as a customer. The one place that knows what a lawful customer is; the schema and the bulk parser both call it.
import type { CustomerId } from "../foundation/ids/ids.js";
import { ENOUGH, locate } from "../foundation/readers/readers.js";
import { attemptOr, readId, readRow, type Read } from "../foundation/readers/row-fields.js";
import { readInstant } from "../foundation/time/instant.js";
import type { ConsentEvent } from "./consent/consent-event.js";
import { readConsentEvent } from "./consent/read-consent-event.js";
import type { Customer } from "./customer.js";
import { readAcquisition } from "./read-acquisition.js";
import { readIdentities } from "./read-identities.js";
import { fieldsOf, type Reading, type ReadingContext } from "./read-part.js";
import { readPreferences, readProfile } from "./read-profile.js";
import { isGiven, readList, readNames } from "./read-texts.js";

/** Where identities come from when nobody says it. */
export const USUAL_SOURCE = "import";
const MOST_CONSENTS = 10_000;

/** The customer, or everything that is wrong with the row. */
export function readCustomer(row: unknown, context: ReadingContext): Read<Customer> {
  return readRow(row, (own, issues) => readFields({ row: own, issues, context }));
}

function readFields(reading: Reading): Customer | undefined {
  const { row, issues, context } = reading;
  const fields = fieldsOf(reading, "", row);
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, "", code, read);

  const id = attempt("invalid-id", () => readId("id", fields.id) as CustomerId);
  const identities = readIdentities(reading, fields.identities);
  const profile = readProfile(reading, fields.profile);
  const preferences = readPreferences(reading, fields.preferences);
  const acquiredAt =
    fields.acquiredAt === undefined
      ? undefined
      : attempt("invalid-instant", () => readInstant("acquiredAt", fields.acquiredAt, context.timeZone));
  const acquisition = readAcquisition(reading, fields.acquisition);
  const tags = attempt("invalid-list", () => (fields.tags === undefined ? [] : readNames("tags", fields.tags)));
  // Whose consents they are, only the id says.
  if (id === undefined) return undefined;
  const consents = readConsents(reading, fields.consents, id);
  if (tags === undefined) return undefined;

  return {
    id,
    identities,
    profile,
    ...(preferences === undefined ? {} : { preferences }),
    ...(acquiredAt === undefined ? {} : { acquiredAt }),
    ...(acquisition === undefined ? {} : { acquisition }),
    consents,
    tags,
  };
}

/** Events in the order given, each once; one id with two contents is a fault. */
function readConsents({ issues, context }: Reading, value: unknown, ownerId: CustomerId): ConsentEvent[] {
  if (value === undefined) return [];
  const entries = attemptOr(issues, "", "invalid-list", () => readList("consents", value, MOST_CONSENTS)) ?? [];
  const events = new Map<string, ConsentEvent>();
  for (const [i, entry] of entries.entries()) {
    if (!isGiven(entry)) continue;
    if (issues.length >= ENOUGH) break;
    const before = issues.length;
    const event = readConsentEvent(entry, issues, { timeZone: context.timeZone, ownerId });
    locate(issues, before, `consents[${i}]`);
    if (event === undefined) continue;
    const known = events.get(event.id);
    if (known === undefined) events.set(event.id, event);
    else if (JSON.stringify(known) !== JSON.stringify(event))
      issues.push({
        path: `consents[${i}].id`,
        code: "id-conflict",
        message: `expected an id of its own, got that of another event: ${event.id}`,
      });
  }
  return Array.from(events.values());
}
