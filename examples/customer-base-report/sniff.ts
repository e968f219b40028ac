// What a file is made of: its encoding, the character between its columns, and whether a line stands before the header.
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

const HEAD_BYTES = 1 << 18;
const DELIMITERS = [",", ";", "\t", "|"];
/** Excel's first line, which only names the delimiter. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?[ \t]*(?:\r\n?|\n)/i;

export interface FileShape {
  readonly encoding: string;
  readonly delimiter: string;
  /** Lines before the header that are no header: 1 for Excel's `sep=;`, else 0. */
  readonly linesBefore: number;
}

/** Finds what `stated` leaves out. The encoding is judged by the whole file: the first umlaut may stand in its last row. */
export async function sniff(
  file: string,
  stated: { readonly encoding?: string | undefined; readonly delimiter?: string | undefined },
): Promise<FileShape> {
  const head = await headOf(file);
  const encoding = stated.encoding ?? markedEncoding(head) ?? ((await isUtf8(file)) ? "utf-8" : "windows-1252");
  const text = new TextDecoder(encoding).decode(head);
  const separator = SEPARATOR_LINE.exec(text);
  const delimiter = stated.delimiter ?? separator?.[1] ?? mostFrequentDelimiter(text);
  return { encoding, delimiter, linesBefore: separator === null ? 0 : 1 };
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** UTF-16, by its mark or by the zeros that stand in every other byte of plain letters. */
function markedEncoding(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8;
  if (odd > many && even === 0) return "utf-16le";
  return even > many && odd === 0 ? "utf-16be" : undefined;
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const chunks: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: HEAD_BYTES });
  try {
    for await (const chunk of chunks) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The candidate that the header line has most of, outside quotes. */
function mostFrequentDelimiter(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
