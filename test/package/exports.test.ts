import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { domains, root, subpaths } from "./subpaths.js";

const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { exports: Record<string, unknown> };

describe("package.json exports", () => {
  it("list every subpath, each with types of its own for import and for require", () => {
    const target = (file: string): object => ({ types: file.replace(/\.js$/, ".d.ts"), default: file });
    const expected = subpaths.map(({ name, built }) => [
      name === "index" ? "." : `./${name}`,
      { import: target(`./${built}`), require: target(`./${built.replace("dist/", "dist/cjs/")}`) },
    ]);
    expect(manifest.exports).toEqual({ ...Object.fromEntries(expected), "./package.json": "./package.json" });
  });

  it.each(subpaths)("$specifier has its source, $source", ({ source }) => {
    expect(existsSync(root + source)).toBe(true);
  });
});

describe("the root", () => {
  it("names the foundation's values as they are, and every other domain as a namespace with the same content", async () => {
    const names = async (specifier: string): Promise<string[]> => Object.keys((await import(specifier)) as object);
    const package_ = (await import("clientele")) as unknown as Record<string, object>;
    const namespaces = domains.filter(({ name }) => name !== "foundation");

    expect(Object.keys(package_).sort()).toEqual([...(await names("clientele/foundation")), ...namespaces.map(({ name }) => name)].sort());
    for (const { name, specifier } of namespaces) expect(Object.keys(package_[name] ?? {})).toEqual(await names(specifier));
  });
});
