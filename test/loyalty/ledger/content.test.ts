// The fingerprint of a command is stored with its key and compared with that of a retry, perhaps by a later version of the library. The expected ones were
// reckoned apart from this library, with whole numbers of any size: four sums of the command's JSON, each of 30 bits in five characters.
import { transferPoints, type LedgerCommandInput } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { adjust, opened, play, shop, type Sketch } from "./support.js";

const program = shop();
const AT = "2025-01-31T10:00:00Z";
const stored = (command: Sketch): string | null | undefined => play(program, [adjust("2025-01-02", 50), command]).events.at(-1)?.content;

describe("the fingerprint of a command stays the same from version to version", () => {
  it("of a redemption", () => {
    const command: LedgerCommandInput = { type: "redeem", key: "k-1", at: AT, redemptionId: "r-1", points: 50 };
    expect(stored(command)).toBe("gnzRcaZ3eYj_77psNvzu");
    expect(stored({ ...command, recordedAt: "2025-02-01T00:00:00Z", expectedVersion: 2 })).toBe("gnzRcaZ3eYj_77psNvzu");
  });

  it("of an earning with all that can be said of it", () => {
    const command: LedgerCommandInput = {
      ...{ expiresOn: null, basis: { currency: "EUR", minor: 1999 }, source: { id: "7", kind: "order" }, points: 120 },
      ...{ earningId: "Bestellung 7 €", actor: { kind: "staff", id: "s-1" }, at: AT, key: "k-2", type: "earn" },
    };
    expect(stored(command)).toBe("F3ay915XzuIL5tY_xkVb");
  });

  it("of a transfer, to whom is a part of it", () => {
    const from = play(program, [adjust("2025-01-02", 50)]);
    const command = { type: "transfer", key: "k-3", at: AT, transferId: "t-1", points: 5 } as const;
    const sent = transferPoints(program, from.account, opened(program, undefined, "ben").account, command);
    expect(sent).toMatchObject({ ok: true, value: { from: { events: [{ content: "Ul6TmphXpCb2F1-PAeRU" }] } } });
  });
});
