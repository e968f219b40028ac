// What customers are worth: `npx tsx examples/lifetime-value/main.ts [orders.csv]`
import { startProgram } from "../customer-base-report/start-program.js";
import { runLifetimeValue } from "./run-lifetime-value.js";

await startProgram(runLifetimeValue);
