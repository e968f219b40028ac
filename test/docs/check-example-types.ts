// Compiles all examples in one program, as strictly as a careful user would.
import { resolve } from "node:path";
import ts from "typescript";
import { root } from "../package/subpaths.js";
import type { Example } from "./extract-examples.js";

/** What the compiler says against the examples: `file:line: message`. */
export function typeErrorsOf(examples: readonly Example[]): string[] {
  const texts = new Map(examples.map((example, index) => [resolve(root, "test/docs", `example-${String(index)}.ts`), example]));
  const { config } = ts.readConfigFile(resolve(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const strict = { ...options, noUnusedLocals: false, noUnusedParameters: false, moduleDetection: ts.ModuleDetectionKind.Force };

  const textOf = (path: string): string | undefined =>
    texts
      .get(resolve(path))
      ?.lines.map(({ text }) => text)
      .join("\n");
  const disk = ts.createCompilerHost(strict);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(resolve(path)) || disk.fileExists(path),
    readFile: (path) => textOf(path) ?? disk.readFile(path),
    getSourceFile: (path, languageVersion) => {
      const text = textOf(path);
      return text === undefined ? disk.getSourceFile(path, languageVersion) : ts.createSourceFile(path, text, languageVersion);
    },
  };

  const program = ts.createProgram([...texts.keys()], strict, host);
  return [...texts].flatMap(([path, example]) => {
    const source = program.getSourceFile(path);
    const diagnostics = source === undefined ? [] : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = example.lines[source?.getLineAndCharacterOfPosition(start).line ?? 0]?.line ?? 0;
      return `${example.file}:${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}
