// Whom a campaign may and should reach: `npx tsx examples/segments/main.ts [orders.csv]`
import { startProgram } from "../customer-base-report/start-program.js";
import { runSegments } from "./run-segments.js";

await startProgram(runSegments);
