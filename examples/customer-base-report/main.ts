// `npm run report`
import { runReport } from "./run-report.js";
import { startProgram } from "./start-program.js";

await startProgram(runReport);
