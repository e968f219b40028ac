// What a command said, as a fingerprint: equal for equal content, whenever it was recorded and whatever version it expected.
import type { LedgerCommand, MergeCommand, TransferCommand } from "./command.js";

/** The fingerprint of a command; of two accounts, `other` names the second. Commands are read in one order of their fields, so equal ones have equal texts. */
export function contentOf(command: LedgerCommand | TransferCommand | MergeCommand, other = ""): string {
  const plain = command.recordedAt === undefined && command.expectedVersion === undefined;
  const said = plain ? command : { ...command, recordedAt: undefined, expectedVersion: undefined };
  return fingerprint(`${JSON.stringify(said)}${other}`);
}

/** 64 characters, so that six bits are one. */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-";

/**
 * A hash of 120 bits: four multiplicative hashes beside each other. It is to tell commands apart, not to withstand forgery: whoever sends a command chooses its
 * key.
 */
function fingerprint(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  let c = 0x9e3779b9;
  let d = 0x7f4a7c15;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
    c = Math.imul(c ^ unit, 2246822519);
    d = Math.imul(d ^ unit, 3266489917);
  }
  return digits(a ^ (b >>> 15)) + digits(b ^ (c >>> 13)) + digits(c ^ (d >>> 11)) + digits(d ^ (a >>> 9));
}

/** The upper 30 bits, which depend on all characters. */
function digits(bits: number): string {
  const at = (shift: number): string => DIGITS.charAt((bits >>> shift) & 63);
  return at(2) + at(8) + at(14) + at(20) + at(26);
}
