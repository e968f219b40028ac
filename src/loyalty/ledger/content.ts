// What a command said, as a fingerprint: equal for equal content, whenever it was recorded and whatever version it expected.
import { canonicalJson } from "./canonical-json.js";
import type { LedgerCommand, MergeCommand, TransferCommand } from "./command.js";

/** The fingerprint of a command; of two accounts, `other` names the second. */
export function contentOf(command: LedgerCommand | TransferCommand | MergeCommand, other?: string): string {
  const said = { ...command, recordedAt: undefined, expectedVersion: undefined };
  return fingerprint(other === undefined ? canonicalJson(said) : canonicalJson([said, other]));
}

/** A hash of 106 bits (cyrb53 twice, with two seeds): not against forgery, which a key's owner gains nothing by, but against chance. */
function fingerprint(text: string): string {
  return hash53(text, 0x9e3779b9).toString(36) + "-" + hash53(text, 0x7f4a7c15).toString(36);
}

function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
