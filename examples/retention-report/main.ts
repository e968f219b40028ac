// Who stays and who leaves a shop: `npx tsx examples/retention-report/main.ts [orders.csv]`
import { runRetentionReport } from "./run-retention-report.js";

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

process.exitCode = await runRetentionReport(process.argv.slice(2), output, Date.now());
