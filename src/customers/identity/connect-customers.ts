// Finds who belongs together: the connected parts of customers who share keys.
import type { Customer, IdentityKind } from "../customer.js";
import { identityKey, textOfKey } from "./normalize-identity.js";

/** Which customers hold which key; customers by their place in the list. */
interface KeyHolders {
  /** The text of each key. */
  readonly texts: readonly string[];
  /** The holders of key k, ascending, are `holders[starts[k]]` up to `holders[starts[k + 1]]`. */
  readonly starts: Int32Array;
  readonly holders: Int32Array;
}

/** Customers who share a key. */
export interface Sharing {
  /** The text of the key. */
  readonly text: string;
  /** Who holds it, by their places in the list, ascending. */
  readonly holders: Int32Array;
}

/** Who belongs together and by what. */
export interface Connected {
  /** Groups of two and more who belong together, by their places, ascending; with the keys that join them. */
  readonly groups: readonly { readonly members: readonly number[]; readonly keys: readonly Sharing[] }[];
  /** Keys that joined nobody, since too many hold them. */
  readonly shared: readonly Sharing[];
}

/**
 * Joins all who share a key, unless more than `most` different people hold it. Two records that other keys have joined are one person, so that a key may come to
 * join after others have: the smallest set of groups is found in which no key is left that `most` or fewer hold. It does not depend on any order.
 * Cost: O(n log n) for n identities.
 */
export function connectCustomers(
  customers: readonly Customer[],
  kinds: readonly IdentityKind[],
  callingCode: string | null,
  most: number,
): Connected {
  const index = keyHolders(customers, kinds, callingCode);
  const { joined, rootOf } = joinHolders(customers.length, index, most);

  const members = new Map<number, number[]>();
  const keys = new Map<number, Sharing[]>();
  const shared: Sharing[] = [];
  for (let k = 0; k < index.texts.length; k += 1) {
    const [start, end] = [index.starts[k] as number, index.starts[k + 1] as number];
    if (end - start < 2) continue;
    const holders = index.holders.subarray(start, end);
    const sharing = { text: index.texts[k] as string, holders };
    if (joined[k] === 1) listed(keys, rootOf(holders[0] as number)).push(sharing);
    else shared.push(sharing);
  }
  for (let i = 0; i < customers.length; i += 1) if (keys.has(rootOf(i))) listed(members, rootOf(i)).push(i);
  return { groups: Array.from(members, ([root, group]) => ({ members: group, keys: keys.get(root) as Sharing[] })), shared };
}

function keyHolders(customers: readonly Customer[], kinds: readonly IdentityKind[], callingCode: string | null): KeyHolders {
  const numbers = new Map<string, number>();
  const latest: number[] = [];
  const counts: number[] = [];
  const [pairKeys, pairHolders]: [number[], number[]] = [[], []];
  customers.forEach((customer, i) => {
    for (const identity of customer.identities) {
      const key = kinds.includes(identity.kind) ? identityKey(identity, callingCode) : null;
      if (key === null) continue;
      const text = textOfKey(key);
      let number = numbers.get(text);
      if (number === undefined) numbers.set(text, (number = numbers.size));
      if (latest[number] === i) continue;
      latest[number] = i;
      counts[number] = (counts[number] ?? 0) + 1;
      pairKeys.push(number);
      pairHolders.push(i);
    }
  });

  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, k) => (starts[k + 1] = (starts[k] as number) + count));
  const next = starts.slice();
  const holders = new Int32Array(pairKeys.length);
  pairKeys.forEach((key, p) => (holders[(next[key] as number)++] = pairHolders[p] as number));
  return { texts: [...numbers.keys()], starts, holders };
}

/** Which keys join their holders, and by what number each customer's group is known. */
function joinHolders(
  customers: number,
  { starts, holders }: KeyHolders,
  most: number,
): { joined: Uint8Array; rootOf: (customer: number) => number } {
  const keys = starts.length - 1;
  const joined = new Uint8Array(keys);
  /** How many groups hold each key. */
  const holding = new Int32Array(keys);
  /** Of each group: the keys it holds that too many hold still. */
  const waiting = new Map<number, Set<number>>();
  const ready: number[] = [];
  for (let k = 0; k < keys; k += 1) {
    const [start, end] = [starts[k] as number, starts[k + 1] as number];
    holding[k] = end - start;
    if (end - start <= most) ready.push(k);
    else for (let h = start; h < end; h += 1) added(waiting, holders[h] as number, k);
  }

  const parents = Int32Array.from({ length: customers }, (_, i) => i);
  const sizes = new Int32Array(customers).fill(1);
  const rootOf = (customer: number): number => {
    let root = customer;
    while (parents[root] !== root) root = parents[root] = parents[parents[root] as number] as number;
    return root;
  };
  const join = (a: number, b: number): void => {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one === other) return;
    const [root, child] = (sizes[one] as number) >= (sizes[other] as number) ? [one, other] : [other, one];
    parents[child] = root;
    (sizes[root] as number) += sizes[child] as number;
    const [small, large] = bySize(waiting.get(root), waiting.get(child));
    waiting.delete(child);
    if (large === undefined) return;
    waiting.set(root, large);
    for (const key of small ?? []) {
      if (!large.has(key)) large.add(key);
      else if (--(holding[key] as number) === most) ready.push(key);
    }
  };

  for (let key = ready.pop(); key !== undefined; key = ready.pop()) {
    joined[key] = 1;
    const start = starts[key] as number;
    for (let h = start + 1; h < (starts[key + 1] as number); h += 1) join(holders[start] as number, holders[h] as number);
  }
  return { joined, rootOf };
}

function bySize<T>(a: Set<T> | undefined, b: Set<T> | undefined): [Set<T> | undefined, Set<T> | undefined] {
  return (a?.size ?? 0) <= (b?.size ?? 0) ? [a, b] : [b, a];
}

function added<T>(sets: Map<number, Set<T>>, group: number, entry: T): void {
  const set = sets.get(group);
  if (set === undefined) sets.set(group, new Set([entry]));
  else set.add(entry);
}

function listed<T>(lists: Map<number, T[]>, group: number): T[] {
  let list = lists.get(group);
  if (list === undefined) lists.set(group, (list = []));
  return list;
}
