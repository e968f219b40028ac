// Finds the examples that readers see: every `@example` of a doc comment in src, every ts fence of a page.

export interface Example {
  readonly file: string;
  readonly lines: readonly ExampleLine[];
}

interface ExampleLine {
  readonly text: string;
  /** Counted from 1, in the file. */
  readonly line: number;
}

/** The examples of a TypeScript source. An example is the code in its fence, or all of its text when it has none. */
export function examplesOfSource(file: string, source: string): Example[] {
  const examples: Example[] = [];
  let open: ExampleLine[] | undefined;
  let inComment = false;
  for (const [index, text] of source.split("\n").entries()) {
    if (/^\s*\/\*\*/.test(text)) inComment = true;
    const content = text.replace(/^\s*\/?\*{1,2}\/? ?/, "").replace(/\*\/\s*$/, "");
    if (inComment && content.startsWith("@")) open = undefined;
    if (inComment && content.startsWith("@example")) {
      open = [];
      examples.push({ file, lines: open });
    }
    open?.push({ text: content.replace(/^@example\s?/, ""), line: index + 1 });
    if (text.includes("*/")) {
      inComment = false;
      open = undefined;
    }
  }
  return examples.flatMap((example) => {
    const fences = fencesOf(file, example.lines);
    return fences.length > 0 || example.lines.some(({ text }) => text.startsWith("```")) ? fences : [example];
  });
}

/** The examples of a Markdown page. */
export function examplesOfPage(file: string, page: string): Example[] {
  return fencesOf(
    file,
    page.split("\n").map((text, index) => ({ text, line: index + 1 })),
  );
}

/** "ts no-check" is only shown; "ts continued" goes on where the example before it ended. */
function fencesOf(file: string, lines: readonly ExampleLine[]): Example[] {
  const examples: Example[] = [];
  let open: ExampleLine[] | undefined;
  let inFence = false;
  for (const line of lines) {
    const fence = /^\s*```(.*)$/.exec(line.text);
    if (fence === null) {
      open?.push(line);
    } else if (inFence) {
      inFence = false;
      open = undefined;
    } else {
      inFence = true;
      const [language, mode] = (fence[1] ?? "").trim().split(/\s+/);
      if (!["ts", "typescript"].includes(language ?? "") || mode === "no-check") continue;
      open = mode === "continued" ? [...(examples.at(-1)?.lines ?? [])] : [];
      examples.push({ file, lines: open });
    }
  }
  return examples;
}
