/**
 * Somebody whom {@link personaSummary} counts: an id and whatever is known about them, nested as it comes.
 * @category Personas
 */
export interface PersonaSubject {
  /** Who; each customer once. */
  readonly customerId: string;
}

/**
 * What {@link personaSummary} sums up.
 * @typeParam Base - What is known about everybody.
 * @category Personas
 */
export interface PersonaOptions<Base extends PersonaSubject = PersonaSubject> {
  /** Fields whose values are counted, as paths: `"profile.address.city"`, `"profile.interests"`, `"lifecycle.stage"`. */
  readonly shares: readonly string[];
  /** Fields of numbers whose middle is told, as paths: `"summary.revenueMinor"`. */
  readonly medians: readonly string[];
  /** What fewer customers than this say is not told by itself, and outer quartiles take twice as many; 5 when left out, 1 tells everything. */
  readonly minCustomers?: number;
  /** All customers, to compare with; usually those of the group among them. */
  readonly base?: Iterable<Base>;
}

/**
 * What a group of customers is like (Buyer Persona).
 * @category Personas
 */
export interface PersonaSummary {
  /** How many customers the group has. */
  readonly customers: number;
  /** How many all customers are; `null` without a base. */
  readonly baseCustomers: number | null;
  /** One row a field of `shares`, in their order. */
  readonly shares: readonly PersonaShares[];
  /** One row a field of `medians`, in their order. */
  readonly medians: readonly PersonaMedian[];
  /** How it was summed up. */
  readonly definition: {
    /** Shares are of the customers who state a field, quartiles are interpolated between customers (type 7 of Hyndman and Fan 1996). */
    readonly method: "share-of-stated";
    /** What fewer customers say is not told by itself. */
    readonly minCustomers: number;
  };
}

/**
 * What the customers of a group state in one field.
 * @category Personas
 */
export interface PersonaShares {
  /** The field. */
  readonly field: string;
  /** How many customers of the group state it. */
  readonly stated: number;
  /** Their share of the group; `null` when nobody is in it. */
  readonly statedShare: number | null;
  /**
   * Each value that enough customers state, the most frequent first, then by text (code units), then by type. Where those whom `other` hides were too few together, the
   * last of these is hidden with them: what is left of `stated` would tell.
   */
  readonly values: readonly PersonaValue[];
  /** The values that are not told, together; `null` when there are none. */
  readonly other: PersonaOther | null;
}

/**
 * One value of a field.
 * @category Personas
 */
export interface PersonaValue {
  /** The value; of a list, one entry. */
  readonly value: string | number | boolean;
  /** How many customers of the group state it. */
  readonly customers: number;
  /** Their share of those who state the field. Entries of lists add up to more than 1. */
  readonly share: number;
  /** The same share among all customers; `null` without a base, and where too few of them state the value. */
  readonly baseShare: number | null;
  /** `share / baseShare`: above 1, the group says it more often than everybody; `null` where `baseShare` is. */
  readonly index: number | null;
}

/**
 * The values that too few customers state, and one more where they would be too few together.
 * @category Personas
 */
export interface PersonaOther {
  /** How many different values; `null` where too few customers state them, all together. */
  readonly values: number | null;
  /** How many customers of the group state one of them or more; `null` where they are too few. */
  readonly customers: number | null;
  /** Their share of those who state the field; `null` where they are too few. */
  readonly share: number | null;
}

/**
 * The middle of one number of the customers of a group.
 * @category Personas
 */
export interface PersonaMedian {
  /** The field. */
  readonly field: string;
  /** How many customers of the group have it. */
  readonly stated: number;
  /** Their share of the group; `null` when nobody is in it. */
  readonly statedShare: number | null;
  /** A quarter of them have at most this; `null` when fewer than 2 x `minCustomers` have the field. */
  readonly lowerQuartile: number | null;
  /** Half of them have at most this; `null` when fewer than `minCustomers` have the field. */
  readonly median: number | null;
  /** Three quarters of them have at most this; `null` when fewer than 2 x `minCustomers` have the field. */
  readonly upperQuartile: number | null;
  /** The median of all customers; `null` without a base, and when too few of them have the field. */
  readonly baseMedian: number | null;
}
