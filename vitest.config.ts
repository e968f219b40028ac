import { defineConfig } from "vitest/config";

// Set before any worker starts: a worker takes the zone of the process and does not look at its own environment.
process.env["TZ"] = process.env["CLIENTELE_TEST_TZ"] ?? "Pacific/Apia";

export default defineConfig({
  // Tests and doc examples import the package by its own name, as users do.
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    isolate: false,
    pool: "threads",
    // Left to itself it keeps one of two cores free.
    maxWorkers: 2,
    testTimeout: 60_000,
    coverage: { provider: "v8", include: ["src/**/*.ts"], exclude: ["src/**/index.ts"] },
  },
});
