import { err, ok, type Result } from "../../foundation/result/result.js";
import { canonicalJson } from "./canonical-json.js";
import type { LedgerEvent } from "./event.js";

/** Makes a digest of a text, such as SHA-256 in hexadecimal. */
type Digest = (text: string) => string;
/** Makes a digest of a text, later. */
type AsyncDigest = (text: string) => Promise<string>;

/**
 * An event that carries the digest of itself and of everything before it.
 * @category Audit
 */
export type ChainedEvent = LedgerEvent & {
  /** The digest of the event before; `null` for the first. */
  readonly previousHash: string | null;
  /** The digest of this event with `previousHash`. */
  readonly hash: string;
};

/**
 * Where a chain breaks.
 * @category Audit
 */
export interface ChainBroken {
  /** Always `"chain-broken"`. */
  readonly code: "chain-broken";
  /** The first event that does not fit; the number of events when some are missing at the end. */
  readonly index: number;
}

/**
 * What is known of a chain beside its events.
 * @category Audit
 */
export interface ChainOptions {
  /** The digest of the last event before these, when the chain goes on; `null` or left out at its beginning. */
  readonly previousHash?: string | null | undefined;
}

/**
 * What a chain is checked against.
 * @category Audit
 */
export interface VerifyChainOptions extends ChainOptions {
  /** The digest of the last event, kept elsewhere: without it nobody sees that events are missing at the end. */
  readonly head?: string | undefined;
}

/**
 * Chains events: each gets the digest of itself and of the one before, so that nobody can change, drop, insert or swap one unseen. The digest is of the event's
 * JSON with sorted keys together with `previousHash`.
 *
 * @param events - Events in order.
 * @param digest - Makes a digest of a text; one that answers later makes the function answer later.
 * @param options - Where the chain goes on.
 * @returns The same events with `previousHash` and `hash`.
 *
 * @example
 * import { createHash } from "node:crypto";
 * import { loyalty } from "clientele";
 *
 * const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const chained = loyalty.chainEvents(events, sha256);
 * loyalty.verifyChain(chained, sha256); // => { ok: true, value: undefined }
 * loyalty.verifyChain([{ ...chained[0]!, accountId: "a-2" }], sha256); // => { ok: false, error: { code: "chain-broken", index: 0 } }
 *
 * @category Audit
 */
export function chainEvents(events: Iterable<LedgerEvent>, digest: (text: string) => string, options?: ChainOptions): ChainedEvent[];
export function chainEvents(
  events: Iterable<LedgerEvent>,
  digest: (text: string) => Promise<string>,
  options?: ChainOptions,
): Promise<ChainedEvent[]>;
export function chainEvents(
  events: Iterable<LedgerEvent>,
  digest: Digest | AsyncDigest,
  { previousHash = null }: ChainOptions = {},
): ChainedEvent[] | Promise<ChainedEvent[]> {
  const list = Array.from(events);
  const chained: ChainedEvent[] = [];
  const step = (i: number, previous: string | null): ChainedEvent[] | Promise<ChainedEvent[]> => {
    for (let at = i, before = previous; ; at += 1) {
      const event = list[at];
      if (event === undefined) return chained;
      const hash = digest(chainedText(event, before));
      if (typeof hash !== "string") {
        return hash.then((text) => {
          chained.push({ ...event, previousHash: before, hash: text });
          return step(at + 1, text);
        });
      }
      chained.push({ ...event, previousHash: before, hash });
      before = hash;
    }
  };
  return step(0, previousHash);
}

/**
 * Checks a chain of events.
 *
 * @param events - Events with `previousHash` and `hash`, in order.
 * @param digest - The digest that they were chained with.
 * @param options - The digest before the first, and of the last.
 * @returns `ok`, or where the chain breaks.
 *
 * @example
 * import { createHash } from "node:crypto";
 * import { loyalty } from "clientele";
 *
 * const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const chained = loyalty.chainEvents(events, sha256);
 * loyalty.verifyChain([], sha256, { head: chained[0]!.hash }); // => { ok: false, error: { code: "chain-broken", index: 0 } }
 *
 * @category Audit
 */
export function verifyChain(
  events: Iterable<ChainedEvent>,
  digest: (text: string) => string,
  options?: VerifyChainOptions,
): Result<void, ChainBroken>;
export function verifyChain(
  events: Iterable<ChainedEvent>,
  digest: (text: string) => Promise<string>,
  options?: VerifyChainOptions,
): Promise<Result<void, ChainBroken>>;
export function verifyChain(
  events: Iterable<ChainedEvent>,
  digest: Digest | AsyncDigest,
  options: VerifyChainOptions = {},
): Result<void, ChainBroken> | Promise<Result<void, ChainBroken>> {
  const list = Array.from(events);
  const first = options.previousHash ?? null;
  const compare = (chained: readonly ChainedEvent[]): Result<void, ChainBroken> => {
    const index = list.findIndex((event, i) => event.hash !== chained[i]?.hash || event.previousHash !== chained[i].previousHash);
    if (index >= 0) return err({ code: "chain-broken", index });
    const head = list.at(-1)?.hash ?? first;
    return options.head !== undefined && options.head !== head ? err({ code: "chain-broken", index: list.length }) : ok(undefined);
  };
  const chained = chainEvents(list, digest as Digest, { previousHash: first }) as ChainedEvent[] | Promise<ChainedEvent[]>;
  return Array.isArray(chained) ? compare(chained) : chained.then(compare);
}

/** What is digested: the event without its own digests, after the digest of the one before. */
function chainedText(event: LedgerEvent, previousHash: string | null): string {
  return canonicalJson({ previousHash, event: { ...event, hash: undefined, previousHash: undefined } });
}
