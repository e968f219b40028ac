// The host's time zone has no say. A running process keeps the zone it began with, so that each zone needs one of its own.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SCRIPT = fileURLToPath(new URL("./print-plays.ts", import.meta.url));

it("plays come to the same in every host zone", () => {
  const [first, ...others] = ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"].map((zone) => {
    const text = execFileSync(process.execPath, ["--import", "tsx", SCRIPT], { env: { ...process.env, TZ: zone }, encoding: "utf8" });
    const [offset = "", ...plays] = text.trim().split("\n");
    return { offset, plays };
  });
  expect([first, ...others].map((run) => run?.offset)).toEqual(["0", "480", "-840"]);
  expect(first?.plays.length).toBe(40);
  for (const { plays } of others) expect(plays).toEqual(first?.plays);
});
