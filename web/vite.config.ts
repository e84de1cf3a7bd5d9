import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { chunkOf } from "./chunks.ts";
import { precompress } from "./precompress.ts";

const server = process.env.COPYDESK_DEV_SERVER ?? "http://127.0.0.1:8400";

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
  build: {
    outDir: fileURLToPath(new URL("../copydesk/server/static", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "base", tags: ["$initial"], priority: 1 }, { name: chunkOf, minShareCount: 2 }] } } },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
