import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { root } from "../package/subpaths.js";
import { typeErrorsOf } from "./check-example-types.js";
import { examplesOfPage, examplesOfSource, type Example } from "./extract-examples.js";
import { runExample } from "./run-example.js";

function filesUnder(folder: string, extension: string): string[] {
  if (!existsSync(root + folder)) return [];
  const names = readdirSync(root + folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(extension));
  return names.map((name) => `${folder}/${name.replaceAll("\\", "/")}`).sort();
}

const read = (file: string): string => readFileSync(root + file, "utf8");
const examples = [
  ...filesUnder("src", ".ts").flatMap((file) => examplesOfSource(file, read(file))),
  ...["README.md", ...filesUnder("docs", ".md")]
    .filter((file) => existsSync(root + file))
    .flatMap((file) => examplesOfPage(file, read(file))),
];

async function load(specifier: string): Promise<unknown> {
  if (!/^(clientele(\/[a-z]+)?|zod|node:.*)$/.test(specifier))
    throw new Error(`an example imports only what a user has, not "${specifier}"`);
  return import(specifier);
}

describe("every example in doc comments and pages", () => {
  it("compiles", () => {
    expect(typeErrorsOf(examples)).toEqual([]);
  });

  it.each(examples.map((example): [string, Example] => [`${example.file}:${String(example.lines[0]?.line)}`, example]))(
    "%s",
    (_, example) => runExample(example, load),
  );
});

describe("a comment or page", () => {
  it("gives its examples with the lines they stand on", () => {
    const source = "/**\n * Adds.\n *\n * @example\n * add(1, 2); // => 3\n *\n * @category Sums\n */\n/** @example one(); // => 1 */";
    expect(examplesOfSource("a.ts", source).map(({ lines }) => lines.map(({ text, line }) => `${String(line)} ${text}`))).toEqual([
      ["4 ", "5 add(1, 2); // => 3", "6 "],
      ["9 one(); // => 1 "],
    ]);
  });

  it("gives only the code of its fences, without those that are only shown", () => {
    const fences = "```ts\na;\n```\n```ts continued\nb;\n```\n```ts no-check\nc;\n```\n```sh\nd\n```\n";
    expect(examplesOfPage("a.md", fences).map(({ lines }) => lines.map(({ text }) => text))).toEqual([["a;"], ["a;", "b;"]]);
    expect(examplesOfSource("a.ts", `/**\n * @example A title\n * ${fences.replaceAll("\n", "\n * ")}\n */`)).toHaveLength(2);
  });
});

describe("an example", () => {
  const running = async (text: string): Promise<void> => {
    const [example] = examplesOfPage("page.md", `# Page\n\`\`\`ts\n${text}\n\`\`\`\n`);
    await runExample(example as Example, load);
  };
  const imports = 'import { err, rate, type Rate } from "clientele";\n';

  it.each([
    "1 + 1; // => 2",
    `${imports}rate(1, 4).value; // => 0.25`,
    `${imports}const half: Rate = rate(1, 2); // => { numerator: 1, denominator: 2, value: 0.5 }\nhalf.value; // => 0.5`,
    `${imports}rate(1, 2); // => {\n//   numerator: 1,\n//   denominator: 2, value: 0.5 }\n// and so on`,
    `${imports}rate(1, 2);\n// => { numerator: 1, denominator: 2, value: 0.5 }\n`,
    `${imports}rate(1, 2); // =>\n// { numerator: 1, denominator: 2, value: 0.5 }`,
    "await Promise.resolve(2); // => 2\nconst two = (await Promise.resolve([2]))[0]; // => 2\ntwo + 1; // => 3",
    `await Promise.reject(Object.assign(new Error("no"), { code: "no" })); // => throws no`,
    `${imports}rate(Infinity, 2); // => throws invalid-argument`,
    `${imports}try {\n  rate(1, -1);\n} catch (error) {\n  (error as { code: string }).code; // => "invalid-argument"\n}`,
    `${imports}err({\n  code: "a",\n}); // => { ok: false, error: { code: "a" } }`,
  ])("that keeps its promises passes: %s", async (text) => {
    await expect(running(text)).resolves.toBeUndefined();
  });

  it.each([
    ["page.md:3: the example checks nothing", "const a = 1;"],
    ["page.md:4", "1 + 1; // => 2\n1 + 1; // => 3"],
    ["page.md:4", `${imports}rate(1, 2); // => { numerator: 1, denominator: 2, value: 0.5, more: undefined }`],
    ['page.md:4: promised "throws invalid-argument", but nothing was thrown', `${imports}rate(1, 2); // => throws invalid-argument`],
    ["page.md:4 throws an error with this code", `${imports}rate(1, -2); // => throws validation`],
    ["page.md:4: InvalidArgumentError", `${imports}rate(1, -2); // => 1`],
    ["page.md:6: the example never came here", `${imports}if (rate(1, 2).value === 0) {\n  // is never true\n  1; // => 1\n}`],
    ['page.md:3: "// =>" must follow', "if (1 > 0) { // => true\n 1; // => 1\n}"],
    ["imports only what a user has", 'import { x } from "../../src/index.js";\nx; // => 1'],
    ["page.md:3", "await Promise.resolve(2); // => 3"],
    ["Date.now is poisoned", "1; // => 1\nDate.now();"],
  ])("that does not is told: %s", async (message, text) => {
    await expect(running(text)).rejects.toThrow(message);
  });

  it("is compiled", () => {
    const examples = examplesOfPage("page.md", `\`\`\`ts\n${imports}rate("1", 2); // => 1\n\`\`\`\n`);
    expect(typeErrorsOf(examples)).toEqual(["page.md:3: Argument of type 'string' is not assignable to parameter of type 'number'."]);
  });
});
