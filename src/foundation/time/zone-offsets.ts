import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { DAY_MS, dayOfCivil } from "./civil.js";

/** A stretch of time in which a zone keeps one offset. */
export interface OffsetStretch {
  /** First instant, epoch milliseconds. */
  readonly start: number;
  /** First instant after it. */
  readonly end: number;
  /** Local time minus UTC, in milliseconds. */
  readonly offset: number;
}

/** The offsets of one time zone, looked up once per stretch and remembered. */
export interface ZoneOffsets {
  /** Local time minus UTC at an instant, in milliseconds. */
  offsetAt(at: number): number;
  /** The stretches that cover [start, end), in order. */
  stretches(start: number, end: number): OffsetStretch[];
}

/** Offsets are resolved in blocks of 64 days: small enough to be cheap, large enough to be few. */
const BLOCK_MS = 64 * DAY_MS;
/** The blocks of the years 1900 to 2100, where nearly all instants are, have a place each in an array; the others are looked up. */
const FIRST_BLOCK = Math.floor((dayOfCivil(1900, 1, 1) * DAY_MS) / BLOCK_MS);
const BLOCKS = Math.ceil((dayOfCivil(2100, 1, 1) * DAY_MS) / BLOCK_MS) - FIRST_BLOCK;
/** No zone changed and changed back within a block before this day. */
const FIRST_SUMMER_TIME = dayOfCivil(1900, 1, 1) * DAY_MS;
/** Added to the remembered offset of a block, so that 0 says that the block is unknown or has more than one. */
const KNOWN = 2 ** 30;

/** What a block knows: `offsets[i]` holds before `changes[i]`, the last offset from the last change on. */
interface Block {
  readonly changes: readonly number[];
  readonly offsets: readonly number[];
}

const UTC: ZoneOffsets = { offsetAt: () => 0, stretches: (start, end) => [{ start, end, offset: 0 }] };

// A memory of what a pure function answered, so that a zone is resolved once: the same question has the same answer with or without it.
const resolvedZones = new Map<string, ZoneOffsets>([["UTC", UTC]]);
/** More names than there are zones and their usual aliases; whoever spells zones in ever new ways has them resolved anew. */
const MOST_NAMES = 1000;

/**
 * The offsets of an IANA time zone.
 * @throws An InvalidArgumentError that names the argument when the zone is unknown.
 */
export function zoneOffsets(timeZone: string, argument = "timeZone"): ZoneOffsets {
  const known = resolvedZones.get(timeZone);
  if (known !== undefined) return known;
  const format = zoneFormat(timeZone, argument);
  const canonical = format.resolvedOptions().timeZone;
  const resolved = resolvedZones.get(canonical) ?? resolveZone(offsetProbe(format));
  if (resolvedZones.size < MOST_NAMES) resolvedZones.set(timeZone, resolved).set(canonical, resolved);
  return resolved;
}

function resolveZone(probe: (at: number) => number): ZoneOffsets {
  const blocks = new Map<number, Block>();
  const steady = new Int32Array(BLOCKS);

  const blockOf = (index: number): Block => {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    const block = resolveBlock(index, probe);
    blocks.set(index, block);
    if (block.changes.length === 0) steady[index - FIRST_BLOCK] = (block.offsets[0] as number) + KNOWN;
    return block;
  };

  const offsetAt = (at: number): number => {
    const index = Math.floor(at / BLOCK_MS);
    const only = steady[index - FIRST_BLOCK] as number;
    if (only > 0) return only - KNOWN;
    const { changes, offsets } = blockOf(index);
    let i = 0;
    while (i < changes.length && at >= (changes[i] as number)) i += 1;
    return offsets[i] as number;
  };

  const stretches = (start: number, end: number): OffsetStretch[] => {
    const found: { start: number; end: number; offset: number }[] = [];
    for (let index = Math.floor(start / BLOCK_MS); index * BLOCK_MS < end; index += 1) {
      const { changes, offsets } = blockOf(index);
      offsets.forEach((offset, i) => {
        const from = Math.max(start, changes[i - 1] ?? index * BLOCK_MS);
        const to = Math.min(end, changes[i] ?? (index + 1) * BLOCK_MS);
        const last = found.at(-1);
        if (from >= to) return;
        if (last?.offset === offset) last.end = to;
        else found.push({ start: from, end: to, offset });
      });
    }
    return found;
  };

  return { offsetAt, stretches };
}

/**
 * Probes a block day by day (no zone has changed twice within a day) and bisects every change to the millisecond. Of old blocks whose ends agree the ends are enough:
 * no clocks were set for a summer then.
 */
function resolveBlock(index: number, probe: (at: number) => number): Block {
  const changes: number[] = [];
  const offsets: number[] = [];
  const end = (index + 1) * BLOCK_MS;
  let before = index * BLOCK_MS;
  let offset = probe(before);
  offsets.push(offset);
  if (end <= FIRST_SUMMER_TIME && probe(end - 1) === offset) return { changes, offsets };
  while (before < end) {
    const after = Math.min(before + DAY_MS, end - 1);
    const offsetAfter = probe(after);
    if (offsetAfter !== offset) {
      changes.push(firstInstantWith(offsetAfter, before, after, probe));
      offsets.push(offsetAfter);
      offset = offsetAfter;
    }
    if (after === end - 1) break;
    before = after;
  }
  return { changes, offsets };
}

function firstInstantWith(offset: number, before: number, after: number, probe: (at: number) => number): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (probe(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** Asks the runtime's time zone data for the offset at an instant. */
function offsetProbe(format: Intl.DateTimeFormat): (at: number) => number {
  return (at) => {
    const fields: Record<string, number> = {};
    let beforeChrist = false;
    for (const { type, value } of format.formatToParts(at)) {
      if (type === "era") beforeChrist = value.startsWith("B");
      else if (type !== "literal") fields[type] = Number(value);
    }
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
    const days = dayOfCivil(beforeChrist ? 1 - year : year, month, day);
    return days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 - Math.floor(at / 1000) * 1000;
  };
}

function zoneFormat(timeZone: string, argument: string): Intl.DateTimeFormat {
  const expected = 'an IANA time zone such as "Europe/Berlin"';
  if (typeof timeZone !== "string" || timeZone === "") throw new InvalidArgumentError(argument, expected, timeZone);
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw new InvalidArgumentError(argument, expected, timeZone);
  }
}
