import { fieldValue, pathOfField } from "../foundation/condition/field-value.js";
import { checkInteger, checkIterable, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import { sortedCopy } from "../numerics/quantile.js";
import { finiteQuantile } from "./finite-middle.js";
import { newCustomer } from "./new-customer.js";
import type { PersonaMedian, PersonaOptions, PersonaShares, PersonaSubject, PersonaSummary, PersonaValue } from "./persona.js";

type Scalar = PersonaValue["value"];

/** What some customers state in a field. */
interface Counted {
  /** Customers by value. */
  readonly counts: ReadonlyMap<Scalar, number>;
  /** Each customer's different values; nothing for those who state none. */
  readonly stated: readonly (readonly Scalar[])[];
}

/**
 * Sums up what a group of customers is like: what they say of themselves, and the middle of what they do (Buyer Persona).
 *
 * A field counts for those who state it: a text, a number, a boolean, or a list of those, each entry of which counts once a customer. What stands nowhere else is not
 * stated: a missing field, `null`, an empty list, an object. Paths go along own properties alone.
 *
 * So that nobody is singled out, values of fewer than `minCustomers` customers are summed up under `other`; where those are fewer than `minCustomers` customers even
 * together, the rarest value that is told joins them, as otherwise the difference from `stated` would tell. Medians take `minCustomers` customers, outer quartiles twice
 * as many. That is a courtesy and no proof of anonymity: the median of an odd number of customers is the figure of one of them, how many state a field is always told,
 * and two summaries of groups that differ by one customer tell about that one: of two days, of a group and its base.
 *
 * A persona describes a group, not a customer: that half of them live in Bremen says nothing about this one. Those who state a field may differ from those who do not,
 * so look at `statedShare` first; an index rests on few customers in small groups. Cost: O(customers x fields), and a sort a field of numbers.
 *
 * @typeParam Subject - What is known about a customer of the group.
 * @typeParam Base - What is known about everybody.
 * @param subjects - The customers of the group, each once.
 * @param options - Which fields, and all customers to compare with.
 * @returns Shares and quartiles of the fields; of an empty group, with nothing stated.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, a customer has no id or is there twice, or a field of `medians` holds something else than a number; it
 * names the customer's place.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const group = [
 *   { customerId: "anna", profile: { address: { city: "Bremen" }, interests: ["tea", "cycling"] }, summary: { purchases: 9 } },
 *   { customerId: "ben", profile: { address: { city: "Bremen" }, interests: ["tea"] }, summary: { purchases: 4 } },
 *   { customerId: "cem", profile: {}, summary: { purchases: 5 } },
 * ];
 * const { shares, medians } = segmentation.personaSummary(group, {
 *   shares: ["profile.address.city", "profile.interests"], medians: ["summary.purchases"], minCustomers: 2,
 * });
 * shares[0]?.values[0]; // => { value: "Bremen", customers: 2, share: 1, baseShare: null, index: null }
 * shares[1]; // => { field: "profile.interests", stated: 2, statedShare: 2 / 3, values: [], other: { values: 2, customers: 2, share: 1 } }
 * [medians[0]?.lowerQuartile, medians[0]?.median]; // => [null, 5]
 *
 * @category Personas
 */
export function personaSummary<Subject extends PersonaSubject, Base extends PersonaSubject = Subject>(
  subjects: Iterable<Subject>,
  options: PersonaOptions<Base>,
): PersonaSummary {
  checkObject("options", options);
  const { shares, medians, minCustomers = 5, base } = options;
  checkInteger("options.minCustomers", minCustomers, 1);
  checkFields("options.shares", shares);
  checkFields("options.medians", medians);
  const group = checkedSubjects("subjects", subjects);
  const everybody = base === undefined ? null : checkedSubjects("options.base", base);
  return {
    customers: group.length,
    baseCustomers: everybody?.length ?? null,
    shares: shares.map((field) => sharesOf(field, group, everybody, minCustomers)),
    medians: medians.map((field) => medianOf(field, group, everybody, minCustomers)),
    definition: { method: "share-of-stated", minCustomers },
  };
}

function sharesOf(
  field: string,
  group: readonly PersonaSubject[],
  everybody: readonly PersonaSubject[] | null,
  least: number,
): PersonaShares {
  const { counts, stated } = countValues(field, group);
  const base = everybody === null ? null : countValues(field, everybody);
  const { told, hidden, other } = toldValues({ counts, stated }, least);
  return {
    field,
    stated: stated.length,
    statedShare: shareOf(stated.length, group.length),
    values: told.map(([value, customers]) => {
      const share = customers / stated.length;
      const inBase = base?.counts.get(value) ?? 0;
      const baseShare = base === null || inBase < least ? null : inBase / base.stated.length;
      return { value, customers, share, baseShare, index: baseShare === null ? null : share / baseShare };
    }),
    other:
      hidden === 0
        ? null
        : other < least
          ? { values: null, customers: null, share: null }
          : { values: hidden, customers: other, share: other / stated.length },
  };
}

/** The values that enough customers state, how many values are hidden, and how many customers state one of those. */
function toldValues(
  { counts, stated }: Counted,
  least: number,
): { told: [value: Scalar, customers: number][]; hidden: number; other: number } {
  const told = [...counts].filter(([, customers]) => customers >= least);
  told.sort(([a, some], [b, others]) => others - some || compareIds(String(a), String(b)) || compareIds(typeof a, typeof b));
  const countHidden = (): number => {
    const open = new Set(told.map(([value]) => value));
    return stated.filter((values) => values.some((value) => !open.has(value))).length;
  };
  let other = countHidden();
  if (other > 0 && other < least && told.length > 0) {
    told.pop();
    other = countHidden();
  }
  return { told, hidden: counts.size - told.length, other };
}

function medianOf(
  field: string,
  group: readonly PersonaSubject[],
  everybody: readonly PersonaSubject[] | null,
  least: number,
): PersonaMedian {
  const values = numbersOf("subjects", field, group);
  const base = everybody === null ? new Float64Array(0) : numbersOf("options.base", field, everybody);
  const median = (sorted: Float64Array): number | null => (sorted.length < least ? null : finiteQuantile(sorted, 0.5));
  // Of fewer, a quarter of the way is about the figure of one customer near the end.
  const leastOfOuter = least === 1 ? 1 : 2 * least;
  const outer = (share: number): number | null => (values.length < leastOfOuter ? null : finiteQuantile(values, share));
  return {
    field,
    stated: values.length,
    statedShare: shareOf(values.length, group.length),
    lowerQuartile: outer(0.25),
    median: median(values),
    upperQuartile: outer(0.75),
    baseMedian: median(base),
  };
}

function countValues(field: string, subjects: readonly PersonaSubject[]): Counted {
  const path = pathOfField(field);
  const counts = new Map<Scalar, number>();
  const stated: Scalar[][] = [];
  for (const subject of subjects) {
    const value = fieldValue(subject, path);
    if (value === undefined) continue;
    const values = [...new Set<Scalar>(Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar])];
    for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1);
    stated.push(values);
  }
  return { counts, stated };
}

/** The numbers of a field in ascending order. */
function numbersOf(argument: string, field: string, subjects: readonly PersonaSubject[]): Float64Array {
  const path = pathOfField(field);
  const numbers: number[] = [];
  for (const [i, subject] of subjects.entries()) {
    const value = fieldValue(subject, path);
    if (value === undefined) continue;
    if (typeof value !== "number") throw new InvalidArgumentError(`${argument}[${i}].${field}`, "a number", value);
    numbers.push(value);
  }
  return sortedCopy(numbers);
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function checkFields(argument: string, fields: unknown): asserts fields is readonly string[] {
  if (!Array.isArray(fields)) throw new InvalidArgumentError(argument, "a list of fields", fields);
  fields.forEach((field: unknown, i) => {
    if (typeof field !== "string" || fields.indexOf(field) !== i) {
      throw new InvalidArgumentError(`${argument}[${i}]`, "the path of a field, each once", field);
    }
  });
}

function checkedSubjects<Subject extends PersonaSubject>(argument: string, subjects: Iterable<Subject>): Subject[] {
  checkIterable(argument, subjects);
  const met = new Set<string>();
  return Array.from(subjects, (subject, i) => {
    newCustomer(`${argument}[${i}]`, subject, met);
    return subject;
  });
}
