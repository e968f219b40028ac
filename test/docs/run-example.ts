// Runs one example as a user would, and compares what its comments promise.
import ts from "typescript";
import { expect } from "vitest";
import type { Example } from "./extract-examples.js";

type Check = (index: number, evaluate: () => unknown, expected?: () => unknown) => unknown;

/** A promise of an example: `expression; // => value`, or `expression; // => throws code`. */
interface Promised {
  readonly expression: ts.Expression;
  readonly expected: string;
  readonly line: number;
}

/**
 * Fails with the file and line of the first promise that is not kept.
 * An example without a promise fails, and so does one that ends before all of them were looked at.
 */
export async function runExample(example: Example, load: (specifier: string) => Promise<unknown>): Promise<void> {
  const where = (line: number): string => `${example.file}:${String(line)}`;
  const source = ts.createSourceFile("example.ts", example.lines.map(({ text }) => text).join("\n"), ts.ScriptTarget.ES2022, true);
  const lineOf = (position: number): number => example.lines[source.getLineAndCharacterOfPosition(position).line]?.line ?? 0;
  const promised = promisesOf(source, lineOf, where);
  if (promised.length === 0)
    throw new Error(`${where(example.lines[0]?.line ?? 0)}: the example checks nothing; give it a line "expression; // => value"`);

  const specifiers = source.statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) ? [statement.moduleSpecifier.text] : [],
  );
  const modules = new Map<string, unknown>();
  for (const specifier of specifiers) modules.set(specifier, await load(specifier));

  const looked = new Set<number>();
  const check: Check = (index, evaluate, expected) => {
    looked.add(index);
    const { line, expected: text } = promised[index] as Promised;
    const gave = (actual: unknown): unknown => {
      if (expected === undefined) throw new Error(`${where(line)}: promised "${text}", but nothing was thrown`);
      expect(actual, where(line)).toStrictEqual(expected());
      return actual;
    };
    const threw = (error: unknown): void => {
      if (expected !== undefined) throw new Error(`${where(line)}: ${String(error)}`, { cause: error });
      expect((error as { code?: unknown }).code, `${where(line)} throws an error with this code`).toBe(text.replace("throws ", ""));
    };
    let actual: unknown;
    try {
      actual = evaluate();
    } catch (error) {
      threw(error);
      return undefined;
    }
    return actual instanceof Promise ? actual.then(gave, threw) : gave(actual);
  };

  await compile(instrumented(source, promised))((specifier: string) => modules.get(specifier), check, {});
  const missed = promised.find((_, index) => !looked.has(index));
  if (missed !== undefined) throw new Error(`${where(missed.line)}: the example never came here`);
}

function promisesOf(source: ts.SourceFile, lineOf: (position: number) => number, where: (line: number) => string): Promised[] {
  const promised: Promised[] = [];
  const visit = (node: ts.Node): void => {
    const expression = promisingExpression(node);
    const expected = expression && promiseAfter(source, node.end);
    if (expression && expected !== undefined) promised.push({ expression, expected, line: lineOf(node.getStart()) });
    ts.forEachChild(node, visit);
  };
  visit(source);

  const written = [...source.text.matchAll(/\/\/ =>/g)];
  if (written.length !== promised.length) {
    const first = written.find(({ index }) => !promised.some(({ expression }) => [0, 1].includes(lineOf(index) - lineOf(expression.end))));
    throw new Error(
      `${where(lineOf(first?.index ?? 0))}: "// =>" must follow an expression or a "const name = …", behind it or on the line below`,
    );
  }
  return promised;
}

/** What a statement may promise a value of: itself, or the constant that it declares. */
function promisingExpression(node: ts.Node): ts.Expression | undefined {
  if (ts.isExpressionStatement(node)) return node.expression;
  return ts.isVariableStatement(node) ? node.declarationList.declarations.at(-1)?.initializer : undefined;
}

/** The promised value, behind the statement or on the line below; while it is no whole expression it goes on in the comment lines after it. */
function promiseAfter(source: ts.SourceFile, end: number): string | undefined {
  const [, first, rest = ""] = /^[^\S\n]*\n?[^\S\n]*\/\/ =>(.*)((?:\n.*)*)$/.exec(source.text.slice(end)) ?? [];
  let text = first?.trim();
  if (text === undefined) return undefined;
  for (const line of rest.split("\n").slice(1)) {
    const more = /^\s*\/\/(.*)$/.exec(line)?.[1];
    if (more === undefined || isExpression(text)) break;
    text += `\n${more}`;
  }
  return text;
}

function isExpression(text: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(`(${text}\n);`, { reportDiagnostics: true });
  return text.trim() !== "" && diagnostics.length === 0;
}

/** The code with a look at each promised value put in its place. */
function instrumented(source: ts.SourceFile, promised: readonly Promised[]): string {
  let code = source.text;
  for (const [index, { expression, expected }] of [...promised.entries()].reverse()) {
    const thunk = expected.startsWith("throws ") ? "" : `, () => (${expected})`;
    const text = expression.getText();
    const [awaits, async] = /\bawait\b/.test(text) ? ["await ", "async "] : ["", ""];
    code = `${code.slice(0, expression.getStart())}${awaits}__check(${String(index)}, ${async}() => (${text})${thunk})${code.slice(expression.end)}`;
  }
  return code;
}

function compile(code: string): (require: (specifier: string) => unknown, check: Check, exports: object) => Promise<void> {
  const { outputText } = ts.transpileModule(`export {};\n${code}`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: false },
  });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the examples are this project's own code
  return new Function("require", "__check", "exports", `return (async () => {\n${outputText}\n})();`) as ReturnType<typeof compile>;
}
