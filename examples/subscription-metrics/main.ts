// What a business of subscriptions earns, keeps and loses: `npx tsx examples/subscription-metrics/main.ts [subscriptions.csv]`
import { startProgram } from "../customer-base-report/start-program.js";
import { runSubscriptionMetrics } from "./run-subscription-metrics.js";

await startProgram(runSubscriptionMetrics);
