// The package as its users get it: packed, installed into a fresh folder, compiled against and run as ESM, as CommonJS and bundled.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import { root, subpaths } from "./subpaths.js";

const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { devDependencies: Record<string, string> };
const folder = mkdtempSync(join(tmpdir(), "clientele-consumer-"));

/** Runs a program in the consumer's folder and gives what it prints; what it says on failure is shown. */
function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, `${program} ${args.join(" ")}\n${error?.message ?? stdout + stderr}`);
  return stdout;
}

const node = (...args: string[]): string => run(process.execPath, ...args);
const write = (name: string, content: object): void => writeFileSync(join(folder, name), JSON.stringify(content));

function install(): void {
  const [packed] = JSON.parse(run("npm", "pack", root, "--json", "--silent", "--ignore-scripts")) as [{ filename: string }];
  write("package.json", { private: true, dependencies: { clientele: `file:${packed.filename}`, zod: manifest.devDependencies["zod"] } });
  run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock");
}

/** All that the program and the types of zod need of a host. */
const HOST = "declare class URL {}\ndeclare const console: { log(text: string): void };\n";

/** As strict as a user can be: the types of the package are checked too, and neither Node's nor the browser's are there. */
function compile(): void {
  const source = readFileSync(`${root}test/package/consumer/program.ts`);
  mkdirSync(join(folder, "bundler"));
  writeFileSync(join(folder, "host.d.ts"), HOST);
  for (const name of ["program.mts", "program.cts", "bundler/program.ts"]) writeFileSync(join(folder, name), source);
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types: [],
    target: "es2022",
    lib: ["es2022"],
  };
  write("tsconfig.node.json", {
    compilerOptions: { ...strict, module: "nodenext", outDir: "out" },
    files: ["host.d.ts", "program.mts", "program.cts"],
  });
  write("tsconfig.bundler.json", {
    compilerOptions: { ...strict, module: "esnext", moduleResolution: "bundler", rootDir: ".", outDir: "out" },
    files: ["host.d.ts", "bundler/program.ts"],
  });
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  node(tsc, "-p", "tsconfig.node.json");
  node(tsc, "-p", "tsconfig.bundler.json");
}

async function runAll(): Promise<void> {
  await build({
    cwd: folder,
    input: "out/bundler/program.js",
    platform: "browser",
    logLevel: "warn",
    output: { file: join(folder, "out/bundled.mjs") },
  });
  const [esm, cjs, bundled] = ["out/program.mjs", "out/program.cjs", "out/bundled.mjs"].map(
    (file) => JSON.parse(node(file)) as Record<string, object>,
  );
  assert.ok(esm);
  assert.deepEqual(cjs, esm, "CommonJS and ESM give other results");
  assert.deepEqual(bundled, esm, "bundled, the program gives other results");

  const names = subpaths.map(({ name }) => (name === "index" ? "root" : name)).sort();
  assert.deepEqual(Object.keys(esm["exports"] ?? {}).sort(), names, "consumer/program.ts imports every subpath");
  for (const name of names) assert.ok(name === "root" || name in esm, `consumer/program.ts calls something of ${name}`);
  assert.deepEqual(esm["codes"], [
    "invalid-argument denominator",
    "invalid-argument minor",
    "invalid-argument currency",
    "invalid-argument timeZone",
    "validation customerId at currency",
  ]);

  cpSync(`${root}test/package/consumer/mixed.mjs`, join(folder, "mixed.mjs"));
  node("mixed.mjs");
}

try {
  install();
  compile();
  await runAll();
  console.log(`The packed package compiles and runs in fresh folders: ESM, CommonJS, bundled; ${String(subpaths.length)} subpaths`);
} catch (error) {
  console.error(error instanceof assert.AssertionError ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
