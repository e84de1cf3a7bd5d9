import type { Rollup } from "vite";

interface Graph {
  getModuleInfo(id: string): Pick<Rollup.ModuleInfo, "importedIds"> | null;
}

// The first root that needs a module names its file.
const ROOTS = { markdown: "/src/shared/ui/markdown.tsx", desk: "/src/app/pages/work-page.tsx" };

// The door of the component library leads to everything; which of its parts the desk uses is named here instead.
const ALL_OF_IT = /@mantine\/(core|hooks)\/esm\/index\.mjs$/;
const PARTS_OF_DESK = /@mantine\/core\/esm\/components\/(Alert|Badge|Blockquote|Center|Code|Collapse|Container|InputBase|Input|Kbd|SimpleGrid|Textarea|Title)\//;

const reached = new Map<string, Set<string>>();

/**
 * The file for a module that several pages share: two files for all that the desk needs beside the base, so that the first
 * task costs a handful of requests; null leaves the choice to the bundler.
 */
export function chunkOf(id: string, graph: Graph): string | null {
  for (const [name, root] of Object.entries(ROOTS)) {
    if (!reached.has(name)) reached.set(name, reach(new URL(`.${root}`, import.meta.url).pathname, graph));
    if (reached.get(name)?.has(id)) return name;
  }
  return PARTS_OF_DESK.test(id) ? "desk" : null;
}

/** Everything that a module imports, directly or not, without waiting. */
function reach(root: string, graph: Graph): Set<string> {
  const found = new Set([root]);
  for (const id of found) if (!ALL_OF_IT.test(id)) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
