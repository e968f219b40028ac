// Inputs are never written to. Objects are frozen, so that a write throws; typed arrays cannot be, so they are compared with a copy afterwards.

/** Freezes a value and all it holds, and gives it back; typed arrays stay as they are. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
  for (const key of Reflect.ownKeys(value)) deepFreeze((value as Record<PropertyKey, unknown>)[key]);
  return Object.freeze(value);
}

/** What `use` makes of a frozen input; throws when a typed array in it was written to. */
export function withoutWriting<T extends object, R>(input: T, use: (frozen: T) => R): R {
  const columns = Object.entries(input).filter(([, value]) => ArrayBuffer.isView(value)) as [string, Float64Array][];
  const copies = columns.map(([, column]) => column.slice());
  const result = use(deepFreeze(input));
  columns.forEach(([name, column], i) => {
    const copy = copies[i] ?? column;
    if (column.length !== copy.length || column.some((value, row) => !Object.is(value, copy[row])))
      throw new Error(`${name} was written to`);
  });
  return result;
}
