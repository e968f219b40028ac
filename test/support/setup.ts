// Every test runs under a far host zone (vitest.config.ts) with the clock and the dice poisoned, so that a function that asks either fails.
import fc from "fast-check";
import { afterAll, beforeAll } from "vitest";

const realNow = Date.now;
const realRandom = Math.random;

const seed = Number(process.env["CLIENTELE_SEED"] ?? 20_261_121);
const numRuns = Number(process.env["CLIENTELE_RUNS"] ?? 200);
fc.configureGlobal({ seed, numRuns });

beforeAll(() => {
  Date.now = (): number => {
    throw new Error("Date.now is poisoned: the library has no clock");
  };
  Math.random = (): number => {
    throw new Error("Math.random is poisoned: the library has no dice");
  };
});

afterAll(() => {
  Date.now = realNow;
  Math.random = realRandom;
});
