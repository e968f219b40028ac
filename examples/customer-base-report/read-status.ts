// What shop and payment systems call an order that is paid, is not yet, or never will be.

const SYNONYMS = {
  paid: ["paid", "completed", "complete", "fulfilled", "shipped", "delivered", "succeeded", "bezahlt", "abgeschlossen", "versendet"],
  pending: ["pending", "open", "processing", "authorized", "on-hold", "offen", "ausstehend"],
  cancelled: ["cancelled", "canceled", "voided", "failed", "expired", "storniert"],
} as const;

const MEANINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(SYNONYMS).flatMap(([meaning, names]) => names.map((name) => [name, meaning] as const)),
);
const REFUNDED = ["refunded", "partially-refunded"];

/**
 * The status as the library knows it; what is not known stays as it is and is rejected. A refunded order was paid, and counts as such only where the row says how
 * much was given back.
 */
export function readStatus(text: string, saysRefund: boolean): string {
  const plain = text.toLowerCase().replace(/[\s_-]+/g, "-");
  if (REFUNDED.includes(plain) && saysRefund) return "paid";
  return MEANINGS.get(plain) ?? text;
}
