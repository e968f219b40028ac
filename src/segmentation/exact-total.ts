import { checkedMinor } from "../foundation/money/money.js";

/** A sum of whole numbers that may leave the safe integers on its way. */
export interface ExactTotal {
  /** What has been put aside so that `safe` stays exact. */
  aside: bigint;
  safe: number;
}

/** The sum of nothing. */
export function emptyTotal(): ExactTotal {
  return { aside: 0n, safe: 0 };
}

/** Adds a safe integer. */
export function addToTotal(total: ExactTotal, minor: number): void {
  const next = total.safe + minor;
  if (Number.isSafeInteger(next)) total.safe = next;
  else {
    total.aside += BigInt(total.safe);
    total.safe = minor;
  }
}

/** The sum, whatever the order in which it was added up; throws beyond the safe integers. */
export function checkedTotal(argument: string, { aside, safe }: ExactTotal): number {
  return checkedMinor(argument, aside === 0n ? safe : aside + BigInt(safe));
}
