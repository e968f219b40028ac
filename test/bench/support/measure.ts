// How benchmarks take time and memory: one way for all of them.
import { performance } from "node:perf_hooks";

const MB = 1024 * 1024;
const SHORT_MS = 50;
const collect = (globalThis as { gc?: () => void }).gc;

/** Runs it a few times after a warm-up, prints the best time, and gives the last result. */
export function measure<T>(name: string, rounds: number, run: () => T): T {
  return measured(name, rounds, run).result;
}

/** The same with the best time, in milliseconds. */
export function measured<T>(name: string, rounds: number, run: () => T): { result: T; ms: number } {
  let [ms, result] = [Infinity, run()];
  for (let round = 0; round < rounds; round += 1) {
    result = undefined as T;
    // A collection before each round keeps the garbage of one out of the time of the next; it would only chill the caches of a short one.
    if (ms > SHORT_MS) collect?.();
    const start = performance.now();
    result = run();
    ms = Math.min(ms, performance.now() - start);
  }
  console.log(`  ${name.padEnd(56)} ${ms.toFixed(1).padStart(8)} ms`);
  return { result, ms };
}

/** Prints what a call holds right after it, with all garbage it left (an upper bound of what it needs), and what its result holds; gives the first, in MB. */
export function measureMemory(name: string, run: () => unknown): number {
  collect?.();
  const before = memoryMb();
  const result = run();
  const after = memoryMb() - before;
  collect?.();
  const held = memoryMb() - before;
  if (result === undefined) throw new Error("the result must be held while the memory is taken");
  console.log(`  ${name.padEnd(56)} ${after.toFixed(0).padStart(6)} MB, ${held.toFixed(0)} MB of it the result`);
  return after;
}

function memoryMb(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MB;
}
