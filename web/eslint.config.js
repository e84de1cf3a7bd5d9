import { readdirSync } from "node:fs";
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import globals from "globals";
import ts from "typescript-eslint";

// app → features → api → shared: an import only goes down, and features never see each other.
const FLOORS = ["shared", "api", "features", "app"];
const NO_PARENT = { group: ["../*"], message: "Import from another folder by @/…, from the same folder by ./…" };

const folders = (path) =>
  readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

const unplaced = folders("./src").filter((name) => !FLOORS.includes(name));
if (unplaced.length > 0) throw new Error(`src/ has folders without a floor: ${unplaced.join(", ")}`);

const forbid = (files, names, message) => ({
  files: [files],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [NO_PARENT, ...(names.length > 0 ? [{ group: names, message }] : [])] },
    ],
  },
});

const zones = [
  ...FLOORS.map((floor, index) =>
    forbid(
      `src/${floor}/**/*.{ts,tsx}`,
      FLOORS.slice(index + 1).map((above) => `@/${above}/**`),
      `${floor} may only import from the floors below it.`,
    ),
  ),
  ...folders("./src/features").map((name) =>
    forbid(
      `src/features/${name}/**/*.{ts,tsx}`,
      ["@/app/**", "@/features/**"],
      "Features never import features; a page in app composes them. Inside a feature import by ./…",
    ),
  ),
];

export default defineConfig(
  { ignores: ["node_modules", "src/api/schema.d.ts", "eslint.config.js"] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  a11y.flatConfigs.strict,
  hooks.configs.flat["recommended-latest"],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A whole module is one screen part; the aim is 200 lines, these are the hard limits.
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 150, skipBlankLines: true }],
      "max-params": ["error", { max: 7 }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "No barrel files: import from the file itself." },
      ],
      // Numbers in texts are wanted; the rule is about objects.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `onClick={() => save()}` is the plain way to drop a result.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Handlers that return a promise are fine where React ignores the result.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["**/*.test.ts", "**/*.test.tsx"], rules: { "max-lines": ["error", { max: 600 }], "max-lines-per-function": "off" } },
  zones,
);
