import { defineConfig } from "vitest/config";

export default defineConfig({
  // Tests and doc examples import the package by its own name, as users do.
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    env: { TZ: process.env["CLIENTELE_TEST_TZ"] ?? "Pacific/Apia" },
    isolate: false,
    pool: "threads",
    testTimeout: 60_000,
    coverage: { provider: "v8", include: ["src/**/*.ts"], exclude: ["src/**/index.ts"] },
  },
});
