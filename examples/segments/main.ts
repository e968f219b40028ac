// Whom a campaign may and should reach: `npx tsx examples/segments/main.ts [orders.csv]`
import { runSegments } from "./run-segments.js";

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const output = {
  print: (text: string): void => {
    console.log(text);
  },
  printError: (text: string): void => {
    console.error(text);
  },
};

process.exitCode = await runSegments(process.argv.slice(2), output, Date.now());
