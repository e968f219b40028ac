import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, writeFileSync } from "node:fs";
import type { Options } from "tsup";

/**
 * The types, by the compiler itself: bundled declarations break at `export * as`. The same text serves both kinds of module,
 * because the package.json of dist/cjs makes what lies beside it CommonJS.
 */
async function addDeclarations(): Promise<void> {
  const emit = ["-p", "src", "--noEmit", "false", "--emitDeclarationOnly", "--outDir", "dist"];
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", ...emit], { stdio: "inherit" });
  const declarations = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
  for (const file of declarations) copyFileSync(`dist/${file}`, `dist/cjs/${file}`);
  writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
}

// One file per source file: a bundler drops what is not used file by file, no copy of a class stands twice in CommonJS, and what
// is shipped reads like the source, so that it needs no source maps.
const shared: Options = { entry: ["src/**/*.ts"], bundle: false, target: "es2022", platform: "neutral" };

const configs: Options[] = [
  { ...shared, format: "esm", outDir: "dist" },
  { ...shared, format: "cjs", outDir: "dist/cjs", outExtension: () => ({ js: ".js" }), onSuccess: addDeclarations },
];

export default configs;
