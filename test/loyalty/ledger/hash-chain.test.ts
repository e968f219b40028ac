import { createHash } from "node:crypto";
import { chainEvents, replayEvents, verifyChain, type ChainedEvent } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { earn, expire, hold, play, redeem, refund, shop } from "./support.js";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const later = async (text: string): Promise<string> => Promise.resolve(sha256(text));
const program = shop();
const { events, account } = play(program, [
  earn("2025-01-02", "A", 50, { expiresOn: "2025-01-31", explanation: { rule: "1 per euro", lines: [{ b: 1, a: [null, true] }] } }),
  hold("2025-01-03", "h", 10),
  redeem("2025-01-04", "r", 20),
  refund("2025-01-05", "r", 5),
  expire("2025-02-10"),
]);
const chain = deepFreeze(chainEvents(events, sha256));
const at = (i: number): ChainedEvent => chain[i] as ChainedEvent;
const broken = (index: number): unknown => ({ ok: false, error: { code: "chain-broken", index } });
const fine = { ok: true, value: undefined };

describe("a chain", () => {
  it("is the same events with digests, each with the one before", () => {
    expect(chain.map(({ hash: _, previousHash: __, ...event }) => event)).toEqual(events);
    expect(chain[0]?.previousHash).toBeNull();
    chain.slice(1).forEach(({ previousHash }, i) => {
      expect(previousHash).toBe(at(i).hash);
    });
    expect(new Set(chain.map(({ hash }) => hash)).size).toBe(chain.length);
    expect(verifyChain(chain, sha256)).toEqual(fine);
    expect(replayEvents(chain)).toEqual(account);
  });

  it("survives JSON and a database that sorts fields", () => {
    const sorted = JSON.parse(JSON.stringify(chain), (_, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? 1 : -1)))
        : value,
    ) as ChainedEvent[];
    expect(verifyChain(sorted, sha256)).toEqual(fine);
  });

  it("chained again is the same chain", () => {
    expect(chainEvents(chain, sha256)).toEqual(chain);
  });

  it("may be made and checked by a digest that answers later", async () => {
    await expect(chainEvents(events, later)).resolves.toEqual(chain);
    await expect(verifyChain(chain, later)).resolves.toEqual(fine);
    await expect(verifyChain(chain.toSpliced(2, 1), later)).resolves.toEqual(broken(2));
    await expect(chainEvents(events, () => Promise.reject(new Error("no digest")))).rejects.toThrowError("no digest");
  });

  it("goes on where another ended", () => {
    const first = chainEvents(events.slice(0, 3), sha256);
    const previousHash = first.at(-1)?.hash ?? null;
    const second = chainEvents(events.slice(3), sha256, { previousHash });
    expect([...first, ...second]).toEqual(chain);
    expect(verifyChain(second, sha256, { previousHash })).toEqual(fine);
    expect(verifyChain(second, sha256)).toEqual(broken(0));
  });

  it("without events is whole", () => {
    expect(chainEvents([], sha256)).toEqual([]);
    expect(verifyChain([], sha256)).toEqual(fine);
  });
});

describe("a chain is broken at the first event that does not fit", () => {
  const indices = chain.map((_, i) => i);

  it("when any field is changed", () => {
    for (const i of indices) {
      for (const field of Object.keys(at(i)) as (keyof ChainedEvent)[]) {
        const value = at(i)[field];
        const other = typeof value === "number" ? value + 1 : typeof value === "string" ? `${value}x` : "changed";
        expect(verifyChain(chain.with(i, { ...at(i), [field]: other }), sha256)).toEqual(broken(i));
      }
      expect(verifyChain(chain.with(i, { ...at(i), note: "new" } as unknown as ChainedEvent), sha256)).toEqual(broken(i));
    }
    const [earned] = chain.slice(1) as [ChainedEvent & { type: "points-earned" }];
    const explained = { ...earned, explanation: { rule: "1 per euro", lines: [{ b: 1, a: [null, false] }] } };
    expect(verifyChain(chain.with(1, explained), sha256)).toEqual(broken(1));
  });

  it("when events are swapped, dropped or doubled", () => {
    for (const i of indices.slice(0, -1)) {
      expect(verifyChain(chain.with(i, at(i + 1)).with(i + 1, at(i)), sha256)).toEqual(broken(i));
      expect(verifyChain(chain.toSpliced(i, 1), sha256)).toEqual(broken(i));
      expect(verifyChain(chain.toSpliced(i + 1, 0, at(i)), sha256)).toEqual(broken(i + 1));
    }
  });

  it("when an event is changed and digested anew", () => {
    for (const i of indices.slice(0, -1)) {
      const [forged] = chainEvents([{ ...at(i), recordedAt: at(i).recordedAt + 1 } as ChainedEvent], sha256, {
        previousHash: at(i).previousHash,
      });
      expect(verifyChain(chain.with(i, forged as ChainedEvent), sha256)).toEqual(broken(i + 1));
    }
  });

  it("when events are missing at the end, seen by the head alone", () => {
    const head = chain.at(-1)?.hash ?? "";
    expect(verifyChain(chain, sha256, { head })).toEqual(fine);
    for (const i of indices) {
      expect(verifyChain(chain.slice(0, i), sha256)).toEqual(fine);
      expect(verifyChain(chain.slice(0, i), sha256, { head })).toEqual(broken(i));
    }
  });
});
