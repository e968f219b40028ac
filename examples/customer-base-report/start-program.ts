// What every program here does with its process: the arguments, the clock and the console go in, an exit code comes out.
import type { Output } from "./run-report.js";

/** Runs a program on the command line. */
export async function startProgram(run: (args: readonly string[], output: Output, now: number) => Promise<number>): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const output: Output = {
    print: (text) => {
      console.log(text);
    },
    printError: (text) => {
      console.error(text);
    },
  };
  process.exitCode = await run(process.argv.slice(2), output, Date.now());
}
