// What a command said, as a fingerprint: equal for equal content, whenever it was recorded and whatever version it expected.
import type { LedgerCommand, MergeCommand, TransferCommand } from "./command.js";

/** The fingerprint of a command; of two accounts, `other` names the second. Commands are read in one order of their fields, so equal ones have equal texts. */
export function contentOf(command: LedgerCommand | TransferCommand | MergeCommand, other = ""): string {
  const plain = command.recordedAt === undefined && command.expectedVersion === undefined;
  const said = plain ? command : { ...command, recordedAt: undefined, expectedVersion: undefined };
  return fingerprint(`${JSON.stringify(said)}${other}`);
}

/** A hash of 128 bits: four multiplicative hashes beside each other. It is to tell commands apart, not to withstand forgery: whoever sends a command chooses its key. */
function fingerprint(text: string): string {
  let [a, b, c, d] = [0xdeadbeef, 0x41c6ce57, 0x9e3779b9, 0x7f4a7c15];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
    c = Math.imul(c ^ unit, 2246822519);
    d = Math.imul(d ^ unit, 3266489917);
  }
  return text36(a ^ (b >>> 15)) + text36(b ^ (c >>> 13)) + text36(c ^ (d >>> 11)) + text36(d ^ (a >>> 9));
}

function text36(bits: number): string {
  return (bits >>> 0).toString(36).padStart(7, "0");
}
