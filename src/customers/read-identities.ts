// Reads what a customer is recognised by.
import { checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { ENOUGH } from "../foundation/readers/readers.js";
import { attemptOr, ownFields, readId } from "../foundation/readers/row-fields.js";
import type { CustomerIdentity, IdentityKind } from "./customer.js";
import { PART_FIELDS } from "./customer-columns.js";
import { objectOr, type Reading } from "./read-part.js";
import { isGiven, LONGEST_TEXT, readList, readName } from "./read-texts.js";

const MOST_IDENTITIES = 1000;
const KINDS: readonly IdentityKind[] = PART_FIELDS.identities;

/** Those of the list, then those that have columns, each once. */
export function readIdentities(reading: Reading, value: unknown): CustomerIdentity[] {
  const { issues } = reading;
  const found = new Map<string, CustomerIdentity>();
  for (const identity of [...listed(reading, value), ...inColumns(reading)]) found.set(JSON.stringify(identity), identity);
  if (found.size > MOST_IDENTITIES)
    issues.push({ path: "identities", code: "too-many", message: `expected at most ${MOST_IDENTITIES} identities, got ${found.size}` });
  return Array.from(found.values());
}

function* listed(reading: Reading, value: unknown): Generator<CustomerIdentity> {
  if (value === undefined) return;
  const { issues } = reading;
  const entries = attemptOr(issues, "", "invalid-list", () => readList("identities", value, MOST_IDENTITIES)) ?? [];
  for (const [i, entry] of entries.entries()) {
    if (issues.length >= ENOUGH) return;
    if (!isGiven(entry)) continue;
    const identity = readIdentity(reading, `identities[${i}]`, entry);
    if (identity !== undefined) yield identity;
  }
}

function readIdentity({ issues, context }: Reading, place: string, entry: unknown): CustomerIdentity | undefined {
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, `${place}.`, code, read);
  const before = issues.length;
  const fields = ownFields(objectOr(issues, place, entry, {}), ["kind", "value", "source"]);
  if (issues.length > before) return undefined;
  const kind = attempt("invalid-kind", () => readKind(fields.kind));
  const value = attempt("invalid-identity", () => readValue("value", fields.value, kind));
  const source = attempt("invalid-text", () => readName("source", fields.source ?? context.source));
  return kind === undefined || value === undefined || source === undefined ? undefined : { kind, value, source };
}

function* inColumns({ row, issues, context }: Reading): Generator<CustomerIdentity> {
  const mapping = context.columns.parts.get("identities");
  if (mapping === undefined) return;
  const cells = ownFields(row, mapping.mapped as IdentityKind[], mapping.columns);
  for (const kind of KINDS) {
    if (cells[kind] === undefined) continue;
    const value = attemptOr(issues, "", "invalid-identity", () => readValue(`identities.${kind}`, cells[kind], kind));
    if (value !== undefined) yield { kind, value, source: context.source };
  }
}

function readKind(value: unknown): IdentityKind {
  checkOneOf("kind", value, KINDS);
  return value;
}

/** An address, a number or an id; only of another system's id a number is taken, since numbers lose the zeros that phone and card numbers begin with. */
function readValue(path: string, value: unknown, kind: IdentityKind | undefined): string {
  if (typeof value !== "number") return readName(path, value, LONGEST_TEXT);
  if (kind === "external" || kind === undefined) return readId(path, value);
  throw new InvalidArgumentError(path, "a text (as numbers, phone and card numbers lose their first zeros)", value);
}
