// The rules of CONTRIBUTING.md that a program can hold: purity, floors, small files. test/package/lint-rules.test.ts shows each of them a sin.
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** The rooms of src, lowest floor first. An import only goes down, never to a neighbour on the same floor. */
export const FLOORS = [
  ["foundation"],
  ["numerics"],
  ["purchases"],
  ["customers"],
  ["survival"],
  ["segmentation", "retention", "subscriptions", "clv", "loyalty", "simulation", "feedback", "referrals"],
  ["economics", "engagement"],
  ["charts", "report"],
];

/** Only these may import zod, so that a bundle which parses nothing holds none of it. */
const ZOD_FILES = ["*-schema.ts", "parse-*.ts"];

/** What may read the host's calendar and number formats, and where. */
const INTL_FILES = ["src/foundation/time/**/*.ts", "src/foundation/money/format-money.ts"];

const HOST_GLOBALS = [
  ..."performance crypto globalThis window self global process console navigator fetch require Buffer".split(" "),
  ..."setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame".split(" "),
];

const HOST_ZONE_METHODS =
  "/^(get|set)(FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$|^toLocale|^to(Date|Time)String$|^localeCompare$/";

const impureSyntax = [
  ["NewExpression[callee.name='Date'][arguments.length!=1]", "Without exactly one argument, Date asks the clock or the host's zone."],
  ["CallExpression[callee.name='Date']", "Date() asks the clock."],
  [`MemberExpression[property.name=${HOST_ZONE_METHODS}]`, "This asks the host's zone or locale."],
  [`MemberExpression > Literal.property[value=${HOST_ZONE_METHODS}]`, "This asks the host's zone or locale."],
  [
    ":not(MemberExpression, NewExpression, TSTypeReference, BinaryExpression) > Identifier[name=/^(Date|Math)$/]",
    "Call it by its name, so that this check sees what is called.",
  ],
  ["NewExpression > Identifier.arguments[name=/^(Date|Math)$/]", "Call it by its name, so that this check sees what is called."],
  ["MemberExpression[computed=true][object.name=/^(Date|Math)$/]", "Call it by its name, so that this check sees what is called."],
  [":matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind!='const']", "A module holds no state."],
  ["ExportDefaultDeclaration", "Exports have names."],
  ["TSEnumDeclaration", "Use a union of literals."],
].map(([selector, message]) => ({ selector, message }));

/** @param {string[]} banned @param {string} reason */
const noImportOf = (banned, reason) => ({ regex: `^(\\.\\./)+(${banned.join("|")})/`, message: reason });

/**
 * What a file of a room may import: rooms of lower floors, and from outside only zod, in some files.
 * @param {number} floor @param {string} room @param {boolean} zod
 * @returns {import("eslint").Linter.RulesRecord}
 */
function importRules(floor, room, zod) {
  const higher = FLOORS.slice(floor)
    .flat()
    .filter((other) => other !== room);
  const patterns = [
    { regex: zod ? "^(?!zod$)[^.]" : "^[^.]", message: "src imports nothing from outside, but zod in *-schema.ts and parse-*.ts." },
    { regex: "^(\\.\\./)+index\\.js$", message: "Import from the room itself, not from the index above it." },
    ...(higher.length > 0 ? [noImportOf(higher, "An import only goes down to a lower floor.")] : []),
  ];
  return { "no-restricted-imports": ["error", { patterns }] };
}

const floorConfigs = FLOORS.flatMap((rooms, floor) =>
  rooms.flatMap((room) => [
    { files: [`src/${room}/**/*.ts`], rules: importRules(floor, room, false) },
    { files: ZOD_FILES.map((name) => `src/${room}/**/${name}`), rules: importRules(floor, room, true) },
  ]),
);

export default defineConfig(
  globalIgnores(["dist/", ".stryker-tmp/", "docs-site/", "coverage/", "reports/", "**/*.js", "**/*.mjs", "**/*.cjs"]),
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: ["src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      // isolatedDeclarations wants the type of a class field written out.
      "@typescript-eslint/prefer-as-const": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-new-func": "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
      "no-restricted-globals": ["error", ...HOST_GLOBALS, "Intl"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now" },
        { object: "Date", property: "parse" },
        { object: "Math", property: "random" },
      ],
      "no-restricted-syntax": ["error", ...impureSyntax],
    },
  },
  { files: INTL_FILES, rules: { "no-restricted-globals": ["error", ...HOST_GLOBALS] } },
  ...floorConfigs,
  {
    files: ["test/**/*.ts", "examples/**/*.ts", "*.config.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
);
