// A snapshot is a cache: what is not of this layout is to be dropped.
import { replayEvents, snapshotAccount, type AccountSnapshot } from "clientele/loyalty";
import { expect, it } from "vitest";
import { earn, play, shop } from "./support.js";

const { account, events } = play(shop(), [earn("2025-01-02", "A", 50)]);

it("is the account, with its version beside it", () => {
  expect(snapshotAccount(account)).toEqual({ kind: "point-account-snapshot", schemaVersion: 1, version: 2, account });
});

it.each<[string, unknown]>([
  ["a snapshot of another layout", { ...snapshotAccount(account), account: { ...account, schemaVersion: 2 } }],
  ["an account of another layout", { ...account, schemaVersion: 2 }],
  ["an event", events[1]],
])("a replay does not begin with %s", (_, from) => {
  const replay = (): unknown => replayEvents([], { from: from as AccountSnapshot });
  expect(replay).toThrowError("invalid snapshot: schemaVersion: expected an account of layout 1; drop this snapshot and replay all events");
  expect(replay).toThrowError(expect.objectContaining({ issues: [expect.objectContaining({ code: "unknown-version" })] }));
});
