// The one list of what users can import is `paths` in tsconfig.json: the compiler, the tests, the build, the API reference and the package checks all read it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Subpath
 * @property {string} specifier What users import: "clientele/money".
 * @property {string} name Its file name in dist, and its module in the API reference: "money"; "index" for the root.
 * @property {string} source Its source, from the project root: "src/foundation/money/index.ts".
 * @property {string} built What is built of it for import: "dist/foundation/money/index.js".
 */

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** @type {{ compilerOptions: { paths: Record<string, [string]> } }} */
const config = JSON.parse(readFileSync(new URL("../../tsconfig.json", import.meta.url), "utf8"));

/** @type {readonly Subpath[]} */
export const subpaths = Object.entries(config.compilerOptions.paths).map(([specifier, [path]]) => {
  const source = path.replace("./", "");
  return { specifier, name: specifier.split("/")[1] ?? "index", source, built: source.replace("src/", "dist/").replace(".ts", ".js") };
});

/** The subpaths without the root, which only names them again. */
export const domains = subpaths.filter(({ name }) => name !== "index");
