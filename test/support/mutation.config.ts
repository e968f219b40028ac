// What mutation testing runs against each mutant: the ledger's examples and oracles. The properties, which take longer, are not needed to kill them, and what
// starts processes of its own sees no mutants.
import { defineConfig } from "vitest/config";
import tests from "../../vitest.config.js";

const examples = defineConfig(tests);
if (examples.test !== undefined) {
  examples.test.include = ["test/loyalty/ledger/**/*.test.ts"];
  examples.test.exclude = ["**/*.prop.test.ts", "**/host-zone.test.ts"];
}

export default examples;
