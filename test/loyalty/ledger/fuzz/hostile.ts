// Values that nobody should send, and what becomes of a lawful value when one of its parts is replaced by them.
import fc from "fast-check";
import { deepFreeze } from "../../../support/deep-freeze.js";

function thrower(): object {
  return {
    get points(): never {
      throw new Error("an accessor of the input");
    },
  };
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function deep(): unknown {
  let value: unknown = 1;
  for (let i = 0; i < 3000; i++) value = i % 2 === 0 ? [value] : { value };
  return value;
}

const numbers = [0, -0, 1, -1, 7, 0.5, NaN, Infinity, 2 ** 51, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e300, 5e-324];
const instants = [
  0,
  1_735_722_000_000,
  8.64e15,
  -8.64e15,
  -62_135_596_800_000,
  253_402_300_799_999,
  "2025-06-01T00:00:00Z",
  "2025-06-01",
  "now",
];
const dates = ["0001-01-01", "0000-01-01", "9999-12-31", "2024-02-30", "2025-02-28", "2025-6-1", "٢٠٢٥-٠١-٠١"];
const texts = ["", " ", "5", "1e3", "__proto__", "constructor", "toString", "k1", "a", "x".repeat(257), "x".repeat(5000), "\ud800"];
const things = [null, undefined, true, false, [], {}, [1], [null], Symbol("s"), 10n, Math.max, /x/];
const makers = [
  thrower,
  revoked,
  deep,
  () => new Date(0),
  () => new Date(NaN),
  () => Object.create(null) as unknown,
  () => JSON.parse('{"__proto__": {"points": 5}}') as unknown,
  () => Object.create({ points: 5, lot: 1 }) as unknown,
  () => new Proxy({}, { get: () => 5, has: () => true }),
  () => Array.from({ length: 1001 }, () => ({ points: 1, expiresOn: null, earnedAt: 0 })),
  () => new Array<number>(5),
  () => new Map([["points", 5]]),
  () => new String("k1"),
];

const oneOf = (values: readonly unknown[]): fc.Arbitrary<() => unknown> => fc.constantFrom(...values).map((value) => () => value);

/** Makes anything but what was asked for; made late, since some of it throws when a test tool looks at it. */
export const hostile: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 4, arbitrary: oneOf(numbers) },
  { weight: 2, arbitrary: oneOf([...instants, ...dates]) },
  { weight: 2, arbitrary: oneOf(texts) },
  { weight: 2, arbitrary: oneOf(things) },
  { weight: 2, arbitrary: fc.constantFrom(...makers) },
  {
    weight: 1,
    arbitrary: fc
      .anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true })
      .map((value) => () => value),
  },
);

/** Where to put what. */
export interface Mutation {
  readonly steps: readonly number[];
  readonly how: "replace" | "remove" | "double" | "add" | "nudge";
  readonly make: () => unknown;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  steps: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
  how: fc.constantFrom("replace", "replace", "replace", "remove", "double", "add", "nudge", "nudge"),
  make: hostile,
});

/** A copy of a lawful value with one part changed. */
export function mutated(value: unknown, { steps, how, make }: Mutation): unknown {
  const copy: unknown = structuredClone(value);
  let holder = copy as Record<string, unknown>;
  for (const [i, step] of steps.entries()) {
    const names = Object.keys(holder);
    const name = names[step % Math.max(1, names.length)];
    if (name === undefined) break;
    const part = holder[name];
    if (i < steps.length - 1 && typeof part === "object" && part !== null && Object.keys(part).length > 0) {
      holder = part as Record<string, unknown>;
      continue;
    }
    change(holder, name, how, make());
    break;
  }
  return copy;
}

function change(holder: Record<string, unknown>, name: string, how: Mutation["how"], value: unknown): void {
  const part = holder[name];
  if (how === "nudge" && typeof part === "number") holder[name] = part + 1;
  else if (how === "remove" && Array.isArray(holder)) holder.splice(Number(name), 1);
  else if (how === "remove") Reflect.deleteProperty(holder, name);
  else if (how === "double" && Array.isArray(holder)) holder.push(structuredClone(part));
  else if (how === "add" && !Array.isArray(holder)) Object.defineProperty(holder, "__proto__", { value, enumerable: true });
  else holder[name] = value;
}

/** Freezes what can be frozen. */
export function frozen<T>(value: T): T {
  try {
    return deepFreeze(value);
  } catch {
    return value; // what throws when it is looked at cannot be written to either
  }
}
