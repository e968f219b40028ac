import { compareIds } from "../foundation/ids/ids.js";

/** The places of all ids in the order of the ids; the order given when they already come so. */
export function orderById(ids: readonly string[]): Int32Array {
  const order = Int32Array.from(ids.keys());
  let ascending = true;
  for (let i = 1; i < ids.length && ascending; i += 1) ascending = (ids[i - 1] as string) <= (ids[i] as string);
  return ascending ? order : order.sort((a, b) => compareIds(ids[a] as string, ids[b] as string));
}
