// What a business of subscriptions earns, keeps and loses: `npx tsx examples/subscription-metrics/main.ts [subscriptions.csv]`
import { runSubscriptionMetrics } from "./run-subscription-metrics.js";

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

process.exitCode = await runSubscriptionMetrics(process.argv.slice(2), output, Date.now());
