// Which column of a source holds which field of a customer: fields of the record, and by their dotted paths those of the objects within it.
import { checkObject, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { ownFields, type RowFields, type SourceColumns } from "../foundation/readers/row-fields.js";
import type { ContactPreferences, IdentityKind, PostalAddress } from "./customer.js";
import type { CustomerAcquisitionInput, CustomerInput, CustomerProfileInput } from "./customer-input.js";
import { readName } from "./read-texts.js";

/**
 * The fields of a customer that a source may have in a column of its own: those of the record by their names (`"id"`, `"profile"`), those within by their paths
 * (`"profile.birthday"`, `"profile.attributes.shoeSize"`), and one identity of a kind (`"identities.email"`).
 * @category Parsing
 */
export type CustomerField =
  | keyof CustomerInput
  | `profile.${keyof CustomerProfileInput}`
  | `profile.address.${keyof PostalAddress}`
  | `profile.attributes.${string}`
  | `preferences.${keyof ContactPreferences}`
  | `acquisition.${keyof CustomerAcquisitionInput}`
  | `identities.${IdentityKind}`;

/** The fields of a record and of the objects within it, by the path of each object; the record's own is empty. */
export const PART_FIELDS = {
  "": ["id", "identities", "profile", "preferences", "acquiredAt", "acquisition", "consents", "tags"],
  profile: ["name", "birthday", "maritalStatus", "occupation", "interests", "address", "language", "attributes"],
  "profile.address": ["street", "postalCode", "city", "region", "country"],
  preferences: ["preferredChannel", "avoidedChannels"],
  acquisition: ["channel", "cost", "currency", "referredBy"],
  identities: ["email", "phone", "card", "device", "external"],
} as const;

/** The path of an object within a customer whose fields are known. */
export type CustomerPart = Exclude<keyof typeof PART_FIELDS, "identities">;

type PartField<Part extends CustomerPart> = (typeof PART_FIELDS)[Part][number];

/** The fields of an object within a row. */
export type PartFields<Part extends CustomerPart> = RowFields<PartField<Part>>;

const ATTRIBUTE = "profile.attributes.";

/** The fields of one object that have columns. */
interface MappedFields {
  readonly columns: SourceColumns;
  /** The fields that have one, and those that do not. */
  readonly mapped: readonly string[];
  readonly others: readonly string[];
}

/** Columns by the objects whose fields they hold. */
export interface CustomerColumns {
  /** By the path of the object; of identities, by kind. */
  readonly parts: ReadonlyMap<string, MappedFields>;
  /** Columns by the names of attributes. */
  readonly attributes: ReadonlyMap<string, string | null>;
}

/** Checks the option `columns`, and sorts it. */
export function customerColumns(columns: Readonly<Partial<Record<CustomerField, string | null>>> = {}): CustomerColumns {
  checkObject("options.columns", columns);
  const columnsOfParts = new Map<string, Record<string, string | null>>();
  const attributes = new Map<string, string | null>();
  for (const [path, column] of Object.entries(columns)) {
    if (column === undefined) continue;
    if (column !== null && typeof column !== "string")
      throw new InvalidArgumentError(`options.columns.${path}`, "the name of a column, or null", column);
    if (path.startsWith(ATTRIBUTE)) {
      attributes.set(readName("options.columns", path.slice(ATTRIBUTE.length)), column);
      continue;
    }
    checkOneOf("options.columns", path, lawfulPaths());
    const dot = path.lastIndexOf(".");
    const part = path.slice(0, Math.max(dot, 0));
    columnsOfParts.set(part, { ...columnsOfParts.get(part), [path.slice(dot + 1)]: column });
  }
  const parts = Array.from(columnsOfParts, ([part, named]): [string, MappedFields] => {
    const names: readonly string[] = PART_FIELDS[part as keyof typeof PART_FIELDS];
    const has = (name: string): boolean => Object.hasOwn(named, name);
    return [part, { columns: named, mapped: names.filter(has), others: names.filter((name) => !has(name)) }];
  });
  return { parts: new Map(parts), attributes };
}

/** The given fields of an object within a row: those that have columns from the row, the others from the object. */
export function partFields<Part extends CustomerPart>(row: object, object: object, part: Part, columns: CustomerColumns): PartFields<Part> {
  const mapping = columns.parts.get(part);
  const fields = ownFields(object, mapping?.others ?? PART_FIELDS[part]);
  return mapping === undefined ? fields : Object.assign(fields, ownFields(row, mapping.mapped, mapping.columns));
}

function lawfulPaths(): string[] {
  return Object.entries(PART_FIELDS).flatMap(([part, names]) => names.map((name) => (part === "" ? name : `${part}.${name}`)));
}
