// What the package costs in a bundle. A raised ceiling belongs in the commit that causes it.
import { brotliBytes, bundle } from "./bundle.js";
import { domains, root } from "./subpaths.js";

/** Bytes after minifying and brotli of all that a subpath exports, without zod; set about 5 % above what was measured. */
const CEILINGS: Record<string, number> = {
  charts: 15_530,
  clv: 24_550,
  customers: 19_760,
  foundation: 5130,
  loyalty: 20_830,
  money: 2660,
  purchases: 10_030,
  report: 38_100,
  retention: 18_540,
  segmentation: 23_300,
  simulation: 8880,
  subscriptions: 9670,
  survival: 12_120,
  time: 3380,
};

/** The same of what one function costs a user of the root. */
const ONE_FUNCTION = { code: 'import { money } from "clientele"; export const add = money.addMoney;', ceiling: 480 };

/** The same of the point ledger without what it shares with other rooms and without its schemas: what reads commands, events and programs. */
const LEDGER = {
  name: "the ledger without its schemas",
  without: [/foundation\//, /\/(read-[^/]*|point-readers|upcast|parse-[^/]*|[^/]*-schema)\.js$/],
  ceiling: 12_000,
};

/** Only what reads input from outside may import zod. */
const READS_INPUT = /^parse|Schema$/;

const faults: string[] = [];

const wholes = domains.map(({ name, specifier }) => ({ code: `export * from "${specifier}";`, ceiling: CEILINGS[name] ?? 0 }));
for (const { code, ceiling } of [ONE_FUNCTION, ...wholes]) {
  const bytes = brotliBytes(await bundle(code));
  console.log(`${String(bytes).padStart(6)} of ${String(ceiling).padStart(6)} bytes  ${code}`);
  if (bytes > ceiling) faults.push(`${code} costs ${String(bytes)} bytes, more than its ceiling of ${String(ceiling)}`);
}

const ledgerBytes = brotliBytes(await bundle('export * from "clientele/loyalty";', LEDGER.without));
console.log(`${String(ledgerBytes).padStart(6)} of ${String(LEDGER.ceiling).padStart(6)} bytes  ${LEDGER.name}`);
if (ledgerBytes > LEDGER.ceiling)
  faults.push(`${LEDGER.name} costs ${String(ledgerBytes)} bytes, more than its ceiling of ${String(LEDGER.ceiling)}`);

const withZod: string[] = [];
let values = 0;
for (const { built, name } of domains) {
  for (const value of Object.keys((await import(root + built)) as object)) {
    values += 1;
    const [imported, used] = name === "foundation" ? [value, value] : [name, `${name}.${value}`];
    const { peers } = await bundle(`import { ${imported} } from "clientele"; export const used = ${used};`);
    if (peers.includes("zod")) withZod.push(used);
  }
}
console.log(`${String(values)} exported values bundled one by one; zod is imported by ${withZod.join(", ")}`);
if (withZod.length === 0) faults.push("no bundle imports zod, so this check sees nothing");
for (const used of withZod) if (!READS_INPUT.test(used.split(".").at(-1) ?? "")) faults.push(`${used} imports zod`);

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
