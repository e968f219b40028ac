// What comes of records that share an id: rows of one source, entries of one store.

/** Beside the records before it, a record is the first of its id, says what the first says, or contradicts it. */
export type BesideFirst = "first" | "same" | "other";

/**
 * Says of one record after the other what it is beside the first of its id. What the first says is put into words once, at its first repeat: however large it is and
 * however often it is repeated, the cost is that of the records.
 */
export function besideFirstOfId<T extends { readonly id: string }>(contentOf: (record: T) => string): (record: T) => BesideFirst {
  const firsts = new Map<string, { readonly record: T; content?: string }>();
  return (record) => {
    const first = firsts.get(record.id);
    if (first === undefined) {
      firsts.set(record.id, { record });
      return "first";
    }
    first.content ??= contentOf(first.record);
    return first.content === contentOf(record) ? "same" : "other";
  };
}
