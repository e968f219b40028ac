// npm run bench              every benchmark beside this file, one after the other, each in a fresh process
// npm run bench -- time clv  only these
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

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
  const { status } = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", join(import.meta.dirname, file)], { stdio: "inherit" });
  if (status !== 0) failed += 1;
}
if (failed > 0) console.error(`\n${String(failed)} failed`);
process.exitCode = failed > 0 ? 1 : 0;
