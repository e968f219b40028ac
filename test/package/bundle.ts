// Bundles a few lines of a user's code against the built package, with the bundler of Vite.
import { rolldown } from "rolldown";
import { brotliCompressSync } from "node:zlib";
import { root } from "./subpaths.js";

export interface Bundle {
  readonly code: string;
  /** The peer dependencies that it imports. */
  readonly peers: readonly string[];
}

/** Files that match `without` are left out. */
export async function bundle(code: string, without: readonly RegExp[] = []): Promise<Bundle> {
  const entry = `${root}entry.js`;
  const build = await rolldown({
    input: entry,
    platform: "neutral",
    external: ["zod", ...without],
    onLog: (_, { message }) => {
      throw new Error(message);
    },
    plugins: [{ name: "entry", resolveId: (id) => (id === entry ? id : undefined), load: (id) => (id === entry ? code : undefined) }],
  });
  const { output } = await build.generate({ minify: true });
  await build.close();
  return { code: output[0].code, peers: output[0].imports };
}

/** What a browser downloads, without peer dependencies. */
export function brotliBytes({ code }: Bundle): number {
  return brotliCompressSync(code).byteLength;
}
