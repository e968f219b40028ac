// The week of the bookshop, run as a reader runs it: in a process of its own, against PostgreSQL.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../package/subpaths.js";

const folder = mkdtempSync(join(tmpdir(), "clientele-week-"));
let printed = "";

beforeAll(async () => {
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
  const args = ["--import", "tsx", "examples/loyalty-ledger/main.ts"];
  printed = (await promisify(execFile)(process.execPath, args, { cwd: root, env })).stdout;
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The cells of the statement, row by row. */
function statement(): string[][] {
  const rows = printed.split("\n").filter((line) => line.startsWith("│"));
  return rows.slice(1).map((line) =>
    line
      .split("│")
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

it("a webhook that comes twice gives points once", () => {
  expect(printed).toContain("anna: earn-order-1: duplicate, nothing changed (149 available, 0 debt)");
});

it("of two clients that race for the last points one is served, and the other learns what is left", () => {
  const race = printed.split("\n").filter((line) => line.startsWith("race:"));
  expect(race.map((line) => line.replace(/^race: at-the-[a-z-]+ /, "")).sort()).toEqual([
    "saw version 2, may spend, came too late",
    "saw version 2, may spend, was stored",
  ]);
  const second = printed.split("\n").filter((line) => /^ben: at-the-/.test(line));
  expect(second).toHaveLength(1);
  expect(second[0]).toContain('refused: {"code":"insufficient-points","available":20,"requested":80} (20 available, 0 debt)');
});

it("a return after the points are spent leaves a debt, and the next purchase pays it", () => {
  expect(printed).toContain("anna: return-2: done (0 available, 111 debt)");
  expect(printed).toContain("anna: earn-order-3: done (29 available, 0 debt)");
});

it("the statement adds up line by line, lapsed points included", () => {
  const [opening, ...lines] = statement();
  const closing = lines.pop();
  expect(opening?.slice(1, 5)).toEqual(["opening", "", "", "0"]);
  let balance = 0;
  for (const [, , , points, shown] of lines) {
    balance += Number(points);
    expect(Number(shown)).toBe(balance);
  }
  expect(closing?.slice(1, 5)).toEqual(["closing", "", "", String(balance)]);
  expect(balance).toBe(49);
  expect(lines).toContainEqual(["2025-03-06 00:00", "points-lapsed", "", "-60", "89", "0"]);
});

it("after a restart the replayed accounts are the same, and the chain holds where nothing was forged", () => {
  expect(printed).toContain("restart: the replayed accounts equal those before");
  expect(printed).toContain('chain: {"ok":true}');
  expect(printed).toContain('the redemption forged: {"ok":false,"error":{"code":"chain-broken","index":5}}');
});

it("leaves nothing behind", () => {
  expect(readdirSync(folder).filter((name) => name.startsWith("clientele-"))).toEqual([]);
});
