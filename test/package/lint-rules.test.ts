import { readdirSync } from "node:fs";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { FLOORS } from "../../eslint.config.js";
import { root } from "./subpaths.js";

// The rules under test read syntax only, so the type checker (seconds) stays out of it.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function findings(code: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? "fatal"}: ${message}`);
}

const FILE = "src/retention/churn-rate.ts";

const sins: [rule: string, code: string, file?: string][] = [
  ["no-restricted-properties", "export const f = (): number => Date.now();"],
  ["no-restricted-properties", 'export const f = (): number => Date["now"]();'],
  ["no-restricted-properties", "export const f = (): number => Date.parse('2025-01-01');"],
  ["no-restricted-properties", "export const f = (): number => Math.random();"],
  ["no-restricted-properties", "export const f = (): number => { const { random } = Math; return random(); };"],
  ["no-restricted-syntax", "export const f = (): Date => new Date();"],
  ["no-restricted-syntax", "export const f = (): Date => new Date(2025, 0, 1);"],
  ["no-restricted-syntax", "export const f = (): string => Date();"],
  ["no-restricted-syntax", "export const f = (d: Date): number => d.getMonth();"],
  ["no-restricted-syntax", 'export const f = (d: Date): number => d["getHours"]();'],
  ["no-restricted-syntax", "export const f = (d: Date): number => d.getTimezoneOffset();"],
  ["no-restricted-syntax", "export const f = (n: number): string => n.toLocaleString('de');"],
  ["no-restricted-syntax", "export const f = (a: string): number => a.localeCompare('b');"],
  ["no-restricted-syntax", "export const f = (): number => { const clock = Date; return clock.UTC(2025); };"],
  ["no-restricted-syntax", "export const f = (g: (m: Math) => number): number => g(Math);"],
  ["no-restricted-syntax", "export const f = (name: 'max'): number => Math[name](1, 2);"],
  ["no-restricted-syntax", "let calls = 0;\nexport const f = (): number => (calls += 1);"],
  ["no-restricted-syntax", "export default function f(): number { return 1; }"],
  ["no-restricted-syntax", "export enum Stage { New, Lost }"],
  ...["performance.now()", "crypto.randomUUID()", "globalThis.Date", "process.env", "console.log(1)", "setTimeout(f, 1)"].map(
    (expression): [string, string] => ["no-restricted-globals", `export const f = (): unknown => ${expression};`],
  ),
  ["no-restricted-globals", "export const f = (): string => new Intl.NumberFormat('de').format(1);"],
  ["no-restricted-globals", "export const f = (): string => new Intl.NumberFormat('de').format(1);", "src/foundation/money/money.ts"],
  ["no-restricted-imports", 'export { readFileSync } from "node:fs";'],
  ["no-restricted-imports", 'export { z } from "zod";'],
  ["no-restricted-imports", 'export { compile } from "zod/compile";', "src/purchases/purchase-schema.ts"],
  ["no-restricted-imports", 'export { addDays } from "date-fns";', "src/foundation/time/add-to-date.ts"],
  ["no-restricted-imports", 'export { x } from "../../retention/churn-rate.js";', "src/foundation/money/money.ts"],
  ["no-restricted-imports", 'export { x } from "../purchases/purchase.js";', "src/numerics/sum.ts"],
  ["no-restricted-imports", 'export { x } from "../customers/stage.js";', "src/purchases/purchase.ts"],
  ["no-restricted-imports", 'export { x } from "../clv/model.js";'],
  ["no-restricted-imports", 'export { x } from "../charts/cohort-chart.js";', "src/report/report.ts"],
  ["no-restricted-imports", 'export { money } from "../index.js";', "src/report/report.ts"],
  ["no-restricted-imports", 'export { money } from "clientele";', "src/report/report.ts"],
  ["max-lines", "export const a = 1;\n".repeat(251)],
  ["max-lines-per-function", `export function f(x: number): number {\n${"  x = x + 1;\n".repeat(70)}  return x;\n}`],
  ["@typescript-eslint/no-explicit-any", "export const f = (x: any): unknown => x;"],
  ["@typescript-eslint/ban-ts-comment", "// @ts-ignore\nexport const f = 1;"],
];

const lawful: [code: string, file?: string][] = [
  ['export { x } from "../purchases/purchase.js";\nexport { y } from "../survival/table.js";\nexport { z } from "../foundation/index.js";'],
  ["export const f = (at: number): number => Math.max(new Date(at).getUTCMonth(), Date.UTC(2025));"],
  ["export const f = (x: unknown): x is Date => x instanceof Date;"],
  ['import { z } from "zod";\nexport const id: z.ZodType<string> = z.string();', "src/purchases/purchase-schema.ts"],
  ['export { z } from "zod";', "src/purchases/parse-purchase.ts"],
  ["export const f = (): string => new Intl.NumberFormat('de').format(1);", "src/foundation/money/format-money.ts"],
  ["export const f = (): unknown => new Intl.DateTimeFormat('en');", "src/foundation/time/zone-offsets.ts"],
  ['export { retention } from "./retention/index.js";', "src/index.ts"],
];

describe("ESLint", () => {
  const titled = (code: string): string => code.slice(0, 90).replaceAll("\n", " ");

  for (const [rule, code, file = FILE] of sins) {
    it(`${rule} finds: ${titled(code)}`, async () => {
      expect((await findings(code, file)).map((finding) => finding.split(": ")[0])).toContain(rule);
    });
  }

  for (const [code, file = FILE] of lawful) {
    it(`lets pass: ${titled(code)}`, async () => {
      expect(await findings(code, file)).toEqual([]);
    });
  }

  it("knows the floor of every room", () => {
    const rooms = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(FLOORS.flat()).toEqual(expect.arrayContaining(rooms.map(({ name }) => name)));
  });

  it("reads types in src", async () => {
    const { rules } = (await new ESLint({ cwd: root }).calculateConfigForFile("src/index.ts")) as { rules: Record<string, [number]> };
    expect(rules["@typescript-eslint/no-unsafe-assignment"]?.[0]).toBe(2);
  });
});
