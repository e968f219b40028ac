// What a file is made of, found in its first bytes: the encoding, and the character between its columns.
import { open } from "node:fs/promises";

const HEAD_BYTES = 1 << 18;
const DELIMITERS = [",", ";", "\t", "|"];

export interface Sniffed {
  readonly encoding: string;
  readonly delimiter: string;
}

/** Reads the head of a file and finds its encoding and delimiter. */
export async function sniff(file: string): Promise<Sniffed> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const encoding = encodingOf(head, bytesRead === HEAD_BYTES);
    return { encoding, delimiter: delimiterOf(new TextDecoder(encoding).decode(head)) };
  } finally {
    await handle.close();
  }
}

function encodingOf(head: Buffer, cut: boolean): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: cut });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The candidate that the header line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
