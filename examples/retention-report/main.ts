// Who stays and who leaves a shop: `npx tsx examples/retention-report/main.ts [orders.csv]`
import { startProgram } from "../customer-base-report/start-program.js";
import { runRetentionReport } from "./run-retention-report.js";

await startProgram(runRetentionReport);
