// What users can import, per subpath, as reports in test/package/api: a change of the public surface is seen in review.
//   npm run api     writes them anew        without --write: fails where the built types differ
import { Extractor, ExtractorConfig, ExtractorLogLevel, ExtractorMessageCategory } from "@microsoft/api-extractor";
import { mkdirSync, rmSync } from "node:fs";
import { domains, root, type Subpath } from "./subpaths.js";

const write = process.argv.includes("--write");
const reportFolder = `${root}test/package/api`;
const reportTempFolder = `${root}reports/api`;
if (write) rmSync(reportFolder, { recursive: true, force: true });
mkdirSync(reportFolder, { recursive: true });

function agrees({ name, built }: Subpath): boolean {
  const extractorConfig = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: `${root}package.json`,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: root + built.replace(".js", ".d.ts"),
      compiler: { tsconfigFilePath: `${root}src/tsconfig.json` },
      apiReport: { enabled: true, reportFolder, reportTempFolder, reportFileName: `${name}.api.md` },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // Every exported name is public here.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          // TypeDoc checks these over all subpaths together.
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.None },
          "ae-unresolved-link": { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const result = Extractor.invoke(extractorConfig, {
    localBuild: write,
    messageCallback: (message) => {
      if (message.category !== ExtractorMessageCategory.Console && message.logLevel === ExtractorLogLevel.Error) {
        console.error(`${name}: ${message.formatMessageWithLocation(root)}`);
      }
      message.handled = true;
    },
  });
  if (!write && result.apiReportChanged)
    console.error(`${name}: the public types changed. If they should, run "npm run api" and name the change in CHANGELOG.md.`);
  return result.errorCount === 0 && (write || !result.apiReportChanged);
}

const disagreeing = domains.filter((domain) => !agrees(domain));
console.log(`API reports: ${String(domains.length - disagreeing.length)} of ${String(domains.length)} agree with the built types`);
if (disagreeing.length > 0) process.exitCode = 1;
