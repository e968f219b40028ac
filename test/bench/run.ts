// npm run bench              every benchmark beside this file, one after the other, each in a fresh process
// npm run bench -- time clv  only these
// Each is bundled first, so that what is measured is the library as apps run it and not what a loader makes of its files.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { rolldown } from "rolldown";

const root = join(import.meta.dirname, "../..");
const wanted = process.argv.slice(2);
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== basename(import.meta.filename))
  .sort();
const known = new Set(all.map((file) => file.replace(".ts", "")));
const unknown = wanted.filter((name) => !known.has(name));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(", ")}; there are: ${[...known].join(", ")}`);
  process.exit(2);
}

let failed = 0;
for (const file of all.filter((file) => wanted.length === 0 || wanted.includes(file.replace(".ts", "")))) {
  console.log(`\n# ${file}`);
  const { status } = spawnSync(process.execPath, ["--expose-gc", await bundled(file)], { stdio: "inherit", cwd: root });
  if (status !== 0) failed += 1;
}
if (failed > 0) console.error(`\n${String(failed)} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** One file of a benchmark and the library; packages stay outside. */
async function bundled(file: string): Promise<string> {
  const output = join(root, "node_modules/.cache/bench", file.replace(".ts", ".mjs"));
  const build = await rolldown({
    input: join(import.meta.dirname, file),
    platform: "node",
    tsconfig: join(root, "tsconfig.json"),
    external: /^(?!clientele)[a-z@][^:\\]*$/,
  });
  await build.write({ file: output });
  await build.close();
  return output;
}
