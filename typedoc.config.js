import { ReflectionKind } from "typedoc";
import { domains } from "./test/package/subpaths.js";

/**
 * A name that only one module has may be linked everywhere, imported there or not: {@link InvalidArgumentError}.
 * @param {import("typedoc").Application} app
 */
function linkUniqueNames(app) {
  let modules = /** @type {import("typedoc").DeclarationReflection[]} */ ([]);
  app.converter.on("resolveBegin", ({ project }) => {
    modules = project.getChildrenByKind(ReflectionKind.Module);
  });
  app.converter.addUnknownSymbolResolver(({ symbolReference }) => {
    const [first, ...more] = symbolReference?.path ?? [];
    if (more.length > 0) return undefined;
    const named = modules.flatMap(({ children = [] }) => children.filter(({ name }) => name === first?.path));
    // TypeDoc declares only web addresses as a result, but links a reflection like any other.
    return named.length === 1 ? /** @type {{ target: string }} */ (/** @type {unknown} */ ({ target: named[0] })) : undefined;
  });
}

/**
 * A module is called what users import ("money", not "foundation/money"), and the marks of branded types are not shown.
 * @param {import("typedoc").Application} app
 */
function showWhatUsersSee(app) {
  app.converter.on("resolveBegin", (context) => {
    const { project } = context;
    for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
      const file = context.getSymbolFromReflection(module)?.declarations?.[0]?.getSourceFile().fileName;
      module.name = domains.find(({ source }) => file?.endsWith(source))?.name ?? module.name;
    }
    for (const brand of project.getReflectionsByKind(ReflectionKind.Property).filter(({ name }) => name === "__brand"))
      project.removeReflection(brand);
  });
}

/** @type {import("typedoc").TypeDocOptions} */
export default {
  name: "clientele",
  // The root only names these again.
  entryPoints: domains.map(({ source }) => source),
  tsconfig: "src/tsconfig.json",
  plugin: [showWhatUsersSee, linkUniqueNames],
  projectDocuments: ["docs/**/*.md"],
  out: "docs-site",
  treatWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    notDocumented: true,
    rewrittenLink: true,
    unusedMergeModuleWith: true,
  },
  requiredToBeDocumented: ["Enum", "Variable", "Function", "Class", "Interface", "Property", "Method", "Accessor", "TypeAlias"],
  logLevel: "Warn",
  githubPages: false,
  // Source links would need a remote that every clone has.
  disableSources: true,
};
