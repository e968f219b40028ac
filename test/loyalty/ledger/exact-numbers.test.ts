// Points are whole numbers, exact up to the largest that a number can hold.
import { mergeAccounts, pointStatement } from "clientele/loyalty";
import { expect, it } from "vitest";
import { adjust, earn, hold, imported, moment, opened, play, points, redeem, refund, refusal, shop, status, takeBack } from "./support.js";

const program = shop();
const most = Number.MAX_SAFE_INTEGER;

it("numbers stay whole and exact", () => {
  const full = play(program, [earn("2025-01-02", "A", most)]);
  expect(refusal(program, full, earn("2025-01-02", "B", 1))).toEqual({ code: "unsafe-number" });
  const spent = play(program, [redeem("2025-01-03", "r", most)], full);
  // The balance would be 1, but the total of what was earned would not be exact.
  expect(refusal(program, spent, earn("2025-01-04", "B", 1))).toEqual({ code: "unsafe-number" });
  // Each total is exact by itself, whatever they come to together; and so is their difference.
  const back = play(program, [adjust("2025-01-04", 1), refund("2025-01-05", "r", most - 1)], spent);
  expect(points(back, "2025-01-05")).toEqual({ available: most });
  expect(refusal(program, back, refund("2025-01-06", "r"))).toEqual({ code: "unsafe-number" });
  const { lines, closing } = pointStatement(back.events, { from: "2025-01-01T00:00:00Z", to: "2025-02-01T00:00:00Z" });
  expect(lines.map(({ points: change }) => change)).toEqual([0, most, -most, 1, most - 1]);
  expect(closing.net).toBe(most);
  // A debt of that size can be written off.
  const owing = play(program, [takeBack("2025-01-04", "A"), status("close", "2025-01-05")], spent);
  expect(owing.account.totals.forgiven).toBe(most);
});

it("a total is not exact beyond them, though what was taken back makes the balance small", () => {
  const returned = play(program, [earn("2025-01-02", "A", most), takeBack("2025-01-03", "A")]);
  expect(points(returned, "2025-01-03")).toEqual({});
  expect(refusal(program, returned, earn("2025-01-04", "B", 1))).toEqual({ code: "unsafe-number" });
});

it("nor though a debt that was taken over does", () => {
  const owing = play(
    program,
    [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack("2025-01-04", "A")],
    opened(program, undefined, "old"),
  );
  const rich = play(program, [earn("2025-01-02", "B", most), redeem("2025-01-03", "s", most)]);
  const merged = mergeAccounts(program, owing.account, rich.account, { type: "merge", key: "m", at: moment("2025-01-05") });
  if (!merged.ok) throw new Error(merged.error.code);
  const { account } = merged.value.target;
  expect(points({ account }, "2025-01-05")).toEqual({ debt: 10 });
  expect(refusal(program, { account, events: [] }, earn("2025-01-06", "C", 1))).toEqual({ code: "unsafe-number" });
});

it("pending and held points count in the balance", () => {
  const import1 = imported("2025-01-04", [{ points: 1, expiresOn: null, earnedAt: "2025-01-01T00:00:00Z" }]);
  const waiting = play(program, [earn("2025-01-02", "A", most, { activatesOn: "2025-02-01" })]);
  expect(refusal(program, waiting, import1)).toEqual({ code: "unsafe-number" });
  const held = play(program, [earn("2025-01-02", "A", most), hold("2025-01-03", "h", most)]);
  expect(refusal(program, held, import1)).toEqual({ code: "unsafe-number" });
});
